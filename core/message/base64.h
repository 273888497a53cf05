#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

/// Decodes base64 (RFC 2045, 6.8) as it passes by, in blocks of any size. Characters outside the alphabet are
/// skipped. `=` ends a group wherever it stands and the next character begins a new one: several padded
/// chunks after each other decode to their joined bytes. A group may also end without padding. After padding,
/// or an empty line, a line that is no base64 ends the data: it is the footer that a mailing list has added.
class Base64Decoder
{
public:
    /// Appends what is complete to `output`.
    void feed(std::string_view block, std::string& output);
    /// The data have ended: appends the whole bytes of an unfinished group.
    void finish(std::string& output);

private:
    enum class State
    {
        Data,
        DoubtfulLine, ///< one begins or has begun, before which the data may have ended
        Over,
    };

    const char* decode(const char* in, const char* end, char*& out);
    const char* collectLine(const char* in, const char* end, char*& out);
    void judgeLine(char*& out);
    void noteData();
    bool endsInDoubt(char lineEnd);
    void endGroup(char*& out);

    State m_state = State::Data;
    bool m_begun = false;     ///< there have been data
    bool m_padded = false;    ///< the last that was no blank is `=`
    bool m_emptyLine = false; ///< no data stand in the line that ends next, but before it
    std::uint32_t m_bits = 0; ///< of the unfinished group
    int m_characters = 0;     ///< of the unfinished group, 0 to 3
    std::string m_line;       ///< the beginning of a doubtful line
};

} // namespace connectorscope
