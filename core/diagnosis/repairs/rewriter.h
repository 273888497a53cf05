#pragma once

#include "core/diagnosis/repairs/edit.h"
#include "core/message/transfer_encoding.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace connectorscope {

/// Encodes as it passes by (RFC 2045, 6.8), in lines of 76 characters.
class Base64Encoder
{
public:
    explicit Base64Encoder(std::string_view lineEnd)
        : m_lineEnd(lineEnd)
    {
    }
    void feed(std::string_view block, std::string& output);
    /// No line end follows the last line.
    void finish(std::string& output);

private:
    void encodeLine(std::string_view bytes, std::string& output);

    std::string_view m_lineEnd;
    std::string m_held;
    bool m_begun = false;
};

/// Encodes text as it passes by (RFC 2045, 6.7). LF and CR LF stay line ends; a CR alone, blanks at the end
/// of a line and a dot at its beginning are escaped.
class QuotedPrintableEncoder
{
public:
    explicit QuotedPrintableEncoder(std::string_view lineEnd)
        : m_lineEnd(lineEnd)
    {
    }
    void feed(std::string_view block, std::string& output);
    void finish(std::string& output);

private:
    void put(std::string_view text, std::string& output);
    void escape(char c, std::string& output);
    void releaseBlank(bool asEscape, std::string& output);

    std::string_view m_lineEnd;
    std::size_t m_column = 0;
    char m_blank = '\0'; ///< held back: may stand before a line end
    bool m_cr = false;   ///< held back: may stand before a LF
};

/// Does what a Rewrite says, in blocks of any size; memory does not grow with the bytes.
class Rewriter
{
public:
    Rewriter(Rewrite kind, bool crlf);

    void feed(std::string_view block, std::string& output);
    void finish(std::string& output);

private:
    void feedUtf16(std::string_view block, std::string& output);
    void feedNuls(std::string_view block, std::string& output);
    void feedCr(std::string_view block, std::string& output);
    void releaseCr(std::string& output);
    void feedDots(std::string_view block, std::string& output);
    void feedQuotedPrintable(std::string_view block, bool last, std::string& output);

    Rewrite m_kind;
    std::optional<Decoder> m_decoder;
    Base64Encoder m_base64;
    QuotedPrintableEncoder m_quoted;
    std::string m_held;
    std::size_t m_count = 0; ///< held NUL or CR bytes
    char m_previous = '\n';
    bool m_dotHeld = false;
};

/// All at once.
std::string rewritten(std::string_view bytes, Rewrite kind, bool crlf = true);

/// Base64 in one line, for headers.
std::string base64Text(std::string_view bytes);

} // namespace connectorscope
