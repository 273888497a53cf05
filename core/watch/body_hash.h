#pragma once

#include "core/base/byte_source.h"
#include "core/base/hashing.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace connectorscope {

/// Passes bytes on and hashes them on their way: all of them, and those after the first blank line, where the
/// body of nearly every message begins. Stops between two blocks when it is asked to.
class HashingSource final : public ByteSource
{
public:
    HashingSource(ByteSource& source, Xxh3Hasher& content, Xxh3Hasher& body, std::stop_token stop);

    Result<std::size_t> read(std::span<char> buffer) override;

    std::uint64_t bytes() const { return m_bytes; }
    Xxh3Digest contentHash() const { return m_content.digest(); }
    /// The hash of what stands from `bodyOffset` on, when that is where this one began to hash; else nullopt.
    std::optional<Xxh3Digest> bodyHashFrom(std::uint64_t bodyOffset) const;

private:
    void hashBody(std::string_view block);

    ByteSource& m_source;
    Xxh3Hasher& m_content;
    Xxh3Hasher& m_body;
    std::stop_token m_stop;
    std::uint64_t m_bytes = 0;
    bool m_lineHasText = false; ///< of the line that the last block ended in
    std::optional<std::uint64_t> m_bodyBegin;
};

/// Hashes what a source gives after its first `offset` bytes; for the few messages whose body does not begin
/// at the first blank line.
Result<Xxh3Digest> hashFrom(ByteSource& source, std::uint64_t offset, std::span<char> buffer,
                            std::stop_token stop);

} // namespace connectorscope
