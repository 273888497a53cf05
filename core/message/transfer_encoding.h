#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

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
    explicit Decoder(TransferEncoding encoding)
        : m_encoding(encoding)
    {
    }

    void feed(std::string_view block, std::string& output);
    /// The body has ended: emits what was held back.
    void finish(std::string& output);

private:
    void feedBase64(std::string_view block, std::string& output);
    void feedQuotedPrintable(std::string_view block, std::string& output);
    void feedUuEncode(std::string_view block, std::string& output);

    TransferEncoding m_encoding;
    std::string m_held;       ///< an unfinished escape, line or group
    std::uint32_t m_bits = 0; ///< base64: the bits of the unfinished group
    int m_bitCount = 0;
    bool m_inside = false; ///< uuencode: between "begin" and "end"
};

/// Both steps at once.
std::string decodeAll(std::string_view body, TransferEncoding encoding);

} // namespace connectorscope
