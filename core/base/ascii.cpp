#include "core/base/ascii.h"

#include <cstdint>
#include <cstring>

namespace connectorscope {

std::string toAsciiLower(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        c = asciiLower(c);
    return lower;
}

bool isAscii(std::string_view text)
{
    const char* p = text.data();
    std::size_t left = text.size();
    for (; left >= 8; p += 8, left -= 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, p, 8);
        if ((eight & 0x8080808080808080U) != 0)
            return false;
    }
    for (; left > 0; ++p, --left)
        if (isEightBit(*p))
            return false;
    return true;
}

} // namespace connectorscope
