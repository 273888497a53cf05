#pragma once

#include "core/message/base64.h"
#include "core/message/quoted_printable.h"
#include "core/message/uuencode.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace connectorscope {

/// Content-Transfer-Encoding (RFC 2045, 6). `Unknown`: the field names none that is known.
enum class TransferEncoding : std::uint8_t
{
    SevenBit,
    EightBit,
    Binary,
    Base64,
    QuotedPrintable,
    UuEncode,
    Unknown
};

/// From the raw field value; comments and blanks are ignored; an empty value is SevenBit.
TransferEncoding transferEncodingOf(std::string_view rawValue);

/// Decodes a body as it passes by. Feed it blocks of any size; what it emits is appended to `output`.
/// It never fails: what cannot be decoded is skipped (base64) or passed on as it stands (quoted-printable).
class Decoder
{
public:
    explicit Decoder(TransferEncoding encoding);

    void feed(std::string_view block, std::string& output);
    /// The body has ended: emits what was held back.
    void finish(std::string& output);

private:
    /// The first: 7bit, 8bit, binary and unknown encodings pass as they stand.
    std::variant<std::monostate, Base64Decoder, QuotedPrintableDecoder, UuDecoder> m_decoder;
};

/// Both steps at once.
std::string decodeAll(std::string_view body, TransferEncoding encoding);

} // namespace connectorscope
