#include "core/base/utf8.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace connectorscope {

namespace {

constexpr std::uint64_t highBits = 0x8080808080808080U;

std::uint64_t eightBytes(const char* position)
{
    std::uint64_t word = 0;
    std::memcpy(&word, position, sizeof word);
    return word;
}

/// How many ASCII bytes `bytes` begins with, or fewer near its end.
std::size_t asciiLength(std::string_view bytes)
{
    std::size_t length = 0;
    while (bytes.size() - length >= 16 &&
           ((eightBytes(bytes.data() + length) | eightBytes(bytes.data() + length + 8)) & highBits) == 0)
        length += 16;
    if constexpr (std::endian::native == std::endian::little) {
        while (bytes.size() - length >= 8) {
            const std::uint64_t high = eightBytes(bytes.data() + length) & highBits;
            if (high != 0)
                return length + static_cast<std::size_t>(std::countr_zero(high)) / 8;
            length += 8;
        }
    }
    return length;
}

/// How many continuation bytes follow a leading byte, and in which range the first of them lies.
struct LeadingByte
{
    std::size_t continuation;
    unsigned char low;
    unsigned char high;
};

LeadingByte leadingByte(unsigned char byte)
{
    if (byte >= 0xC2 && byte <= 0xDF)
        return {1, 0x80, 0xBF};
    if (byte >= 0xE0 && byte <= 0xEF) {
        const unsigned char low = byte == 0xE0 ? 0xA0 : 0x80;
        const unsigned char high = byte == 0xED ? 0x9F : 0xBF;
        return {2, low, high};
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        const unsigned char low = byte == 0xF0 ? 0x90 : 0x80;
        const unsigned char high = byte == 0xF4 ? 0x8F : 0xBF;
        return {3, low, high};
    }
    return {0, 0, 0};
}

} // namespace

Utf8Step utf8Step(std::string_view bytes)
{
    const auto first = static_cast<unsigned char>(bytes.front());
    if (first < 0x80)
        return {1, true};
    LeadingByte expected = leadingByte(first);
    if (expected.continuation == 0)
        return {1, false};
    for (std::size_t i = 1; i <= expected.continuation; ++i) {
        if (i >= bytes.size())
            return {i, false};
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte < expected.low || byte > expected.high)
            return {i, false};
        expected.low = 0x80;
        expected.high = 0xBF;
    }
    return {expected.continuation + 1, true};
}

std::size_t validUtf8Length(std::string_view bytes)
{
    std::size_t position = 0;
    while (position < bytes.size()) {
        position += asciiLength(bytes.substr(position));
        // Letters beyond ASCII seldom stand alone in scripts that have many of them.
        for (int i = 0; i < 4 && position < bytes.size(); ++i) {
            const Utf8Step step = utf8Step(bytes.substr(position));
            if (!step.valid)
                return position;
            position += step.length;
        }
    }
    return position;
}

std::string_view utf8Prefix(std::string_view text, std::size_t most)
{
    text = text.substr(0, most);
    return text.substr(0, validUtf8Length(text));
}

bool isValidUtf8(std::string_view bytes)
{
    return validUtf8Length(bytes) == bytes.size();
}

std::string replaceInvalidUtf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t valid = validUtf8Length(bytes);
        text.append(bytes.substr(0, valid));
        bytes.remove_prefix(valid);
        if (bytes.empty())
            break;
        text.append(replacementCharacter);
        bytes.remove_prefix(utf8Step(bytes).length);
    }
    return text;
}

void appendUtf8(std::uint32_t character, std::string& text)
{
    if (character < 0x80) {
        text.push_back(static_cast<char>(character));
        return;
    }
    if (character < 0x800) {
        text.push_back(static_cast<char>(0xC0 | (character >> 6)));
    } else {
        if (character < 0x10000) {
            text.push_back(static_cast<char>(0xE0 | (character >> 12)));
        } else {
            text.push_back(static_cast<char>(0xF0 | (character >> 18)));
            text.push_back(static_cast<char>(0x80 | ((character >> 12) & 0x3F)));
        }
        text.push_back(static_cast<char>(0x80 | ((character >> 6) & 0x3F)));
    }
    text.push_back(static_cast<char>(0x80 | (character & 0x3F)));
}

} // namespace connectorscope
