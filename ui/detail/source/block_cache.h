#pragma once

#include "core/base/file_system.h"

#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>

namespace connectorscope {

/// Any bytes of one file, in blocks of which the last used are kept: at most `mostBlocks` in memory. The file
/// is opened when it is needed and can be let go of; when it is opened again it has to be the same, of the
/// same size and time. For one thread.
class BlockCache
{
public:
    static constexpr std::size_t blockSize = std::size_t{64} * 1024;
    static constexpr std::size_t mostBlocks = 64;

    /// `files` outlives it.
    BlockCache(FileSystem& files, std::filesystem::path path)
        : m_files(files)
        , m_path(std::move(path))
    {
    }

    /// What it was when it was opened first; opens it.
    Result<FileInfo> info();

    /// The bytes from `offset` on: fewer only where the file ends.
    Result<std::string> read(std::uint64_t offset, std::size_t length);

    /// The same into a buffer, past the cache: for those who pass over all of it. At most InputFile::maxRead;
    /// 0 at the end.
    Result<std::size_t> readPast(std::uint64_t offset, std::span<char> buffer);

    /// Closes the file, so that whoever waits for it may have it. The blocks stay.
    void letGo() { m_file.reset(); }

    std::size_t blocks() const { return m_blocks.size(); }

private:
    struct Block
    {
        std::string bytes;
        std::list<std::uint64_t>::iterator use;
    };

    Result<> open();
    Result<const std::string*> block(std::uint64_t number);

    FileSystem& m_files;
    std::filesystem::path m_path;
    std::unique_ptr<InputFile> m_file;
    bool m_isKnown = false;
    FileInfo m_info;
    std::list<std::uint64_t> m_uses; ///< block numbers, the last used first
    std::unordered_map<std::uint64_t, Block> m_blocks;
};

} // namespace connectorscope
