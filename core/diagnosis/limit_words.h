#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/diagnosis.h"
#include "core/message/limits.h"

#include <string>

namespace connectorscope {

/// What a cause means where a message was judged and read with these limits: the catalogue names the usual
/// limit, or none.
std::string meaningWithin(const JudgeContext& context, const ReadLimits& limits, const Cause& cause);

} // namespace connectorscope
