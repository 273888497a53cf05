#include "core/report/report_builder.h"

#include "core/report/day_parts.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

/// Puts into `place` what was read, or takes the error.
template <class T>
bool keepRead(Result<T> read, T& place, std::optional<Error>& error)
{
    if (!read) {
        error = std::move(read.error());
        return false;
    }
    place = std::move(*read);
    return true;
}

std::optional<Error> readFacts(const ReportSources& sources, DayFacts& facts)
{
    const TimeWindow window{facts.window.from, facts.until};
    DayReader& days = sources.days;
    std::optional<Error> error;
    const auto lying = days.eachLying(
        facts.until, [&](const LyingFile& file) { facts.stuck.take(facts.site, file, facts.until); });
    if (!lying)
        return lying.error();
    (void)(keepRead(sources.history.before(facts.day), facts.history, error) &&
           keepRead(days.held(facts.until), facts.held, error) &&
           keepRead(days.uncertainRuns(facts.until), facts.uncertain, error) &&
           keepRead(sources.journal.figures(window.from, window.before), facts.quarters, error) &&
           keepRead(days.failures(window), facts.failures, error) &&
           keepRead(days.conditions(window), facts.conditions, error) &&
           keepRead(days.watched(window), facts.watched, error) &&
           keepRead(days.looks(facts.until), facts.looks, error) &&
           keepRead(days.filtered(window, HealthReport::mostListed), facts.filtered, error) &&
           keepRead(days.runs(window), facts.runs, error) &&
           keepRead(days.deeds(window), facts.deeds, error) &&
           keepRead(days.lastDeparture(facts.until), facts.lastDeparture, error) &&
           keepRead(days.lastHandOver(facts.until), facts.lastHandOver, error));
    return error;
}

} // namespace

TimeZone zoneOf(const Site& site)
{
    return site.timeZone.empty() ? TimeZone::ofMachine()
                                 : TimeZone::named(site.timeZone).value_or(TimeZone());
}

Result<HealthReport> buildReport(const Site& site, const TimeZone& zone, const ReportDay& day, UtcTime now,
                                 const ReportSources& sources)
{
    // UtcTime ends in 2262.
    if (day.year() < std::chrono::year(1970) || day.year() > std::chrono::year(2200))
        return fail(ErrorCode::BadInput, "there can be no report of " + reportDayText(day),
                    "Ask for a day on which the site was watched.");
    const ReportDay next = std::chrono::sys_days(day) + std::chrono::days(1);
    const TimeWindow window{zone.beginOf(day), zone.beginOf(next)};
    if (now <= window.from)
        return fail(ErrorCode::BadInput, "the day " + reportDayText(day) + " has not begun in " + zone.name(),
                    "Ask for a day that has.");
    DayFacts facts{
        .site = site, .zone = zone, .day = day, .window = window, .until = std::min(window.before, now)};
    if (auto error = readFacts(sources, facts))
        return fail(std::move(*error));
    HealthReport report;
    report.site = site.name;
    report.day = day;
    report.timeZone = zone.name();
    report.begin = facts.time(window.from);
    report.end = facts.time(window.before);
    report.isProvisional = true;
    report.until = facts.time(facts.until);
    report.notChecked = gapsOf(facts);
    addFigures(facts, report);
    addTrend(facts, report);
    addSiteParts(facts, report);
    addMailParts(facts, report);
    addVerdict(facts, report);
    return report;
}

} // namespace connectorscope
