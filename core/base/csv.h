#pragma once

#include <string>
#include <string_view>

namespace connectorscope {

/// One field of a CSV file (RFC 4180), quoted where it has to be. Control characters are escaped, so that a
/// row stays one line. What a spreadsheet would take for a formula, and run, is defused by an apostrophe
/// before it.
std::string csvField(std::string_view text);

} // namespace connectorscope
