#pragma once

#include "core/base/byte_source.h"
#include "core/diagnosis/repairs/edit.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// The bytes of a message, from the first to the last, as often as they are asked for.
using OpenBytes = std::function<Result<std::unique_ptr<ByteSource>>()>;

/// Bytes in memory, which must outlive what is opened.
OpenBytes bytesInMemory(std::string_view bytes);

/// The bytes as the edits make them, produced as they are read: nothing is stored, so that a file of any size
/// can be edited, and edited again.
OpenBytes withEdits(OpenBytes open, Edits edits);

/// Takes bytes in their order. Returning an error ends the reading with it.
using TakeBytes = std::function<Result<>(std::string_view)>;

/// Passes all bytes on, in blocks.
Result<> copyBytes(const OpenBytes& open, const TakeBytes& take);

/// All of it: for tests and small messages.
Result<std::string> readAll(const OpenBytes& open);

struct ByteRange
{
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// Passes on the bytes of each range, with its index, in one pass over the file. The ranges are in the order
/// of their beginnings and may hold one another.
Result<> readRanges(const OpenBytes& open, const std::vector<ByteRange>& ranges,
                    const std::function<void(std::size_t, std::string_view)>& take);

} // namespace connectorscope
