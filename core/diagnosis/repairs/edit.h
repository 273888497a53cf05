#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace connectorscope {

/// What becomes of bytes that are not simply removed. Each works on a stream of any length.
enum class Rewrite : std::uint8_t
{
    Remove, ///< they go
    Utf16LittleToUtf8,
    Utf16BigToUtf8,
    StripNul,              ///< without NUL bytes; runs of 512 and more, which are holes, stay
    LfToCrLf,              ///< each LF without CR becomes CR LF
    CrToCrLf,              ///< CR CR LF becomes CR LF, each other CR that stands alone CR LF
    CrToBlank,             ///< CR CR LF becomes CR LF, each other CR that stands alone a blank
    UndoubleDots,          ///< ".." at the beginning of a line becomes "." (RFC 1939, 3)
    EncodeBase64,          ///< of any bytes
    RewrapBase64,          ///< decoded and encoded again, in lines of 76
    EncodeQuotedPrintable, ///< of text; line ends stay what they are, no line is a single dot
    RecodeQuotedPrintable, ///< decoded and encoded again
    MendQuotedPrintable,   ///< each '=' that begins no escape becomes "=3D"
};

/// A change of a file: at `offset`, `inserted` comes in, and then the `removed` bytes as `rewrite` makes
/// them. A plain value; a list of edits is in the order of their offsets and none reaches into the next.
struct Edit
{
    std::uint64_t offset = 0;
    std::uint64_t removed = 0;
    std::string inserted;
    Rewrite rewrite = Rewrite::Remove;
    bool crlf = true; ///< the line ends that an encoder makes; else LF

    bool operator==(const Edit&) const = default;
};

using Edits = std::vector<Edit>;

} // namespace connectorscope
