#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/style.h"
#include "core/index/index_reader.h"
#include "core/site/site.h"
#include "core/watch/condition.h"

#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// A folder of the site with what lies in it.
struct FolderState
{
    FolderHealth health;
    std::uint64_t stuck = 0;
    std::optional<UtcTime> oldestStuck;
};

/// A site as its databases tell it.
struct SiteState
{
    UtcTime now;
    std::vector<FolderState> folders;
    std::vector<ConditionState> conditions; ///< that hold, the oldest first

    /// When all folders that can be reached had been listed; nullopt when that never was.
    std::optional<UtcTime> asOf() const;
    bool hasUnreachable() const;
    std::uint64_t stuck() const;
    ExitStatus exitStatus() const; ///< 3 unreachable, 1 stuck or a condition, 0
};

Result<SiteState> readSiteState(const Site& site, IndexReader& index, UtcTime now, std::stop_token stop);

/// One object for the folder, one for each condition; without a line end.
std::string folderAsJson(const FolderState& folder, UtcTime now);
std::string conditionAsJson(const ConditionState& condition);

/// A line for each folder, and one for each condition.
std::string foldersText(const SiteState& state, const Style& style, std::size_t columns);
std::string conditionsText(const SiteState& state, const Style& style, std::size_t columns);

} // namespace connectorscope
