#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"

#include <cstdint>
#include <string_view>

namespace connectorscope {

/// Writes an archive in the format ustar (POSIX.1-1988), which every system can unpack: regular files only,
/// names of at most 100 bytes, sizes of 8 GiB and more in GNU's binary form. Memory does not grow with the
/// files. Internal to core/index; for one thread.
class TarWriter
{
public:
    /// `out` outlives it.
    explicit TarWriter(OutputFile& out);

    /// Begins a file of exactly that size; its bytes follow by write().
    Result<> begin(std::string_view name, std::uint64_t size, UtcTime modified);
    Result<> write(std::string_view bytes);
    /// Ends the file: ErrorCode::Other when it did not get the size that it was begun with.
    Result<> end();
    Result<> addText(std::string_view name, std::string_view text, UtcTime modified);
    /// The mark at the end of the archive.
    Result<> finish();

    static constexpr std::size_t longestName = 100;

private:
    OutputFile& m_out;
    std::uint64_t m_size = 0; ///< of the file
    std::uint64_t m_left = 0; ///< that still has to be written of it
};

} // namespace connectorscope
