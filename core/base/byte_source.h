#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <span>

namespace connectorscope {

/// Bytes that are read once, from the first to the last. Not for several threads at once.
class ByteSource
{
public:
    virtual ~ByteSource() = default;

    /// Fills `buffer` from its start and returns how many bytes it got. Less than asked for is normal;
    /// 0 means that the source has ended. `buffer` is never empty.
    virtual Result<std::size_t> read(std::span<char> buffer) = 0;
};

} // namespace connectorscope
