#pragma once

#include "core/diagnosis/repairs/edited_source.h"

#include <string>
#include <string_view>

namespace connectorscope {

/// Pieces of header fields as they are written. Internal to core/diagnosis/repairs; see also planner.h.

/// `name=value`, the value quoted where it must be, percent-encoded where it is not ASCII.
std::string writtenParameter(std::string_view name, std::string_view value);

/// Where `name=value` stands in a raw value; an empty range where it is not found as plainly as that.
ByteRange findParameterText(std::string_view raw, std::string_view name);

} // namespace connectorscope
