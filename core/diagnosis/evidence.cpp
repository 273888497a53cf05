#include "core/diagnosis/evidence.h"

#include "core/base/utf8.h"
#include "core/diagnosis/diagnosis.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::size_t maxCharacters = 120;
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

/// The code point of one whole UTF-8 character.
std::uint32_t codePointOf(std::string_view character)
{
    constexpr std::array<unsigned, 5> leadBits{0, 0x7F, 0x1F, 0x0F, 0x07};
    std::uint32_t value = static_cast<unsigned char>(character[0]) & leadBits[character.size()];
    for (const char byte : character.substr(1))
        value = value << 6U | (static_cast<unsigned char>(byte) & 0x3FU);
    return value;
}

/// Controls, and what is invisible or turns the direction of the text around it.
bool isHidden(std::uint32_t value)
{
    struct Range
    {
        std::uint32_t first;
        std::uint32_t last;
    };
    constexpr std::array ranges{Range{0x00, 0x1F},     Range{0x7F, 0x9F},     Range{0xAD, 0xAD},
                                Range{0x61C, 0x61C},   Range{0x200B, 0x200F}, Range{0x2028, 0x202E},
                                Range{0x2060, 0x206F}, Range{0xFEFF, 0xFEFF}, Range{0xFFF9, 0xFFFB}};
    return std::ranges::any_of(
        ranges, [value](const Range& range) { return value >= range.first && value <= range.last; });
}

void appendEscaped(std::string& quoted, char byte)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    switch (byte) {
    case '\r':
        quoted += "\\r";
        break;
    case '\n':
        quoted += "\\n";
        break;
    case '\t':
        quoted += "\\t";
        break;
    case '\0':
        quoted += "\\0";
        break;
    default:
        quoted += "\\x";
        quoted += digits[static_cast<unsigned char>(byte) >> 4U];
        quoted += digits[static_cast<unsigned char>(byte) & 0x0FU];
    }
}

/// Builds a quotation and knows where it has to be cut if one more character comes.
class Quotation
{
public:
    bool isFull() const { return m_overflown; }

    /// One character of the text, or the escape of one byte, which is never cut apart.
    void add(std::string_view piece, std::size_t characters)
    {
        if (m_overflown || m_characters + characters > maxCharacters) {
            m_overflown = true;
            return;
        }
        m_text += piece;
        m_characters += characters;
        if (m_characters < maxCharacters)
            m_cutAt = m_text.size();
    }

    std::string take(bool isCut)
    {
        if (isCut || m_overflown) {
            if (m_overflown || m_characters == maxCharacters)
                m_text.resize(m_cutAt);
            m_text += ellipsis;
        }
        return std::move(m_text);
    }

private:
    std::string m_text;
    std::size_t m_characters = 0;
    std::size_t m_cutAt = 0; ///< the longest beginning that leaves room for the ellipsis
    bool m_overflown = false;
};

/// The bytes without the beginning of a character at their end whose rest was cut off.
std::string_view withoutBrokenEnd(std::string_view bytes)
{
    for (std::size_t length = 1; length <= 3 && length <= bytes.size(); ++length) {
        const std::string_view end = bytes.substr(bytes.size() - length);
        const auto first = static_cast<unsigned char>(end.front());
        if (first < 0x80)
            return bytes;
        if (first >= 0xC0)
            return utf8Step(end).valid ? bytes : bytes.substr(0, bytes.size() - length);
    }
    return bytes;
}

} // namespace

std::string quoteCut(std::string_view bytes, bool isCut)
{
    if (isCut)
        bytes = withoutBrokenEnd(bytes);
    Quotation quotation;
    std::string escaped;
    while (!bytes.empty() && !quotation.isFull()) {
        const Utf8Step step = utf8Step(bytes);
        const std::string_view character = bytes.substr(0, step.length);
        if (step.valid && !isHidden(codePointOf(character))) {
            quotation.add(character, 1);
        } else {
            for (const char byte : character) {
                escaped.clear();
                appendEscaped(escaped, byte);
                quotation.add(escaped, escaped.size());
            }
        }
        bytes.remove_prefix(step.length);
    }
    return quotation.take(isCut);
}

std::string quoteEvidence(std::string_view bytes)
{
    return quoteCut(bytes, false);
}

std::string quoteOccurrence(const Occurrence& occurrence, Quote quote)
{
    const std::string_view shown = occurrence.excerpt;
    if (quote == Quote::Line)
        return quoteCut(shown, false);
    const std::size_t least = std::min<std::uint64_t>(occurrence.length, shown.size());
    std::size_t end = least;
    if (quote == Quote::ToLineEnd)
        end = std::min(shown.find_first_of("\r\n", least), shown.size());
    const bool reachesEnd = end == shown.size() && shown.size() >= Occurrence::maxExcerpt;
    const bool isCut = reachesEnd && (occurrence.length > shown.size() || quote == Quote::ToLineEnd);
    return quoteCut(shown.substr(0, end), isCut);
}

} // namespace connectorscope
