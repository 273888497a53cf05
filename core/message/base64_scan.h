#pragma once

#include <cstddef>
#include <cstdint>

namespace connectorscope {

/// Follows the groups of a base64 body from block to block (RFC 2045, 6.8).
struct Base64State
{
    unsigned group = 0;  ///< characters of the unfinished group, 0 to 3
    bool padded = false; ///< the last group ended with '='
};

struct Base64Faults
{
    std::size_t count = 0; ///< bytes outside the alphabet, and '=' where none can stand
    std::size_t first = 0; ///< index in the data
};

/// Checks the next bytes of a base64 body. Line ends and blanks may stand anywhere; data may go on after
/// padding.
Base64Faults scanBase64(const char* data, std::size_t size, Base64State& state);

} // namespace connectorscope
