#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace connectorscope {

enum class EncodedWordFault : std::uint8_t
{
    UnknownCharset,
    BadEncoding, ///< neither B nor Q
    BadData,     ///< characters outside base64's alphabet, broken =XX, or bytes that are none of the charset
    NotClosed,   ///< begins like an encoded word and never ends
};

/// The first broken encoded word of a value.
struct EncodedWordIssue
{
    EncodedWordFault fault = EncodedWordFault::BadData;
    std::size_t position = 0; ///< in the raw value
    std::size_t length = 0;
    std::size_t count = 0;
};

/// The text of an unstructured field (Subject, a display name) in UTF-8: unfolded, encoded words (RFC 2047)
/// decoded, blanks at both ends taken off. Neighbouring words of one charset are joined before they are
/// converted, so that a character may be split over two. What is broken is shown as it stands. Raw 8-bit text
/// as guessToUtf8() reads it.
std::string decodeHeaderText(std::string_view rawValue);

/// What is wrong with the encoded words of a raw value; nullopt when all can be read or there is none.
std::optional<EncodedWordIssue> findEncodedWordIssue(std::string_view rawValue);

} // namespace connectorscope
