#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace connectorscope {

/// The text as searching and sorting see it: letters without regard to case (ASCII, Latin, Greek, Cyrillic;
/// one letter for one letter), U+FFFD for what is no UTF-8 and for NUL. Linear. What it takes for the same,
/// SQLite's trigrams take for the same too.
std::string foldText(std::string_view text);

/// The folded text's beginning, at most `limit` bytes and no broken character: enough to sort by.
std::string foldKey(std::string_view text, std::size_t limit);

/// How many characters the UTF-8 text has.
std::size_t characterCount(std::string_view text);

} // namespace connectorscope
