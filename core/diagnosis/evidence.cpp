#include "core/diagnosis/evidence.h"

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

struct CodePoint
{
    std::uint32_t value = 0;
    std::size_t length = 0; ///< in bytes; 0 where the bytes are no UTF-8
};

/// The code point at the start of `bytes` (RFC 3629: no overlong forms, no surrogates).
CodePoint decodeFirst(std::string_view bytes)
{
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = at(0);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length)
        return {};
    constexpr std::array<unsigned, 5> leadBits{0, 0x7F, 0x1F, 0x0F, 0x07};
    std::uint32_t value = lead & leadBits[length];
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xC0U) != 0x80)
            return {};
        value = value << 6U | (at(i) & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    if (value < least[length] || (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF)
        return {};
    return {value, length};
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

/// How many bytes at the end are the beginning of a character whose rest was cut off.
std::size_t brokenCharacterAtEnd(std::string_view bytes)
{
    for (std::size_t length = 1; length <= 3 && length <= bytes.size(); ++length) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - length]);
        if (byte < 0x80)
            return 0;
        if (byte >= 0xC0)
            return byte >= 0xF0 || (byte >= 0xE0 && length < 3) || length < 2 ? length : 0;
    }
    return 0;
}

} // namespace

std::string quoteCut(std::string_view bytes, bool isCut)
{
    if (isCut)
        bytes.remove_suffix(brokenCharacterAtEnd(bytes));
    Quotation quotation;
    std::string escaped;
    while (!bytes.empty() && !quotation.isFull()) {
        const CodePoint point = decodeFirst(bytes);
        const std::size_t length = std::max<std::size_t>(point.length, 1);
        if (point.length > 0 && !isHidden(point.value)) {
            quotation.add(bytes.substr(0, length), 1);
        } else {
            for (const char byte : bytes.substr(0, length)) {
                escaped.clear();
                appendEscaped(escaped, byte);
                quotation.add(escaped, escaped.size());
            }
        }
        bytes.remove_prefix(length);
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
