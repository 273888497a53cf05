#pragma once

#include "core/message/occurrence.h"

#include <cstdint>
#include <string_view>

namespace connectorscope {

/// Bytes in memory and where they stand in the file.
struct Run
{
    std::string_view bytes;
    std::uint64_t offset = 0; ///< of bytes[0] in the file
    std::uint64_t line = 1;   ///< of bytes[0] in the file
    bool carriageReturnEndsLine = false;

    std::uint64_t lineOf(std::size_t at) const; ///< linear: for what is rare
    /// From the beginning of the line, or a little before `at` in a long one.
    std::string_view context(std::size_t at) const;
};

/// Counts what was seen `count` times; the first time, at `bytes[at]`, is described.
void note(Occurrence& occurrence, const Run& run, std::size_t at, std::uint64_t length,
          std::uint64_t count = 1);

/// Where the line at `begin` ends, its end included.
std::size_t lineEndOf(std::string_view bytes, std::size_t begin, bool carriageReturnEndsLine);

/// The text without the line end at its end (CR* LF, or a lone CR).
std::string_view withoutLineEnd(std::string_view line);

} // namespace connectorscope
