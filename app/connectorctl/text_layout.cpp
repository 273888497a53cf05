#include "app/connectorctl/text_layout.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace connectorscope {
namespace {

struct Range
{
    char32_t first;
    char32_t last;
};

// Coarse on purpose: blocks of Unicode 15, East Asian Width W and F, and the emoji blocks.
constexpr std::array<Range, 13> wideRanges{{{0x1100, 0x115F},
                                            {0x2E80, 0x303E},
                                            {0x3041, 0x4DBF},
                                            {0x4E00, 0xA4CF},
                                            {0xA960, 0xA97F},
                                            {0xAC00, 0xD7A3},
                                            {0xF900, 0xFAFF},
                                            {0xFE30, 0xFE6F},
                                            {0xFF00, 0xFF60},
                                            {0xFFE0, 0xFFE6},
                                            {0x1F300, 0x1F64F},
                                            {0x1F680, 0x1F9FF},
                                            {0x20000, 0x3FFFD}}};

// Combining marks of the scripts that mail uses most, joiners and variation selectors.
constexpr std::array<Range, 12> zeroRanges{{{0x0300, 0x036F},
                                            {0x0483, 0x0489},
                                            {0x0591, 0x05BD},
                                            {0x0610, 0x061A},
                                            {0x064B, 0x065F},
                                            {0x0E34, 0x0E3A},
                                            {0x0E47, 0x0E4E},
                                            {0x1AB0, 0x1AFF},
                                            {0x200B, 0x200D},
                                            {0x20D0, 0x20FF},
                                            {0xFE00, 0xFE0F},
                                            {0xFE20, 0xFE2F}}};

template <std::size_t N>
bool contains(const std::array<Range, N>& ranges, char32_t character)
{
    const auto after =
        std::upper_bound(ranges.begin(), ranges.end(), character,
                         [](char32_t value, const Range& range) { return value < range.first; });
    return after != ranges.begin() && character <= std::prev(after)->last;
}

struct Glyph
{
    std::size_t bytes = 1;
    std::size_t columns = 1;
};

/// The character at `position`; the text is valid UTF-8, and nothing breaks where it is not.
Glyph glyphAt(std::string_view text, std::size_t position)
{
    const auto lead = static_cast<unsigned char>(text[position]);
    if (lead < 0x80)
        return {};
    const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    const std::size_t bytes = std::min(wanted, text.size() - position);
    char32_t character = lead & (0x7FU >> wanted);
    for (std::size_t i = 1; i < bytes; ++i)
        character = (character << 6) | (static_cast<unsigned char>(text[position + i]) & 0x3FU);
    const std::size_t columns = contains(zeroRanges, character) ? 0 : contains(wideRanges, character) ? 2 : 1;
    return {bytes, columns};
}

/// How many bytes of the text fit into `columns`; at least one character.
std::size_t bytesThatFit(std::string_view text, std::size_t columns)
{
    std::size_t used = 0;
    std::size_t position = 0;
    while (position < text.size()) {
        const Glyph glyph = glyphAt(text, position);
        if (position > 0 && used + glyph.columns > columns)
            break;
        used += glyph.columns;
        position += glyph.bytes;
    }
    return position;
}

} // namespace

std::size_t displayWidth(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t position = 0; position < text.size();) {
        const Glyph glyph = glyphAt(text, position);
        width += glyph.columns;
        position += glyph.bytes;
    }
    return width;
}

std::string fitTo(std::string_view text, std::size_t columns)
{
    // A text with fewer bytes than columns always fits: no character takes more columns than bytes.
    if (text.size() <= columns || displayWidth(text) <= columns)
        return std::string(text);
    if (columns < 2)
        return "…";
    return std::string(text.substr(0, bytesThatFit(text, columns - 1))) + "…";
}

std::string padTo(std::string_view text, std::size_t columns)
{
    const std::size_t width = displayWidth(text);
    return std::string(text) + std::string(width < columns ? columns - width : 0, ' ');
}

std::vector<std::string> wrapText(std::string_view text, std::size_t columns)
{
    columns = std::max<std::size_t>(columns, 1);
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    while (!text.empty()) {
        const std::size_t blanks = std::min(text.find_first_not_of(' '), text.size());
        text.remove_prefix(blanks);
        std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(word.size());
        std::size_t width = displayWidth(word);
        if (word.empty())
            break;
        if (used > 0 && used + blanks + width <= columns) {
            lines.back().append(blanks, ' ');
            used += blanks;
        } else if (used > 0) {
            lines.emplace_back();
            used = 0;
        }
        while (width > columns) {
            const std::size_t bytes = bytesThatFit(word, columns);
            if (bytes == word.size())
                break;
            lines.back() += word.substr(0, bytes);
            lines.emplace_back();
            width -= std::min(width, displayWidth(word.substr(0, bytes)));
            word.remove_prefix(bytes);
        }
        lines.back() += word;
        used += width;
    }
    return lines;
}

} // namespace connectorscope
