#include "core/base/random_id.h"

#include <random>
#include <string_view>

namespace connectorscope {

std::string randomId(std::size_t length)
{
    constexpr std::string_view symbols = "abcdefghijkmnpqrstuvwxyz23456789";
    static_assert(symbols.size() == 32);
    // To open one asks the processor what it can, which takes as long as to record a message.
    thread_local std::random_device random;
    std::string id;
    id.reserve(length);
    while (id.size() < length)
        id += symbols[random() % symbols.size()];
    return id;
}

} // namespace connectorscope
