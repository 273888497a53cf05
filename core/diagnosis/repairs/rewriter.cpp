#include "core/diagnosis/repairs/rewriter.h"

#include "core/base/utf16.h"
#include "core/message/lexical.h"
#include "core/message/limits.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr std::size_t bytesOfLine = 57;
constexpr std::size_t widest = 76;
constexpr std::size_t mostHeldCr = 4096;

void appendBase64(std::string_view bytes, std::string& output)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::string_view group = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8U | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            output += i <= group.size() ? alphabet[bits >> (18 - 6 * i) & 63U] : '=';
    }
}

std::optional<Decoder> decoderOf(Rewrite kind)
{
    if (kind == Rewrite::RewrapBase64)
        return Decoder(TransferEncoding::Base64);
    if (kind == Rewrite::RecodeQuotedPrintable)
        return Decoder(TransferEncoding::QuotedPrintable);
    return std::nullopt;
}

bool encodesBase64(Rewrite kind)
{
    return kind == Rewrite::EncodeBase64 || kind == Rewrite::RewrapBase64;
}

} // namespace

std::string base64Text(std::string_view bytes)
{
    std::string text;
    appendBase64(bytes, text);
    return text;
}

void Base64Encoder::encodeLine(std::string_view bytes, std::string& output)
{
    if (m_begun)
        output += m_lineEnd;
    m_begun = true;
    appendBase64(bytes, output);
}

void Base64Encoder::feed(std::string_view block, std::string& output)
{
    if (!m_held.empty()) {
        const std::size_t taken = std::min(bytesOfLine - m_held.size(), block.size());
        m_held += block.substr(0, taken);
        block.remove_prefix(taken);
        if (m_held.size() < bytesOfLine)
            return;
        encodeLine(m_held, output);
        m_held.clear();
    }
    for (; block.size() >= bytesOfLine; block.remove_prefix(bytesOfLine))
        encodeLine(block.substr(0, bytesOfLine), output);
    m_held = block;
}

void Base64Encoder::finish(std::string& output)
{
    if (!m_held.empty())
        encodeLine(m_held, output);
    m_held.clear();
}

void QuotedPrintableEncoder::put(std::string_view text, std::string& output)
{
    if (m_column + text.size() >= widest) {
        output += '=';
        output += m_lineEnd;
        m_column = 0;
    }
    output += text;
    m_column += text.size();
}

void QuotedPrintableEncoder::escape(char c, std::string& output)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    const char text[3] = {'=', digits[byte >> 4U], digits[byte & 15U]};
    put({text, 3}, output);
}

void QuotedPrintableEncoder::releaseBlank(bool asEscape, std::string& output)
{
    if (m_blank == '\0')
        return;
    if (asEscape)
        escape(m_blank, output);
    else
        put({&m_blank, 1}, output);
    m_blank = '\0';
}

void QuotedPrintableEncoder::feed(std::string_view block, std::string& output)
{
    for (const char c : block) {
        if (c == '\n') {
            releaseBlank(true, output);
            output += m_cr ? "\r\n" : "\n";
            m_cr = false;
            m_column = 0;
            continue;
        }
        releaseBlank(false, output);
        if (m_cr)
            escape('\r', output);
        m_cr = c == '\r';
        if (m_cr)
            continue;
        const auto byte = static_cast<unsigned char>(c);
        if (c == ' ' || c == '\t')
            m_blank = c;
        else if (byte < 0x20 || byte > 0x7e || c == '=')
            escape(c, output);
        else if (c == '.' && (m_column == 0 || m_column + 1 >= widest))
            escape(c, output); // it may become the first of a line
        else
            put({&c, 1}, output);
    }
}

void QuotedPrintableEncoder::finish(std::string& output)
{
    releaseBlank(true, output);
    if (m_cr)
        escape('\r', output);
    m_cr = false;
}

Rewriter::Rewriter(Rewrite kind, bool crlf)
    : m_kind(kind)
    , m_decoder(decoderOf(kind))
    , m_base64(crlf ? "\r\n" : "\n")
    , m_quoted(crlf ? "\r\n" : "\n")
{
}

void Rewriter::feed(std::string_view block, std::string& output)
{
    std::string decoded;
    if (m_decoder) {
        m_decoder->feed(block, decoded);
        block = decoded;
    }
    switch (m_kind) {
    case Rewrite::Remove:
        break;
    case Rewrite::Utf16LittleToUtf8:
    case Rewrite::Utf16BigToUtf8:
        feedUtf16(block, output);
        break;
    case Rewrite::StripNul:
        feedNuls(block, output);
        break;
    case Rewrite::LfToCrLf:
        for (const char c : block) {
            if (c == '\n' && m_previous != '\r')
                output += '\r';
            output += c;
            m_previous = c;
        }
        break;
    case Rewrite::CrToCrLf:
    case Rewrite::CrToBlank:
        feedCr(block, output);
        break;
    case Rewrite::UndoubleDots:
        feedDots(block, output);
        break;
    case Rewrite::EncodeBase64:
    case Rewrite::RewrapBase64:
        m_base64.feed(block, output);
        break;
    case Rewrite::EncodeQuotedPrintable:
    case Rewrite::RecodeQuotedPrintable:
        m_quoted.feed(block, output);
        break;
    case Rewrite::MendQuotedPrintable:
        feedQuotedPrintable(block, false, output);
        break;
    }
}

