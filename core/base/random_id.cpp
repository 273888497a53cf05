#include "core/base/random_id.h"

#include <cstdint>
#include <mutex>
#include <random>
#include <string_view>

namespace connectorscope {

std::string randomId(std::size_t length)
{
    constexpr std::string_view symbols = "abcdefghijkmnpqrstuvwxyz23456789";
    constexpr std::uint32_t bitsOfASymbol = 5;
    static_assert(symbols.size() == 1U << bitsOfASymbol);
    constexpr int symbolsOfANumber = 6; // of 32 bits
    // To open one asks the processor what it can, which takes as long as to record a message. Not
    // thread_local: on Windows the memory of such an object may be given back before its destructor runs.
    static std::random_device random;
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    std::string id;
    id.reserve(length);
    std::uint32_t bits = 0;
    for (int left = 0; id.size() < length; --left) {
        if (left == 0) {
            bits = random();
            left = symbolsOfANumber;
        }
        id += symbols[bits % symbols.size()];
        bits >>= bitsOfASymbol;
    }
    return id;
}

} // namespace connectorscope
