#pragma once

#include "core/base/file_system.h"
#include "core/base/hashing.h"
#include "core/diagnosis/repairs/edited_source.h"

#include <cstdint>
#include <filesystem>

namespace connectorscope {

// Reading and writing files of mail in blocks, for the steps of a run. Internal to core/pipeline.

/// What a file held when it was read to its end.
struct FileContent
{
    Sha256Digest sha256 = {};
    Xxh3Digest xxh3 = {};
    std::uint64_t size = 0;
    FileInfo info; ///< of the file that was read; of a written one: as it is under that name
};

/// Opens a file as often as it is asked for, tried again while another program holds it.
/// ErrorCode::ReadFault where it is not the file any more that it was when it was opened first.
OpenBytes bytesOfFile(FileSystem& files, Clock& clock, const std::filesystem::path& path);

/// Reads all of the bytes; `info` stays empty.
Result<FileContent> contentOf(const OpenBytes& bytes);
/// Reads a file; ErrorCode::ReadFault where it was changed meanwhile.
Result<FileContent> contentOfFile(FileSystem& files, Clock& clock, const std::filesystem::path& path);

/// Makes a new file of `head` and the bytes, and flushes it, its name not. Where that fails, it is removed.
Result<FileContent> writeFileDurably(FileSystem& files, Clock& clock, const std::filesystem::path& path,
                                     std::string_view head, const OpenBytes& bytes);

/// Removes a file; that it is not there is no error.
Result<> removeIfThere(FileSystem& files, Clock& clock, const std::filesystem::path& path);

/// Whether something has that name. What cannot be looked at is an error, not "nothing".
Result<bool> isThere(FileSystem& files, Clock& clock, const std::filesystem::path& path);

/// The same file, unchanged: by number, size and time.
bool isSameFile(const FileInfo& a, const FileInfo& b);

} // namespace connectorscope
