#pragma once

#include "core/base/file_system.h"
#include "core/index/backup_format.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace connectorscope {

/// A file of a backup while it is read, with its bytes from the first to the last. Its last read fails with
/// ErrorCode::Damaged where the bytes are not those that were backed up.
struct BackupFile
{
    const std::string& name; ///< "journal.db", "vault/ab/ab12....eml.gz": checked, safe below any folder
    std::uint64_t size;
    ByteSource& bytes;
};
/// May read the bytes, or not; they are checked all the same.
using OnBackupFile = std::function<Result<>(const BackupFile&)>;

struct BackupContent
{
    BackupAbout about;
    std::uint64_t journalBytes = 0;
    std::uint64_t vaultFiles = 0;
    std::uint64_t vaultBytes = 0;
};

/// Reads a backup to its end, checks the hash of each file, and that nothing is missing. An error names the
/// file `path`; ErrorCode::Damaged for everything that is no whole backup, ErrorCode::BadInput for one of a
/// newer program. Internal to core/index.
Result<BackupContent> readBackup(FileSystem& files, const std::filesystem::path& path,
                                 const OnBackupFile& onFile, std::stop_token stop);

} // namespace connectorscope
