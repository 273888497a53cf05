#pragma once

#include <cstddef>
#include <cstdint>

namespace connectorscope {

/// So many NULs on end are a hole that a crash or a full disk left, fewer are bytes somebody wrote.
constexpr std::size_t nulHoleLength = 512;

/// What bounds the reader, whatever a message brings. Beyond a limit the reader goes on looking at the bytes
/// but makes no more values of them.
struct ReadLimits
{
    int depth = 30;              ///< levels of parts below the message itself
    std::size_t parts = 1000;    ///< parts altogether
    std::size_t fields = 10'000; ///< header fields kept of one header block
    /// Bytes kept of one header block: a hundred thousand addresses with their names.
    std::size_t headerBytes = 8 * 1024 * 1024;
    std::size_t allHeaderBytes = 12 * 1024 * 1024; ///< bytes kept of all header blocks together
    std::uint64_t lineLength = 998;                ///< octets of a line without its end (RFC 5322, 2.1.1)
};

} // namespace connectorscope
