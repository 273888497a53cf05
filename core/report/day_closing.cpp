#include "core/report/day_closing.h"

#include "core/report/report_json.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::chrono::days longestPast{366};

ReportDay dayAfter(const ReportDay& day)
{
    return std::chrono::sys_days(day) + std::chrono::days(1);
}

template <class Connection>
bool keepConnection(Result<std::unique_ptr<Connection>> opened, std::unique_ptr<Connection>& place,
                    Error& error)
{
    if (opened)
        place = std::move(*opened);
    else
        error = std::move(opened.error());
    return place != nullptr;
}

} // namespace

ReportDesk::ReportDesk(const Site& site, TimeZone zone)
    : m_site(site)
    , m_zone(std::move(zone))
{
}

Result<std::unique_ptr<ReportDesk>> ReportDesk::open(const Site& site)
{
    std::unique_ptr<ReportDesk> desk(new ReportDesk(site, zoneOf(site)));
    const std::filesystem::path& work = site.folders.work;
    Error error;
    if (keepConnection(ClosedReports::open(work), desk->m_closed, error) &&
        keepConnection(JournalReader::open(work), desk->m_journal, error) &&
        keepConnection(DayReader::open(work), desk->m_days, error)) {
        desk->m_history.emplace(*desk->m_closed);
        return desk;
    }
    return fail(std::move(error));
}

Result<std::optional<ReportDay>> ReportDesk::lastClosed()
{
    const auto days = m_closed->days(1);
    if (!days)
        return fail(days.error());
    return days->empty() ? std::nullopt : reportDayFrom(days->front());
}

Result<std::optional<ReportDay>> ReportDesk::firstWatched()
{
    const auto watched = m_days->firstWatched();
    if (!watched)
        return fail(watched.error());
    return *watched ? std::optional(m_zone.dayAt(**watched)) : std::nullopt;
}

Result<std::optional<ReportDay>> ReportDesk::firstOpenDay(UtcTime now)
{
    auto closed = lastClosed();
    if (!closed)
        return closed;
    auto watched = firstWatched();
    if (!watched || (!*closed && !*watched))
        return watched;
    const ReportDay first = *closed ? dayAfter(**closed) : **watched;
    return std::optional<ReportDay>(std::max(first, m_zone.dayAt(now - longestPast)));
}

Result<UtcTime> ReportDesk::nextClosing(UtcTime now)
{
    const auto first = firstOpenDay(now);
    if (!first)
        return fail(first.error());
    return m_zone.beginOf(dayAfter(first->value_or(m_zone.dayAt(now))));
}

Result<std::vector<ReportDay>> ReportDesk::closeDays(UtcTime now, const std::stop_token& stop)
{
    std::vector<ReportDay> closed;
    if (auto fresh = m_days->refresh(); !fresh)
        return fail(std::move(fresh.error()));
    const auto first = firstOpenDay(now);
    const auto watched = m_days->lastWatched();
    if (!first || !watched)
        return fail(first ? watched.error() : first.error());
    if (!*first)
        return closed;
    for (ReportDay day = **first; !stop.stop_requested(); day = dayAfter(day)) {
        const UtcTime end = m_zone.beginOf(dayAfter(day));
        const bool wasLookedAt = *watched && **watched >= end && **watched <= now;
        if (now < end || (!wasLookedAt && now - end < patience))
            break;
        if (m_zone.beginOf(day) == end)
            continue; // the zone has left it out
        if (auto done = closeDay(day, now); !done)
            return fail(std::move(done.error()));
        closed.push_back(day);
    }
    return closed;
}

Result<> ReportDesk::closeDay(const ReportDay& day, UtcTime now)
{
    auto report = buildReport(m_site, m_zone, day, now, {*m_days, *m_journal, *m_history});
    if (!report)
        return fail(std::move(report.error()));
    report->isProvisional = false;
    auto stored = m_closed->store(reportDayText(day), reportAsJson(*report), now);
    // Another program was quicker, and has seen something else.
    if (!stored && stored.error().code != ErrorCode::AlreadyExists)
        return stored;
    return {};
}

Result<std::optional<HealthReport>> ReportDesk::closedReport(const ReportDay& day)
{
    const auto stored = m_closed->report(reportDayText(day));
    if (!stored)
        return fail(stored.error());
    if (!*stored)
        return std::optional<HealthReport>();
    auto report = reportFromJson(**stored);
    if (!report)
        return fail(std::move(report.error()));
    return std::optional<HealthReport>(std::move(*report));
}

Result<HealthReport> ReportDesk::report(const ReportDay& day, UtcTime now)
{
    auto closed = closedReport(day);
    if (!closed)
        return fail(std::move(closed.error()));
    if (*closed)
        return std::move(**closed);
    if (auto fresh = m_days->refresh(); !fresh)
        return fail(std::move(fresh.error()));
    return buildReport(m_site, m_zone, day, now, {*m_days, *m_journal, *m_history});
}

Result<std::optional<ReportDay>> ReportDesk::lastWritten()
{
    const auto day = m_closed->lastWritten();
    if (!day)
        return fail(day.error());
    return *day ? reportDayFrom(**day) : std::nullopt;
}

Result<> ReportDesk::noteWritten(const ReportDay& day)
{
    return m_closed->noteWritten(reportDayText(day));
}

} // namespace connectorscope
