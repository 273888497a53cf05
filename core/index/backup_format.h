#pragma once

#include "core/base/clock.h"
#include "core/base/hashing.h"
#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace connectorscope {

// What a backup of a site holds. It is a tar archive (ustar) of regular files, in this order:
//
//     ABOUT                     "format: 1" and whose backup it is, a line each
//     SHA256SUMS                of journal.db
//     journal.db                the journal as an SQLite database
//     vault/ab/SHA256SUMS       of the files that follow; for each folder of the vault that has some
//     vault/ab/<sha256>.eml.gz  ...
//     COMPLETE                  how many files of the vault there are; its absence shows that the end is
//     missing
//
// Why tar: it is written and read from the first byte to the last, so memory stays flat and a share serves;
// and if all else fails, an administrator unpacks it with what every system has, and `sha256sum -c` says
// whether a file is what it was. Sums stand before what they are about, so that a restored file is known to
// be right before it gets its name. Internal to core/index.

inline constexpr int backupFormat = 1;
inline constexpr std::string_view backupAboutName = "ABOUT";
inline constexpr std::string_view backupSumsName = "SHA256SUMS";
inline constexpr std::string_view backupJournalName = "journal.db";
inline constexpr std::string_view backupVaultPrefix = "vault/";
inline constexpr std::string_view backupCompleteName = "COMPLETE";

struct BackupAbout
{
    std::string site;
    std::string made; ///< ISO 8601, UTC
    std::string by;   ///< "anna on server"
};

std::string backupAboutText(const BackupAbout& about);
/// ErrorCode::BadInput for another format, ErrorCode::Damaged where it is no such text.
Result<BackupAbout> readBackupAbout(std::string_view text);

std::string backupCompleteText(std::uint64_t vaultFiles);
/// Whether the text says that so many files are complete.
bool isBackupComplete(std::string_view text, std::uint64_t vaultFiles);

/// Hashes as hexadecimal text by the name of a file.
using BackupSums = std::map<std::string, std::string, std::less<>>;
std::string backupSumsText(const BackupSums& sums);
Result<BackupSums> readBackupSums(std::string_view text);

/// Whether a folder of the vault is called so: "ab".
bool isVaultFolderName(std::string_view name);
/// Whether a file in that folder is one of the vault's: the SHA-256 of a message, which begins with the
/// folder's name, and an extension: "ab12....eml.gz". No such name leads out of the folder.
bool isVaultFileName(std::string_view folder, std::string_view name);

/// "2026-11-23T06:00:00Z"
std::string backupTimeText(UtcTime time);

} // namespace connectorscope
