#include "core/message/iso2022.h"

#include <array>

namespace connectorscope {
namespace {

enum class JapaneseSet
{
    Ascii,
    Kanji,
    Katakana,
};

struct Escape
{
    std::string_view sequence;
    JapaneseSet set;
};

// "\x1b&@" announces JIS X 0208-1990 and is followed by the escape that counts.
constexpr std::array<Escape, 9> escapes = {{{"\x1b$B", JapaneseSet::Kanji},
                                            {"\x1b$@", JapaneseSet::Kanji},
                                            {"\x1b$(B", JapaneseSet::Kanji},
                                            {"\x1b$(@", JapaneseSet::Kanji},
                                            {"\x1b&@", JapaneseSet::Ascii},
                                            {"\x1b(B", JapaneseSet::Ascii},
                                            {"\x1b(J", JapaneseSet::Ascii},
                                            {"\x1b(H", JapaneseSet::Ascii},
                                            {"\x1b(I", JapaneseSet::Katakana}}};

bool isGraphic(char c)
{
    return c > ' ' && c <= '~';
}

void appendShiftJis(char row, char cell, std::string& text)
{
    const unsigned r = static_cast<unsigned char>(row);
    const unsigned c = static_cast<unsigned char>(cell);
    const unsigned lead = (r - 0x21) / 2 + 0x81;
    text.push_back(static_cast<char>(lead >= 0xA0 ? lead + 0x40 : lead));
    const bool odd = r % 2 == 1;
    text.push_back(static_cast<char>(odd ? c + (c >= 0x60 ? 0x20 : 0x1F) : c + 0x7E));
}

} // namespace

std::optional<std::string> iso2022JpToShiftJis(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    JapaneseSet set = JapaneseSet::Ascii;
    for (std::size_t i = 0; i < bytes.size();) {
        const char c = bytes[i];
        if (c == '\x1b') {
            const std::string_view rest = bytes.substr(i);
            std::size_t length = 0;
            for (const Escape& escape : escapes) {
                if (rest.starts_with(escape.sequence)) {
                    length = escape.sequence.size();
                    set = escape.set;
                }
            }
            if (length == 0)
                return std::nullopt;
            i += length;
        } else if (c == '\x0e' || c == '\x0f') {
            set = c == '\x0e' ? JapaneseSet::Katakana : JapaneseSet::Ascii;
            ++i;
        } else if (set == JapaneseSet::Kanji && isGraphic(c) && i + 1 < bytes.size() &&
                   isGraphic(bytes[i + 1])) {
            appendShiftJis(c, bytes[i + 1], text);
            i += 2;
        } else if (set == JapaneseSet::Kanji && isGraphic(c)) {
            text.push_back('\xFD'); // half a character: a byte that Shift_JIS does not know
            ++i;
        } else if (set == JapaneseSet::Katakana && isGraphic(c) && c < 0x60) {
            text.push_back(static_cast<char>(static_cast<unsigned char>(c) | 0x80U));
            ++i;
        } else {
            // Each line begins in ASCII (RFC 1468).
            if (c == '\n')
                set = JapaneseSet::Ascii;
            text.push_back(c);
            ++i;
        }
    }
    return text;
}

std::string hzToGb(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    bool chinese = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        const char next = i + 1 < bytes.size() ? bytes[i + 1] : '\0';
        if (c == '~' && (next == '{' || next == '}')) {
            chinese = next == '{';
            ++i;
        } else if (c == '~' && !chinese && (next == '~' || next == '\n')) {
            if (next == '~')
                text.push_back('~');
            ++i;
        } else {
            if (c == '\n')
                chinese = false;
            text.push_back(chinese && isGraphic(c) ? static_cast<char>(static_cast<unsigned char>(c) | 0x80U)
                                                   : c);
        }
    }
    return text;
}

} // namespace connectorscope
