#include "ui/overview/overview_data.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::chrono::hours trendWindow{24};
constexpr int daysForUsual = 28;
constexpr std::size_t fewestDays = 5; ///< of which a median says anything
constexpr std::size_t manyGroups = 1000;

std::uint64_t inTrend(const QuarterFigures& quarter, FolderKind folder)
{
    switch (folder) {
    case FolderKind::Incoming:
        return quarter.arrived;
    case FolderKind::Failed:
        return quarter.failed;
    case FolderKind::PickUp:
        return quarter.handedOver;
    case FolderKind::BadMail:
        return quarter.badMailed;
    case FolderKind::None:
        break;
    }
    return 0;
}

/// The hour of the trend that a moment belongs to, if any.
std::optional<std::size_t> hourOf(UtcTime at, UtcTime now)
{
    const auto age = now - at;
    if (age < std::chrono::nanoseconds(0) || age >= trendWindow)
        return std::nullopt;
    return 23 - static_cast<std::size_t>(std::chrono::floor<std::chrono::hours>(age).count());
}

void addFigures(const std::vector<QuarterFigures>& figures, OverviewData& data)
{
    std::array<std::uint64_t, daysForUsual> days{};
    std::size_t firstDay = days.size(); ///< the earliest of which anything is known, counted backwards
    const UtcTime now = data.state.now;
    for (const QuarterFigures& quarter : figures) {
        if (quarter.handedOver > 0)
            data.lastMoved = quarter.at;
        if (const auto hour = hourOf(quarter.at, now)) {
            data.failed[*hour] += quarter.failed;
            data.failedToday += quarter.failed;
            for (FolderOverview& folder : data.folders)
                if (folder.figures.health.folder == quarter.folder)
                    folder.hours[*hour] += inTrend(quarter, quarter.folder);
            continue;
        }
        const auto day = static_cast<std::size_t>((now - quarter.at) / trendWindow) - 1;
        if (day < days.size()) {
            days[day] += quarter.failed;
            firstDay = std::min(firstDay, days.size() - 1 - day);
        }
    }
    const std::size_t known = days.size() - firstDay;
    if (known < fewestDays)
        return;
    const auto end = days.begin() + static_cast<std::ptrdiff_t>(known);
    std::sort(days.begin(), end);
    data.failedUsually = days[known / 2];
}

Result<> addCauses(IndexReader& index, const MessageFilter& stuck, OverviewData& data,
                   const std::stop_token& stop)
{
    const auto causes = index.counts(stuck, GroupBy::Cause, manyGroups, stop);
    if (!causes)
        return fail(causes.error());
    for (const GroupCount& group : *causes) {
        if (data.causes.size() == OverviewData::shownCauses) {
            data.otherCauses += group.count;
            continue;
        }
        const Cause* cause = findCause(group.key);
        data.causes.push_back({cause != nullptr ? std::optional(cause->key) : std::nullopt, group.count});
    }
    for (const CauseShare& share : data.causes) {
        MessageFilter filter = stuck;
        if (share.cause)
            filter.causes = {*share.cause};
        else
            filter.without = {Absence::Cause};
        AgeCounts ages{};
        for (std::size_t i = 0; i < ages.size(); ++i) {
            filter.from.reset();
            filter.before.reset();
            if (i < ageLimits.size())
                filter.from = data.state.now - ageLimits[i];
            if (i > 0)
                filter.before = data.state.now - ageLimits[i - 1];
            const auto count = index.count(filter, stop);
            if (!count)
                return fail(count.error());
            ages[i] = *count;
        }
        data.ages.push_back(ages);
    }
    return {};
}

Result<> addFolders(const Site& site, IndexReader& index, OverviewData& data, const std::stop_token& stop)
{
    for (const FolderFigures& figures : data.state.folders) {
        FolderOverview folder;
        folder.figures = figures;
        if (figures.stuck > 0) {
            MessageFilter filter;
            filter.folders = {figures.health.folder};
            filter.stuck = stuckLimits(site, data.state.now);
            const auto verdicts = index.counts(filter, GroupBy::Verdict, manyGroups, stop);
            if (!verdicts)
                return fail(verdicts.error());
            for (const GroupCount& group : *verdicts)
                for (const Verdict verdict : {Verdict::Pending, Verdict::Unreadable, Verdict::Corrupt,
                                              Verdict::Blocked, Verdict::AtRisk, Verdict::Clean})
                    if (toString(verdict) == group.key)
                        folder.verdicts.emplace_back(verdict, group.count);
        }
        data.folders.push_back(std::move(folder));
    }
    return {};
}

} // namespace

Result<OverviewData> readOverview(EngineTools& tools, const std::stop_token& stop)
{
    const auto site = tools.site();
    const auto index = tools.index();
    const auto journal = tools.journal();
    if (!site || !index || !journal)
        return fail(!site ? site.error() : !index ? index.error() : journal.error());
    OverviewData data;
    Result<SiteState> state = readSiteState(**site, **index, **journal, tools.clock.now(), stop);
    if (!state)
        return fail(std::move(state.error()));
    data.state = std::move(*state);
    MessageFilter stuck;
    stuck.stuck = stuckLimits(**site, data.state.now);
    const auto summary = summariseStuck(**index, stuck, stop);
    if (!summary)
        return fail(summary.error());
    data.stuck = *summary;
    if (auto added = addFolders(**site, **index, data, stop); !added)
        return fail(std::move(added.error()));
    if (auto added = addCauses(**index, stuck, data, stop); !added)
        return fail(std::move(added.error()));
    const UtcTime now = data.state.now;
    const auto figures = (*journal)->figures(now - trendWindow * (daysForUsual + 1), now);
    if (!figures)
        return fail(figures.error());
    addFigures(*figures, data);
    return data;
}

} // namespace connectorscope
