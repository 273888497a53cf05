#pragma once

#include <cstddef>
#include <string_view>

namespace connectorscope {

/// The first line on which more names are joined by dots (`a.b.c`) than any key of a site file needs, or 0.
/// The TOML library makes a table within a table of each, which it takes down recursively: this is asked
/// before it reads anything. Text that is no TOML may be judged either way. Linear.
int lineWithTooDeepName(std::string_view text);

/// How long the string is that `text` begins with, its quotes included. One of a single line that is still
/// open at the line's end is no TOML and ends there.
std::size_t tomlStringLength(std::string_view text);

} // namespace connectorscope