void Rewriter::finish(std::string& output)
{
    std::string decoded;
    if (m_decoder)
        m_decoder->finish(decoded);
    if (encodesBase64(m_kind)) {
        m_base64.feed(decoded, output);
        m_base64.finish(output);
        return;
    }
    if (m_kind == Rewrite::EncodeQuotedPrintable || m_kind == Rewrite::RecodeQuotedPrintable) {
        m_quoted.feed(decoded, output);
        m_quoted.finish(output);
        return;
    }
    if (m_kind == Rewrite::StripNul && m_count >= nulHoleLength)
        output.append(m_count, '\0');
    if (m_kind == Rewrite::CrToCrLf || m_kind == Rewrite::CrToBlank)
        releaseCr(output);
    if (m_kind == Rewrite::UndoubleDots && m_dotHeld)
        output += '.';
    if (m_kind == Rewrite::MendQuotedPrintable)
        feedQuotedPrintable({}, true, output);
    if ((m_kind == Rewrite::Utf16LittleToUtf8 || m_kind == Rewrite::Utf16BigToUtf8) && !m_held.empty())
        output += "\xEF\xBF\xBD";
}

void Rewriter::feedUtf16(std::string_view block, std::string& output)
{
    m_held += block;
    const bool isBig = m_kind == Rewrite::Utf16BigToUtf8;
    std::u16string text;
    text.reserve(m_held.size() / 2);
    for (std::size_t at = 0; at + 1 < m_held.size(); at += 2) {
        const unsigned first = static_cast<unsigned char>(m_held[at]);
        const unsigned second = static_cast<unsigned char>(m_held[at + 1]);
        text += static_cast<char16_t>(isBig ? first << 8U | second : second << 8U | first);
    }
    const bool isSplit = !text.empty() && text.back() >= 0xD800 && text.back() < 0xDC00;
    if (isSplit)
        text.pop_back();
    m_held.erase(0, text.size() * 2);
    output += utf8FromUtf16(text, LoneSurrogates::Replace);
}

void Rewriter::feedNuls(std::string_view block, std::string& output)
{
    while (!block.empty()) {
        const std::size_t nuls = std::min(block.find_first_not_of('\0'), block.size());
        if (nuls > 0 && m_count >= nulHoleLength) {
            output.append(nuls, '\0');
        } else if (m_count + nuls >= nulHoleLength) {
            output.append(m_count + nuls, '\0');
        }
        m_count = std::min(m_count + nuls, nulHoleLength);
        block.remove_prefix(nuls);
        if (block.empty())
            break;
        m_count = 0;
        const std::size_t end = std::min(block.find('\0'), block.size());
        output += block.substr(0, end);
        block.remove_prefix(end);
    }
}

void Rewriter::releaseCr(std::string& output)
{
    for (; m_count > 0; --m_count)
        output += m_kind == Rewrite::CrToBlank ? " " : "\r\n";
}

void Rewriter::feedCr(std::string_view block, std::string& output)
{
    for (const char c : block) {
        if (c == '\r') {
            if (++m_count > mostHeldCr)
                releaseCr(output);
            continue;
        }
        if (c == '\n' && m_count > 0) {
            output += '\r';
            m_count = 0;
        }
        releaseCr(output);
        output += c;
    }
}

void Rewriter::feedDots(std::string_view block, std::string& output)
{
    for (const char c : block) {
        if (m_dotHeld) {
            if (c != '.')
                output += '.';
            m_dotHeld = false;
            output += c;
        } else if (c == '.' && m_previous == '\n') {
            m_dotHeld = true;
        } else {
            output += c;
        }
        m_previous = c;
    }
}

/// What noteQuotedPrintable() accepts stays: an escape, and '=' before blanks and a line end.
void Rewriter::feedQuotedPrintable(std::string_view block, bool last, std::string& output)
{
    constexpr std::size_t blanksSeen = 80;
    m_held += block;
    std::size_t at = 0;
    while (at < m_held.size()) {
        const std::size_t sign = std::min(m_held.find('=', at), m_held.size());
        output.append(m_held, at, sign - at);
        at = sign;
        if (at == m_held.size())
            break;
        if (!last && m_held.size() - at <= blanksSeen)
            break;
        const bool isEscape =
            m_held.size() - at > 2 && hexDigit(m_held[at + 1]) >= 0 && hexDigit(m_held[at + 2]) >= 0;
        const std::size_t after = m_held.find_first_not_of(" \t", at + 1);
        const bool isSoft = after == std::string::npos || after - at > blanksSeen || m_held[after] == '\r' ||
                            m_held[after] == '\n';
        output += isEscape || isSoft ? "=" : "=3D";
        ++at;
        if (isEscape) {
            output.append(m_held, at, 2);
            at += 2;
        }
    }
    m_held.erase(0, at);
}

std::string rewritten(std::string_view bytes, Rewrite kind, bool crlf)
{
    std::string output;
    Rewriter rewriter(kind, crlf);
    rewriter.feed(bytes, output);
    rewriter.finish(output);
    return output;
}

} // namespace connectorscope
