#pragma once

#include "core/index/index_reader.h"
#include "core/index/journal_reader.h"
#include "core/index/stuck.h"
#include "core/watch/condition.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace connectorscope {

/// A folder of the site with what lies in it.
struct FolderFigures
{
    FolderHealth health;
    std::uint64_t stuck = 0;
    std::optional<UtcTime> oldestStuck;
};

/// A site as its databases tell it.
struct SiteState
{
    UtcTime now;
    std::vector<FolderFigures> folders;
    std::vector<ConditionState> conditions; ///< that hold, the oldest first

    /// When all folders that can be reached had been listed; nullopt when that never was.
    std::optional<UtcTime> asOf() const;
    bool hasUnreachable() const;
    std::uint64_t stuck() const;
};

Result<SiteState> readSiteState(const Site& site, IndexReader& index, JournalReader& journal, UtcTime now,
                                std::stop_token stop);

} // namespace connectorscope
