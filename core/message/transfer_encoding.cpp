#include "core/message/transfer_encoding.h"

#include "core/message/lexical.h"

#include <algorithm>
#include <array>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::array<std::pair<std::string_view, TransferEncoding>, 9> names{{
    {"7bit", TransferEncoding::SevenBit},
    {"8bit", TransferEncoding::EightBit},
    {"binary", TransferEncoding::Binary},
    {"base64", TransferEncoding::Base64},
    {"quoted-printable", TransferEncoding::QuotedPrintable},
    {"x-uuencode", TransferEncoding::UuEncode},
    {"x-uue", TransferEncoding::UuEncode},
    {"uuencode", TransferEncoding::UuEncode},
    {"uue", TransferEncoding::UuEncode},
}};

/// The value without comments and without the blanks and line ends around them, in lower case. Words that
/// stand apart stay so: "8 bit" names no encoding.
std::string bareWords(std::string_view rawValue)
{
    std::string words;
    for (std::size_t i = 0; i < rawValue.size();) {
        if (rawValue[i] == '(') {
            i = std::min(commentEnd(rawValue, i), rawValue.size());
            words += ' ';
        } else {
            words += isBlank(rawValue[i]) ? ' ' : asciiLower(rawValue[i]);
            ++i;
        }
    }
    return std::string(trimmed(words));
}

} // namespace

TransferEncoding transferEncodingOf(std::string_view rawValue)
{
    const std::string name = bareWords(rawValue);
    if (name.empty())
        return TransferEncoding::SevenBit;
    const auto* const known =
        std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == name; });
    return known == names.end() ? TransferEncoding::Unknown : known->second;
}

Decoder::Decoder(TransferEncoding encoding)
{
    switch (encoding) {
    case TransferEncoding::Base64:
        m_decoder = Base64Decoder();
        break;
    case TransferEncoding::QuotedPrintable:
        m_decoder = QuotedPrintableDecoder();
        break;
    case TransferEncoding::UuEncode:
        m_decoder = UuDecoder();
        break;
    case TransferEncoding::SevenBit:
    case TransferEncoding::EightBit:
    case TransferEncoding::Binary:
    case TransferEncoding::Unknown:
        break;
    }
}

void Decoder::feed(std::string_view block, std::string& output)
{
    if (auto* base64 = std::get_if<Base64Decoder>(&m_decoder))
        base64->feed(block, output);
    else if (auto* quotedPrintable = std::get_if<QuotedPrintableDecoder>(&m_decoder))
        quotedPrintable->feed(block, output);
    else if (auto* uu = std::get_if<UuDecoder>(&m_decoder))
        uu->feed(block, output);
    else
        output.append(block);
}

void Decoder::finish(std::string& output)
{
    if (auto* base64 = std::get_if<Base64Decoder>(&m_decoder))
        base64->finish(output);
    else if (auto* quotedPrintable = std::get_if<QuotedPrintableDecoder>(&m_decoder))
        quotedPrintable->finish(output);
    else if (auto* uu = std::get_if<UuDecoder>(&m_decoder))
        uu->finish(output);
}

std::string decodeAll(std::string_view body, TransferEncoding encoding)
{
    std::string decoded;
    Decoder decoder(encoding);
    decoder.feed(body, decoded);
    decoder.finish(decoded);
    return decoded;
}

} // namespace connectorscope
