#pragma once

#include <cstddef>
#include <string_view>

namespace connectorscope {

// What the TOML library is not given. Each is asked before it reads anything, is linear, and may judge text
// that is no TOML either way.

/// The first line on which more names are joined by dots (`a.b.c`) than any key of a site file needs, or 0.
/// The library makes a table within a table of each, which it takes down recursively.
int lineWithTooDeepName(std::string_view text);

/// The first line with a byte outside ASCII that stands in neither a string nor a comment, or 0. TOML has
/// none there, but the library takes the blanks of word processors for blanks.
int lineWithBareNonAscii(std::string_view text);

/// How long the string is that `text` begins with, its quotes included. One of a single line that is still
/// open at the line's end is no TOML and ends there.
std::size_t tomlStringLength(std::string_view text);

} // namespace connectorscope
