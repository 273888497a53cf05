#include "core/index/stuck.h"

#include "core/base/path_text.h"

namespace connectorscope {

const std::filesystem::path& folderPath(const Site& site, FolderKind folder)
{
    static const std::filesystem::path none;
    switch (folder) {
    case FolderKind::Incoming:
        return site.folders.incoming;
    case FolderKind::Failed:
        return site.folders.failed;
    case FolderKind::PickUp:
        return site.folders.pickup;
    case FolderKind::BadMail:
        return site.folders.badmail;
    case FolderKind::None:
        break;
    }
    return none;
}

std::filesystem::path pathOf(const Site& site, const Place& place)
{
    return folderPath(site, place.folder) / pathFromBytes(place.name);
}

StuckLimits stuckLimits(const Site& site, UtcTime now)
{
    return {now - site.watch.stuckAfter, now - site.watch.pickupStalledAfter};
}

bool isStuck(const MessageRow& row, const StuckLimits& limits)
{
    if (row.state != MessageState::Present)
        return false;
    switch (row.place.folder) {
    case FolderKind::Incoming:
        return row.leftBehind || row.since < limits.incomingBefore;
    case FolderKind::Failed:
        return row.verdict != Verdict::Pending;
    case FolderKind::PickUp:
        return row.since < limits.pickupBefore;
    case FolderKind::BadMail:
        return true;
    case FolderKind::None:
        break;
    }
    return false;
}

Result<StuckSummary> summariseStuck(IndexReader& index, const MessageFilter& filter, std::stop_token stop)
{
    StuckSummary summary;
    const Result<std::uint64_t> count = index.count(filter, stop);
    if (!count)
        return fail(count.error());
    summary.count = *count;
    if (summary.count == 0)
        return summary;
    const Result<MessagePage> oldest = index.page(filter, {SortColumn::Since, false}, 1, std::nullopt, stop);
    if (!oldest)
        return fail(oldest.error());
    if (!oldest->rows.empty())
        summary.oldest = oldest->rows.front().since;
    const Result<std::vector<GroupCount>> causes = index.counts(filter, GroupBy::Cause, 2, stop);
    if (!causes)
        return fail(causes.error());
    for (const GroupCount& group : *causes)
        if (const Cause* cause = findCause(group.key); cause != nullptr && !summary.mostFrequent) {
            summary.mostFrequent = cause->key;
            summary.ofMostFrequent = group.count;
        }
    return summary;
}

} // namespace connectorscope
