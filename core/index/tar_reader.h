#pragma once

#include "core/base/byte_source.h"

#include <cstdint>
#include <optional>
#include <string>

namespace connectorscope {

/// A file in an archive.
struct TarFile
{
    std::string name;
    std::uint64_t size = 0;
};

/// Reads what TarWriter writes, from the first byte to the last; everything else is ErrorCode::Damaged, with
/// the place. Whatever the bytes are, memory is bounded. As a ByteSource it gives the file that next()
/// returned last. Internal to core/index; for one thread.
class TarReader final : public ByteSource
{
public:
    /// `archive` outlives it.
    explicit TarReader(ByteSource& archive);

    /// The next file, what is left of the last one being skipped; nullopt at the mark at the end.
    Result<std::optional<TarFile>> next();
    /// Bytes of the file; 0 at its end.
    Result<std::size_t> read(std::span<char> buffer) override;

private:
    /// Fills the whole buffer.
    Result<> fill(std::span<char> buffer);
    Result<> skipRest();
    tl::unexpected<Error> damaged(std::string_view what) const;

    ByteSource& m_archive;
    std::uint64_t m_position = 0;
    std::uint64_t m_left = 0;  ///< bytes of the file
    std::size_t m_padding = 0; ///< that follows it
};

} // namespace connectorscope
