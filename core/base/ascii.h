#pragma once

#include <string>
#include <string_view>

namespace connectorscope {

/// Characters as protocols know them: of ASCII only, whatever the locale.

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

} // namespace connectorscope
