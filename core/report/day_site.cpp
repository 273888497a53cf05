#include "core/base/path_text.h"
#include "core/index/stuck.h"
#include "core/report/day_parts.h"

#include <algorithm>
#include <array>

namespace connectorscope {

namespace {

ReportFolder folderOf(const DayFacts& facts, FolderKind kind)
{
    ReportFolder folder;
    folder.folder = kind;
    folder.path = displayText(folderPath(facts.site, kind));
    if (const auto look = std::ranges::find(facts.looks, kind, &FolderLook::folder);
        look != facts.looks.end()) {
        folder.path = look->path;
        folder.lastListed = facts.time(look->listed);
        folder.unreachableSince = facts.time(look->unreachableSince);
        folder.whyUnreachable = reportedText(look->whyUnreachable);
        folder.entries = look->entries;
        folder.notLookedAt = look->notLookedAt;
        folder.freeSpace = look->freeSpace;
        if (look->skew)
            folder.skew = std::chrono::duration_cast<std::chrono::milliseconds>(*look->skew);
    }
    if (const auto stuck = facts.stuck.byFolder.find(kind); stuck != facts.stuck.byFolder.end()) {
        folder.stuck = stuck->second;
        folder.oldestStuck = facts.time(facts.stuck.oldestByFolder.at(kind));
    }
    return folder;
}

template <std::size_t Count>
std::optional<CauseId> firstThatHolds(const DayFacts& facts, const std::array<CauseId, Count>& causes)
{
    for (const CauseId cause : causes)
        for (const ConditionTime& condition : facts.conditions)
            if (condition.key.cause == cause && !condition.ended)
                return cause;
    return std::nullopt;
}

} // namespace

void addSiteParts(const DayFacts& facts, HealthReport& report)
{
    for (const FolderKind kind : foldersOf(facts.site))
        report.folders.push_back(folderOf(facts, kind));
    for (const ConditionTime& condition : facts.conditions)
        report.conditions.push_back({condition.key.cause, condition.key.folder, facts.time(condition.since),
                                     facts.time(condition.ended), reportedText(condition.evidence)});
    std::stable_partition(report.conditions.begin(), report.conditions.end(),
                          [](const ReportCondition& condition) { return !condition.ended; });
    report.services = {{ReportService::Connector, facts.time(facts.lastDeparture),
                        firstThatHolds(facts, std::array{CauseId::QueueBlocked})},
                       {ReportService::Smtp, facts.time(facts.lastHandOver),
                        firstThatHolds(facts, std::array{CauseId::PickupStalled, CauseId::PickupMissing})}};
    for (const FolderLook& look : facts.looks)
        if (look.listed && !look.unreachableSince && (!report.asOf || *look.listed < report.asOf->at))
            report.asOf = facts.time(*look.listed);
}

} // namespace connectorscope
