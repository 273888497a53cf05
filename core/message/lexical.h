#pragma once

#include "core/base/ascii.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace connectorscope {

/// The characters and the comments that all structured fields share (RFC 5322, 3.2). For reading and
/// repairing messages only.

/// Blanks and the line ends of folds.
constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

constexpr bool isLineEnd(char c)
{
    return c == '\r' || c == '\n';
}

/// Whether a line end stands in it.
inline bool isFolded(std::string_view text)
{
    return text.find('\n') != std::string_view::npos || text.find('\r') != std::string_view::npos;
}

/// Without the blanks at both ends.
std::string_view trimmed(std::string_view text);

/// Past the comment that opens at `begin`, nested ones and quoted pairs considered; npos when it never ends.
std::size_t commentEnd(std::string_view text, std::size_t begin);

/// Past the quoted string that opens at `begin`; npos when it never ends.
std::size_t quotedStringEnd(std::string_view text, std::size_t begin);

/// Appends text with its folds undone: line ends go, a tab that began a continuation line becomes a space, a
/// line end that folds nothing becomes a space.
void appendUnfolded(std::string_view raw, std::string& text);

} // namespace connectorscope
