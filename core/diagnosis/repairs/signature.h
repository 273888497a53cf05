#pragma once

#include "core/diagnosis/repairs/repair.h"

namespace connectorscope {

/// Whether the plan changes what a DKIM signature of the message covers (RFC 6376): the body, or a field that
/// its h= names, added ones included. What was set aside before and after the message was never signed.
bool breaksSignature(const Message& message, const RepairPlan& plan);

} // namespace connectorscope
