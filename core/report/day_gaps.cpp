#include "core/index/stuck.h"
#include "core/report/day_parts.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// From, until: nobody looked.
using Pause = std::pair<UtcTime, UtcTime>;

/// Mail may come and go unseen when a whole cycle of the connector is missed. Looks are written down once in
/// a while only.
std::chrono::nanoseconds longestPause(const Site& site)
{
    constexpr std::chrono::minutes imprecision{5};
    return std::max(site.watch.cycle, 2 * site.watch.poll) + imprecision;
}

/// What of the window the times leave out, in pieces that are longer than `most`. The times are in the order
/// of their beginnings.
std::vector<Pause> pausesBetween(const std::vector<WatchedTime>& times, const Pause& window,
                                 std::chrono::nanoseconds most)
{
    std::vector<Pause> pauses;
    // What was watched before the window began was watched until then.
    UtcTime last = window.first;
    const auto take = [&](UtcTime next) {
        if (next - last > most)
            pauses.emplace_back(last, next);
    };
    for (const WatchedTime& time : times) {
        take(std::min(time.began, window.second));
        last = std::max(last, time.until);
    }
    take(window.second);
    return pauses;
}

std::vector<WatchedTime> ofFolder(const std::vector<WatchedTime>& times, FolderKind folder)
{
    std::vector<WatchedTime> own;
    std::ranges::copy_if(times, std::back_inserter(own),
                         [folder](const WatchedTime& time) { return time.folder == folder; });
    return own;
}

/// Times in which nobody could have looked count as looked at: they are told once, for all folders.
std::vector<WatchedTime> filledUp(std::vector<WatchedTime> times, FolderKind folder,
                                  const std::vector<Pause>& pauses)
{
    for (const Pause& pause : pauses)
        times.push_back({folder, pause.first, pause.second});
    std::ranges::stable_sort(times, {}, &WatchedTime::began);
    return times;
}

/// Why the folder could not be listed; nullptr where nobody tried.
const ConditionTime* whyNot(const DayFacts& facts, FolderKind folder, const Pause& pause)
{
    for (const ConditionTime& condition : facts.conditions) {
        const bool isAboutIt =
            condition.key.folder == folder && (condition.key.cause == CauseId::FolderUnreachable ||
                                               condition.key.cause == CauseId::PickupMissing);
        if (isAboutIt && condition.since < pause.second &&
            condition.ended.value_or(pause.second) > pause.first)
            return &condition;
    }
    return nullptr;
}

void addWatchGaps(const DayFacts& facts, std::vector<ReportGap>& gaps)
{
    const Pause window{facts.window.from, facts.until};
    const auto most = longestPause(facts.site);
    const std::vector<Pause> common = pausesBetween(facts.watched, window, most);
    for (const Pause& pause : common)
        gaps.push_back({ReportGapKind::NotWatched, FolderKind::None, facts.time(pause.first),
                        facts.time(pause.second), 0, "", true});
    for (const FolderKind folder : foldersOf(facts.site)) {
        const auto times = filledUp(ofFolder(facts.watched, folder), folder, common);
        for (const Pause& pause : pausesBetween(times, window, most)) {
            const ConditionTime* condition = whyNot(facts, folder, pause);
            gaps.push_back({condition != nullptr ? ReportGapKind::Unreachable : ReportGapKind::NotWatched,
                            folder, facts.time(pause.first), facts.time(pause.second), 0,
                            condition != nullptr ? reportedText(condition->evidence) : std::string(), true});
        }
    }
}

} // namespace

bool nobodyLooked(const DayFacts& facts)
{
    const auto pauses =
        pausesBetween(facts.watched, {facts.window.from, facts.until}, longestPause(facts.site));
    return pauses.size() == 1 && pauses.front() == Pause{facts.window.from, facts.until};
}

std::vector<ReportGap> gapsOf(const DayFacts& facts)
{
    std::vector<ReportGap> gaps;
    addWatchGaps(facts, gaps);
    for (const auto& [folder, count] : facts.stuck.unreadable)
        gaps.push_back({ReportGapKind::Unreadable, folder, {}, {}, count, "", true});
    for (const FolderLook& look : facts.looks)
        if (look.notLookedAt > 0 && !folderPath(facts.site, look.folder).empty())
            gaps.push_back({ReportGapKind::NotLookedAt, look.folder, {}, {}, look.notLookedAt, "", false});
    gaps.push_back({ReportGapKind::Accounts, FolderKind::None, {}, {}, 0, "", false});
    return gaps;
}

} // namespace connectorscope
