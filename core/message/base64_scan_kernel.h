#pragma once

// The body of scanBase64(), compiled once for each set of vector instructions; see byte_blocks.h.

#include "core/message/base64_scan.h"
#include "core/message/byte_blocks.h"

namespace connectorscope {
namespace {

inline void followBase64(const char* data, std::size_t begin, std::size_t end, Base64State& state,
                         Base64Faults& faults)
{
    for (std::size_t at = begin; at < end; ++at) {
        const char c = data[at];
        if (isBase64Character(c)) {
            state.group = (state.group + 1) % 4;
            state.padded = false;
            continue;
        }
        if (c == '\r' || c == '\n' || c == ' ' || c == '\t')
            continue;
        if (c == '=' && state.group >= 2) {
            state.padded = true;
            state.group = 0;
            continue;
        }
        if (c == '=' && state.group == 0 && state.padded) // the second '=' of a group, or one too many
            continue;
        if (faults.count == 0)
            faults.first = at;
        ++faults.count;
    }
}

template <class Block>
Base64Faults runBase64Scan(const char* data, std::size_t size, Base64State& state)
{
    Base64Faults faults;
    std::size_t base = 0;
    for (; base + 64 <= size; base += 64) {
        const Block block(data + base);
        const std::uint64_t characters = block.base64();
        if ((characters | block.equal('\n') | block.equal('\r')) == ~std::uint64_t{0}) {
            const auto count = static_cast<unsigned>(__builtin_popcountll(characters));
            state.group = (state.group + count) % 4;
            state.padded = state.padded && count == 0;
        } else {
            followBase64(data, base, base + 64, state, faults);
        }
    }
    followBase64(data, base, size, state, faults);
    return faults;
}

} // namespace
} // namespace connectorscope
