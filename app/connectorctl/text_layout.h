#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// Text for a terminal, as UTF-8 without control characters (see core/base/escape.h). Columns are those of a
/// monospaced terminal: East Asian wide characters and emoji take two, combining marks none.

constexpr std::size_t narrowestText = 40; ///< columns; narrower terminals get longer lines
constexpr std::size_t widestText = 90;    ///< columns; longer lines are hard to read

std::size_t displayWidth(std::string_view text);

/// The text, cut to at most `columns` where it is longer; then the last column is an ellipsis.
std::string fitTo(std::string_view text, std::size_t columns);

/// The text with blanks after it, so that it takes at least `columns`.
std::string padTo(std::string_view text, std::size_t columns);

/// Breaks at blanks into lines of at most `columns`; a word that is longer is broken where it must. At least
/// one line comes back. Linear in the text.
std::vector<std::string> wrapText(std::string_view text, std::size_t columns);

} // namespace connectorscope
