#pragma once

#include "core/index/kept_originals.h"
#include "core/pipeline/vault.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>

namespace connectorscope {

/// What was taken out of the vault.
struct VaultPurged
{
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};

/// Before when something has to have happened to be taken out. Pure: `retention` before now, but at most two
/// days later than at the last round, so that a clock that jumps ahead for a while takes nothing with it.
UtcTime purgeBorder(UtcTime now, std::chrono::nanoseconds retention, const std::optional<UtcTime>& last);

/// Takes out of the vault what is older than the site keeps it: originals all of whose messages are at the
/// end of their way and to which nothing has happened since, and files that no run knows; each only when it
/// was put there as long ago, too. Once a day, in steps of one folder of the vault. The first round of a site
/// takes nothing out: it remembers what the others go on from. For one thread at a time.
class VaultPurge
{
public:
    /// The arguments outlive it.
    VaultPurge(Vault& vault, KeptOriginals& originals, FileSystem& files, Clock& clock,
               std::chrono::nanoseconds retention);

    /// How long until a round is due; none: now.
    Result<std::chrono::nanoseconds> dueIn();
    /// One step of a round. True while there is more to do; what was taken out since its beginning stands in
    /// `purged()`. An error ends the round; the next call begins another.
    Result<bool> step();
    const VaultPurged& purged() const { return m_purged; }

private:
    Result<> begin();
    Result<> clear(const std::string& folder);

    Vault& m_vault;
    KeptOriginals& m_originals;
    FileSystem& m_files;
    Clock& m_clock;
    std::chrono::nanoseconds m_retention;
    bool m_isUnderWay = false;
    bool m_isFirst = false;
    UtcTime m_before;
    std::set<std::string> m_folders; ///< that are left
    VaultPurged m_purged;
};

} // namespace connectorscope
