#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// How the text of a charset is read. For charset.cpp only.
enum class CharsetKind : std::uint8_t
{
    Unknown,
    Utf8,
    Windows1252, ///< by our own table: every byte is a character, also the five that the code page leaves
                 ///< open
    Guess,       ///< a name that says nothing of the bytes beyond ASCII: us-ascii, unknown-8bit
    Utf16,       ///< byte order by its mark, little endian without one
    Iso2022Jp,   ///< turned into Shift_JIS first: iconv's own converters refuse what Windows mailers send
    HzGb,        ///< RFC 1843, turned into GB first: glibc has no converter for it
    Iconv,
};

struct CharsetName
{
    CharsetKind kind = CharsetKind::Unknown;
    std::vector<std::string>
        candidates; ///< names for iconv, the best first; systems differ in what they know
};

/// The letters and digits of a charset's name in lower case; empty when there are none or too many for a
/// name.
std::string charsetKey(std::string_view name);

/// What the name, as mail uses it, stands for. `key` is its charsetKey(). A name that is in no table and
/// follows no rule is left for iconv to know.
CharsetName lookUpCharset(std::string_view name, std::string_view key);

} // namespace connectorscope
