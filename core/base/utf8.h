#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

/// U+FFFD, what stands for bytes that are no text.
inline constexpr std::string_view replacementCharacter = "\xEF\xBF\xBD";

/// What stands at the start of some bytes: a whole character, or the longest beginning of one.
struct Utf8Step
{
    std::size_t length = 0; ///< in bytes; at least 1
    bool valid = false;
};

/// Looks at the first character of `bytes`, which are not empty. Where it is broken, `length` is the maximal
/// subpart of Unicode 15, 3.9 (table 3-8): what one U+FFFD stands for.
Utf8Step utf8Step(std::string_view bytes);

/// How many bytes at the start of `bytes` are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates,
/// nothing above U+10FFFF, no unfinished character. Linear; sixteen bytes at a time where they are ASCII.
std::size_t validUtf8Length(std::string_view bytes);

/// So many bytes of it at most, and no piece of a character; up to the first one that is broken.
std::string_view utf8Prefix(std::string_view text, std::size_t most);

/// Whether all of it is UTF-8 as RFC 3629 has it.
bool isValidUtf8(std::string_view bytes);

/// The text with one U+FFFD for each maximal broken piece.
std::string replaceInvalidUtf8(std::string_view bytes);

/// Appends one character: up to U+10FFFF, and no surrogate.
void appendUtf8(std::uint32_t character, std::string& text);

} // namespace connectorscope
