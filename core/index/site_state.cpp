#include "core/index/site_state.h"

#include <algorithm>

namespace connectorscope {

std::optional<UtcTime> SiteState::asOf() const
{
    std::optional<UtcTime> earliest;
    for (const FolderFigures& folder : folders)
        if (folder.health.reachable() && (!earliest || *folder.health.lastListing < *earliest))
            earliest = folder.health.lastListing;
    return earliest;
}

bool SiteState::hasUnreachable() const
{
    return std::ranges::any_of(folders,
                               [](const FolderFigures& folder) { return !folder.health.reachable(); });
}

std::uint64_t SiteState::stuck() const
{
    std::uint64_t count = 0;
    for (const FolderFigures& folder : folders)
        count += folder.stuck;
    return count;
}

Result<SiteState> readSiteState(const Site& site, IndexReader& index, JournalReader& journal, UtcTime now,
                                std::stop_token stop)
{
    SiteState state;
    state.now = now;
    const Result<std::vector<FolderHealth>> health = index.health();
    if (!health)
        return fail(health.error());
    for (const FolderKind kind : watchedFolders) {
        if (folderPath(site, kind).empty())
            continue;
        FolderFigures folder;
        folder.health.folder = kind;
        folder.health.path = folderPath(site, kind);
        if (const auto known = std::ranges::find(*health, kind, &FolderHealth::folder);
            known != health->end())
            folder.health = *known;
        MessageFilter filter;
        filter.folders = {kind};
        filter.stuck = stuckLimits(site, now);
        const Result<StuckSummary> stuck = summariseStuck(index, filter, stop);
        if (!stuck)
            return fail(stuck.error());
        folder.stuck = stuck->count;
        folder.oldestStuck = stuck->oldest;
        state.folders.push_back(std::move(folder));
    }
    Result<std::vector<ConditionState>> conditions = journal.conditions();
    if (!conditions)
        return fail(conditions.error());
    state.conditions = std::move(*conditions);
    return state;
}

} // namespace connectorscope
