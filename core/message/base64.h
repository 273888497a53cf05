#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

/// Decodes base64 (RFC 2045, 6.8) as it passes by, in blocks of any size. Characters outside the alphabet are
/// skipped. `=` ends a group wherever it stands and the next character begins a new one: several padded
/// chunks after each other decode to their joined bytes. A group may also end without padding.
class Base64Decoder
{
public:
    /// Appends what is complete to `output`.
    void feed(std::string_view block, std::string& output);
    /// The data have ended: appends the whole bytes of an unfinished group.
    void finish(std::string& output);

private:
    char* endGroup(char* out);

    std::uint32_t m_bits = 0; ///< of the unfinished group
    int m_characters = 0;     ///< of the unfinished group, 0 to 3
};

} // namespace connectorscope
