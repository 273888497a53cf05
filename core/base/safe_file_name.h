#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace connectorscope {

/// A name that a file may be given on every system, made of one that came from outside (UTF-8): the part
/// after its last slash or backslash, without control characters, marks that turn or hide text, and what
/// Windows does not allow; no device name (CON, nul.txt), no dot at its beginning, no dot or blank at its
/// end, at most `longestFileName` bytes, of which its ending stays. `fallback`, which is safe, where nothing
/// remains.
std::string safeFileName(std::string_view wanted, std::string_view fallback);

inline constexpr std::size_t longestFileName = 120;

} // namespace connectorscope
