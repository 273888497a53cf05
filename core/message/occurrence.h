#pragma once

#include <cstdint>
#include <string>

namespace connectorscope {

/// Something that was seen in a file: how often, and where first. Offsets are bytes from the first byte of
/// the file, lines count from 1. The reader keeps no bodies, so the bytes that prove it are copied when they
/// pass by.
struct Occurrence
{
    static constexpr std::size_t maxExcerpt = 120;

    std::uint64_t count = 0; ///< 0: never seen, and nothing below means anything
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    std::uint64_t line = 0;
    std::string excerpt; ///< the raw bytes at `offset`, at most `maxExcerpt`

    explicit operator bool() const { return count > 0; }
};

} // namespace connectorscope
