#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace connectorscope {

/// The characters and the comments that all structured fields share (RFC 5322, 3.2). For core/message only.

/// Blanks and the line ends of folds.
constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isEightBit(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

constexpr bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

constexpr char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool isLetter(char c)
{
    return asciiLower(c) >= 'a' && asciiLower(c) <= 'z';
}

/// 0 to 15, or -1 for what is no hexadecimal digit.
constexpr int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    const char lower = asciiLower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// `lower` is lower case.
constexpr bool equalsIgnoringCase(std::string_view text, std::string_view lower)
{
    if (text.size() != lower.size())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (asciiLower(text[i]) != lower[i])
            return false;
    return true;
}

std::string toAsciiLower(std::string_view text);

bool isAscii(std::string_view text);

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
