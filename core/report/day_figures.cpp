#include "core/report/day_parts.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace connectorscope {

namespace {

constexpr int daysOfWeek = 7;
constexpr std::size_t fewestDays = 3; ///< of which a median says anything

/// The middle one; of an even number, the lower of the two in the middle.
ReportCount medianOf(std::vector<std::uint64_t> counts)
{
    if (counts.size() < fewestDays)
        return std::nullopt;
    std::ranges::sort(counts);
    return counts[(counts.size() - 1) / 2];
}

QuarterFigures sumOf(const std::vector<QuarterFigures>& quarters)
{
    QuarterFigures sum;
    for (const QuarterFigures& quarter : quarters) {
        sum.arrived += quarter.arrived;
        sum.failed += quarter.failed;
        sum.handedOver += quarter.handedOver;
        sum.badMailed += quarter.badMailed;
    }
    return sum;
}

ReportCount figureToday(const DayFacts& facts, const QuarterFigures& sum, ReportFigure figure)
{
    switch (figure) {
    case ReportFigure::Arrived:
        return sum.arrived;
    case ReportFigure::Failed:
        return sum.failed;
    case ReportFigure::HandedOver:
        return sum.handedOver;
    case ReportFigure::BadMailed:
        return sum.badMailed;
    case ReportFigure::Filtered:
        return facts.filtered.stopped;
    case ReportFigure::Stuck:
        return facts.stuck.count;
    case ReportFigure::Held:
        return facts.held;
    case ReportFigure::OldestMinutes:
        if (facts.stuck.oldest)
            return static_cast<std::uint64_t>(
                std::chrono::floor<std::chrono::minutes>(facts.until - *facts.stuck.oldest).count());
        break;
    }
    return std::nullopt;
}

ReportFigureRow figureRow(const DayFacts& facts, ReportFigure figure, const ReportCount& today)
{
    const auto on = [&](int daysBefore) {
        const ReportSummary* day = facts.daysBefore(daysBefore);
        return day != nullptr ? day->figure(figure) : std::nullopt;
    };
    std::vector<std::uint64_t> week;
    for (int day = 1; day <= daysOfWeek; ++day)
        if (const auto count = on(day))
            week.push_back(*count);
    return {figure, today, on(1), on(daysOfWeek), medianOf(std::move(week))};
}

std::vector<ReportAgeRow> ageRows(const DayStuck& stuck)
{
    std::vector<ReportAgeRow> rows;
    for (const auto& [cause, row] : stuck.byCause)
        rows.push_back(row);
    // The map has those without a cause first; they come last.
    std::ranges::stable_sort(rows, [](const ReportAgeRow& a, const ReportAgeRow& b) {
        return a.cause.has_value() != b.cause.has_value() ? a.cause.has_value() : a.total > b.total;
    });
    return rows;
}

/// Whether the cause showed on one of the days of the week before; nullopt: none of them is known.
std::optional<bool> wasSeenBefore(const DayFacts& facts, CauseId cause)
{
    std::optional<bool> seen;
    for (int before = 1; before <= daysOfWeek; ++before) {
        const ReportSummary* day = facts.daysBefore(before);
        if (day == nullptr)
            continue;
        const ReportCauseRow* row = day->cause(cause);
        seen = seen.value_or(false) || (row != nullptr && (row->stuck > 0 || row->failed > 0));
    }
    return seen;
}

ReportChange changeOf(const ReportCauseRow& row, const std::optional<bool>& seenBefore)
{
    if (row.stuck == 0 && row.failed == 0)
        return ReportChange::Gone;
    if (seenBefore == false)
        return ReportChange::New;
    if (row.stuckYesterday && row.stuck > *row.stuckYesterday)
        return ReportChange::Worse;
    return row.stuck == 0 && row.stuckYesterday.value_or(0) > 0 ? ReportChange::Gone : ReportChange::Same;
}

std::vector<ReportCauseRow> causeRows(const DayFacts& facts)
{
    std::map<CauseId, ReportCauseRow> byCause;
    for (const auto& [cause, ages] : facts.stuck.byCause)
        if (cause)
            byCause[*cause].stuck = ages.total;
    for (const CauseFailures& failures : facts.failures)
        if (failures.cause)
            byCause[*failures.cause].failed = failures.count;
    const ReportSummary* yesterday = facts.daysBefore(1);
    if (yesterday != nullptr)
        for (const ReportCauseRow& row : yesterday->causes)
            if (row.stuck > 0)
                byCause.try_emplace(row.cause);
    std::vector<ReportCauseRow> rows;
    for (auto& [cause, row] : byCause) {
        row.cause = cause;
        if (yesterday != nullptr) {
            const ReportCauseRow* before = yesterday->cause(cause);
            row.stuckYesterday = before != nullptr ? before->stuck : 0;
        }
        row.change = changeOf(row, wasSeenBefore(facts, cause));
        rows.push_back(row);
    }
    std::ranges::stable_sort(rows, [](const ReportCauseRow& a, const ReportCauseRow& b) {
        return std::tuple(a.change, b.stuck, b.failed) < std::tuple(b.change, a.stuck, a.failed);
    });
    return rows;
}

ReportTrendDay trendDay(const ReportDay& day, const ReportSummary* summary)
{
    ReportTrendDay trend;
    trend.day = day;
    if (summary == nullptr)
        return trend;
    trend.arrived = summary->figure(ReportFigure::Arrived);
    trend.failed = summary->figure(ReportFigure::Failed);
    trend.handedOver = summary->figure(ReportFigure::HandedOver);
    trend.badMailed = summary->figure(ReportFigure::BadMailed);
    trend.stuck = summary->figure(ReportFigure::Stuck);
    trend.isWhole = summary->isWhole;
    return trend;
}

} // namespace

void addFigures(const DayFacts& facts, HealthReport& report)
{
    report.stuck = facts.stuck.count;
    report.oldest = facts.time(facts.stuck.oldest);
    const bool isKnown = !nobodyLooked(facts);
    const QuarterFigures sum = sumOf(facts.quarters);
    for (const ReportFigure figure : reportFigures)
        report.figures.push_back(
            figureRow(facts, figure, isKnown ? figureToday(facts, sum, figure) : std::nullopt));
    report.ages = ageRows(facts.stuck);
    report.causes = causeRows(facts);
}

void addTrend(const DayFacts& facts, HealthReport& report)
{
    for (int before = static_cast<int>(HealthReport::trendDays) - 1; before > 0; --before)
        report.trend.push_back(
            trendDay(std::chrono::sys_days(facts.day) - std::chrono::days(before), facts.daysBefore(before)));
    ReportSummary today;
    today.figures = report.figures;
    today.isWhole = std::ranges::none_of(report.notChecked, [](const ReportGap& gap) {
        return gap.kind == ReportGapKind::NotWatched || gap.kind == ReportGapKind::Unreachable;
    });
    report.trend.push_back(trendDay(facts.day, &today));

    for (UtcTime hour = facts.window.from; hour < facts.window.before; hour += std::chrono::hours(1))
        report.hours.push_back({facts.time(hour), 0, 0, 0, 0});
    for (const QuarterFigures& quarter : facts.quarters) {
        const auto hour = static_cast<std::size_t>((quarter.at - facts.window.from) / std::chrono::hours(1));
        if (hour >= report.hours.size())
            continue;
        ReportHour& sum = report.hours[hour];
        sum.arrived += quarter.arrived;
        sum.failed += quarter.failed;
        sum.handedOver += quarter.handedOver;
        sum.badMailed += quarter.badMailed;
    }
}

} // namespace connectorscope
