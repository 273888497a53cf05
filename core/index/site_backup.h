#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/site/site.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace connectorscope {

/// What backing up and restoring work with; all of it outlives the call.
struct BackupTools
{
    FileSystem& files;
    Clock& clock;
    std::stop_token stop = {}; ///< ends with ErrorCode::Cancelled, and nothing is left behind
    /// Told now and then how many bytes have passed.
    std::function<void(std::uint64_t)> progress = [](std::uint64_t) {};
};

/// What a backup came to.
struct BackupSummary
{
    UtcTime made;
    std::uint64_t journalBytes = 0;
    std::uint64_t vaultFiles = 0;
    std::uint64_t vaultBytes = 0;
    std::uint64_t leftOut = 0;     ///< entries of the vault that are not in it
    std::vector<Error> whyLeftOut; ///< of the first of them
    static constexpr std::size_t leftOutTold = 20;
};

/// Writes the journal of a site, as it is at one moment while others go on writing, and the files of its
/// vault into `target`; backup_format.h says how. The new file is read back and every hash in it compared
/// before it gets its name, which survives a power failure then. A file that is there is
/// ErrorCode::AlreadyExists unless `replace`; one that lies in a folder that somebody takes mail from is
/// refused (ErrorCode::BadInput). ErrorCode::NotFound where the site has no journal yet.
///
/// A file of the vault that cannot be read is left out and told of: one file that a scanner holds does not
/// keep the others from being safe.
Result<BackupSummary> backUpSite(const Site& site, const std::filesystem::path& target, bool replace,
                                 const BackupTools& tools);

} // namespace connectorscope
