#pragma once

#include "core/message/run.h"

namespace connectorscope {

/// Notes each `=` of a quoted-printable body that begins neither an escape nor a soft line break (RFC
/// 2045, 6.7). The run ends with a line end or not within an escape.
void noteQuotedPrintable(const Run& run, Occurrence& bad);

} // namespace connectorscope
