#pragma once

#include <string>
#include <string_view>

namespace connectorscope {

/// Decodes quoted-printable (RFC 2045, 6.7) as it passes by, in blocks of any size. Line ends (CR LF, LF, CR)
/// stay as they are; blanks before a line end or at the end of the data are taken off, as transports may have
/// added them. An escape may have lower-case digits; a `=` that begins none is passed on with the character
/// after it, as RFC 2045 advises. `=` at the end of the data counts as a soft line break; that of a line
/// drawn with three signs or more is none, since such a text was never encoded.
class QuotedPrintableDecoder
{
public:
    /// Appends what is certain to `output`.
    void feed(std::string_view block, std::string& output);
    /// The data have ended: appends what was held back.
    void finish(std::string& output);

private:
    const char* resolveHeld(const char* in, const char* end, char*& out);
    const char* resolveBlanks(const char* in, const char* end, char*& out);
    const char* resolveEscape(const char* in, const char* end, char*& out);

    /// Blanks that may stand before a line end, or an escape that is not complete.
    std::string m_held;
    bool m_afterPair = false; ///< the last bytes that went out are two signs that were no escape
};

} // namespace connectorscope
