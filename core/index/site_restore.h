#pragma once

#include "core/index/site_backup.h"

#include <optional>
#include <string>

namespace connectorscope {

struct RestoreOptions
{
    bool dryRun = false;    ///< check everything, change nothing
    bool otherSite = false; ///< take the backup of another site, too
};

/// What a restoring came to, or with a dry run would come to.
struct RestoreSummary
{
    /// Of the site whose backup it is; empty for a copy of a journal alone (`copies/journal-2026-11-23.db`).
    std::string site;
    std::string made; ///< ISO 8601, UTC; empty for a copy of a journal alone
    std::uint64_t journalBytes = 0;
    std::uint64_t vaultFiles = 0; ///< in the backup
    std::uint64_t vaultAdded = 0; ///< that were missing in the vault; the others stayed as they are
    std::optional<std::filesystem::path> journalKeptAs; ///< the journal that was there
};

/// Puts the journal and the vault of a backup, or a copy of the journal alone, in their place. All of the
/// backup is read and checked before anything is touched. Then the files that the vault lacks are added (a
/// file that is there is never replaced), and last the journal takes its place; see putJournalInPlace.
/// Stopped at any instant, the site has the old journal or the new one, whole, and the same can be done
/// again.
///
/// ErrorCode::RoleTaken while a watcher or worker of the site runs; ErrorCode::Damaged and BadInput as of
/// readBackup and checkJournalCopy; ErrorCode::AlreadyExists for the backup of another site, unless
/// `otherSite`.
Result<RestoreSummary> restoreSite(const Site& site, const std::filesystem::path& source,
                                   const RestoreOptions& options, const BackupTools& tools);

} // namespace connectorscope
