#pragma once

#include "core/base/byte_source.h"
#include "core/message/limits.h"
#include "core/message/message.h"

#include <memory>
#include <string_view>

namespace connectorscope {

/// Memory for reading, kept from one message to the next. One per thread.
class ReadBuffer
{
public:
    /// One block: large enough for most messages, small enough for the cache.
    static constexpr std::size_t size = 128 * 1024;

    ReadBuffer()
        : m_bytes(std::make_unique_for_overwrite<char[]>(size))
    {
    }
    char* data() { return m_bytes.get(); }

private:
    std::unique_ptr<char[]> m_bytes;
};

/// Reads a whole message from bytes in memory. Whatever the bytes are, a Message comes back; the time is
/// linear.
Message readMessage(std::string_view bytes, const ReadLimits& limits = {});

/// Reads a message of any size, a block at a time: memory does not grow with its body. Fails only where the
/// source fails; the bytes themselves cannot make it fail.
Result<Message> readMessage(ByteSource& source, ReadBuffer& buffer, const ReadLimits& limits = {});

} // namespace connectorscope
