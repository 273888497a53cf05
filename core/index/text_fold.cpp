#include "core/index/text_fold.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <cstdint>

namespace connectorscope {

namespace {

bool isBetween(std::uint32_t value, std::uint32_t first, std::uint32_t last)
{
    return value >= first && value <= last;
}

/// Of pairs that stand side by side, the capital at an even or odd number.
std::uint32_t foldPair(std::uint32_t letter, std::uint32_t capitalsAreOdd)
{
    return (letter & 1U) == capitalsAreOdd ? letter + 1 : letter;
}

std::uint32_t foldLatin(std::uint32_t letter)
{
    if (isBetween(letter, 0xC0, 0xDE) && letter != 0xD7)
        return letter + 0x20;
    if (isBetween(letter, 0x100, 0x12F) || isBetween(letter, 0x132, 0x137) || isBetween(letter, 0x14A, 0x177))
        return foldPair(letter, 0);
    if (isBetween(letter, 0x139, 0x148) || isBetween(letter, 0x179, 0x17E))
        return foldPair(letter, 1);
    return letter == 0x178 ? 0xFF : letter;
}

std::uint32_t foldLetter(std::uint32_t letter)
{
    if (letter < 0x180)
        return foldLatin(letter);
    if (isBetween(letter, 0x391, 0x3A9) && letter != 0x3A2)
        return letter + 0x20;
    if (isBetween(letter, 0x410, 0x42F))
        return letter + 0x20;
    if (isBetween(letter, 0x400, 0x40F))
        return letter + 0x50;
    return letter;
}

/// The number of a valid character of more than one byte.
std::uint32_t decode(std::string_view bytes)
{
    constexpr std::uint32_t payload = 0x3F;
    std::uint32_t number = static_cast<unsigned char>(bytes[0]) & (0x7FU >> bytes.size());
    for (std::size_t i = 1; i < bytes.size(); ++i)
        number = (number << 6U) | (static_cast<unsigned char>(bytes[i]) & payload);
    return number;
}

char foldAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

} // namespace

std::string foldText(std::string_view text)
{
    std::string folded;
    folded.reserve(text.size());
    while (!text.empty()) {
        if (text.front() == '\0') { // would end the text for SQLite's tokenizer
            folded += replacementCharacter;
            text.remove_prefix(1);
            continue;
        }
        if (static_cast<unsigned char>(text.front()) < 0x80) {
            folded += foldAscii(text.front());
            text.remove_prefix(1);
            continue;
        }
        const Utf8Step step = utf8Step(text);
        if (step.valid)
            appendUtf8(foldLetter(decode(text.substr(0, step.length))), folded);
        else
            folded += replacementCharacter;
        text.remove_prefix(step.length);
    }
    return folded;
}

std::string foldKey(std::string_view text, std::size_t limit)
{
    // A folded character is never shorter than half of what it was.
    std::string folded = foldText(text.substr(0, limit * 2));
    folded.resize(utf8Prefix(folded, limit).size());
    return folded;
}

std::size_t characterCount(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

} // namespace connectorscope
