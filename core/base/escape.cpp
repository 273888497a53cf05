#include "core/base/escape.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr char hexDigits[] = "0123456789ABCDEF";

void appendByteEscape(std::string& out, unsigned char byte)
{
    switch (byte) {
    case '\0':
        out += "\\0";
        return;
    case '\t':
        out += "\\t";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    default:
        out += "\\x";
        out += hexDigits[byte >> 4];
        out += hexDigits[byte & 0x0F];
    }
}

/// C1 controls, line separators, and the marks that change the direction of the text around them.
bool isUnsafe(std::string_view character)
{
    const auto byte = [character](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 2)
        return (byte(0) == 0xC2 && byte(1) < 0xA0) || (byte(0) == 0xD8 && byte(1) == 0x9C); // U+0080-9F, 061C
    if (character.size() != 3 || byte(0) != 0xE2)
        return false;
    if (byte(1) == 0x80)
        return byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xA8 && byte(2) <= 0xAE); // 200E-F, 2028-2E
    return byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;                          // U+2066-2069
}

void appendCodePointEscape(std::string& out, std::string_view character)
{
    const auto low = [character](std::size_t i) { return static_cast<unsigned>(character[i]) & 0x3FU; };
    const unsigned lead = static_cast<unsigned char>(character[0]);
    const unsigned code = character.size() == 2 ? ((lead & 0x1FU) << 6) | low(1)
                                                : ((lead & 0x0FU) << 12) | (low(1) << 6) | low(2);
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += hexDigits[(code >> shift) & 0x0FU];
}

bool isPlain(char c)
{
    return c >= 0x20 && c < 0x7F;
}

} // namespace

std::string escapeControls(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto plainEnd = std::find_if_not(text.begin(), text.end(), isPlain);
        const auto plain = static_cast<std::size_t>(plainEnd - text.begin());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty())
            break;
        const Utf8Step step = utf8Step(text);
        const std::string_view character = text.substr(0, step.length);
        const auto first = static_cast<unsigned char>(character.front());
        if (!step.valid)
            out += replacementCharacter;
        else if (first < 0x80)
            appendByteEscape(out, first);
        else if (isUnsafe(character))
            appendCodePointEscape(out, character);
        else
            out += character;
        text.remove_prefix(step.length);
    }
    return out;
}

} // namespace connectorscope
