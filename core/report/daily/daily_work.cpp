#include "core/report/daily/daily_work.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

/// Missed days that are written later, at most.
constexpr std::chrono::days mostMissed{31};

bool saysTheSame(const HealthReport& report, const HealthReport& before)
{
    const ReportVerdict& now = report.verdict;
    const ReportVerdict& then = before.verdict;
    return now.rating == then.rating && now.reason == then.reason && now.cause == then.cause &&
           std::ranges::all_of(report.causes,
                               [](const ReportCauseRow& row) { return row.change == ReportChange::Same; });
}

ReportDay dayPlus(const ReportDay& day, int days)
{
    return std::chrono::sys_days(day) + std::chrono::days(days);
}

} // namespace

bool isWanted(ReportMode mode, const HealthReport& report, const HealthReport* before)
{
    switch (mode) {
    case ReportMode::Always:
        return true;
    case ReportMode::OnChange:
        return before == nullptr || !saysTheSame(report, *before);
    case ReportMode::Problems:
        return report.verdict.rating != ReportRating::Ok;
    }
    return true;
}

DailyWork::DailyWork(const Site& site, FileSystem& files, Clock& clock, PrintPdf printPdf)
    : m_site(site)
    , m_files(files)
    , m_clock(clock)
    , m_output(reportOutputOf(site, std::move(printPdf)))
    , m_zone(zoneOf(site))
{
}

Result<DailyWork::Done> DailyWork::step(const std::stop_token& stop)
{
    Done done;
    const UtcTime now = m_clock.now();
    const bool wasSetBack = m_last && now < *m_last;
    m_last = now;
    if (m_next && now < *m_next && !wasSetBack)
        return done;
    m_next.reset();
    auto opened = ReportDesk::open(m_site);
    if (!opened)
        return fail(std::move(opened.error()));
    ReportDesk& desk = **opened;
    auto closed = desk.closeDays(now, stop);
    if (!closed)
        return fail(std::move(closed.error()));
    done.closed = std::move(*closed);
    UtcTime next = UtcTime::max();
    if (!m_output.folder.empty()) {
        if (auto written = writeDue(desk, now, stop, done); !written)
            return fail(std::move(written.error()));
        const UtcTime due = m_zone.timeOfDay(m_zone.dayAt(now), m_site.report.at);
        next = due > now ? due : m_zone.timeOfDay(dayPlus(m_zone.dayAt(now), 1), m_site.report.at);
    }
    const auto closing = desk.nextClosing(now);
    if (!closing)
        return fail(closing.error());
    m_next = std::min(next, *closing);
    return done;
}

Result<> DailyWork::writeDue(ReportDesk& desk, UtcTime now, const std::stop_token& stop, Done& done)
{
    const auto last = desk.lastClosed();
    const auto written = desk.lastWritten();
    if (!last || !written)
        return fail(last ? written.error() : last.error());
    if (!*last)
        return {};
    // Where none was ever written, the folder is new: it begins with the latest day.
    ReportDay day = *written ? dayPlus(**written, 1) : **last;
    day = std::max(day, dayPlus(**last, -static_cast<int>(mostMissed.count()) + 1));
    for (; day <= **last && !stop.stop_requested(); day = dayPlus(day, 1)) {
        if (now < m_zone.timeOfDay(dayPlus(day, 1), m_site.report.at))
            break;
        if (auto wrote = writeDay(desk, day, done); !wrote)
            return wrote;
        if (auto noted = desk.noteWritten(day); !noted)
            return noted;
    }
    return {};
}

Result<> DailyWork::writeDay(ReportDesk& desk, const ReportDay& day, Done& done)
{
    const auto report = desk.closedReport(day);
    if (!report)
        return fail(report.error());
    // A day that a zone has left out, or that was over before the site was watched.
    if (!*report)
        return {};
    const auto before = desk.closedReport(dayPlus(day, -1));
    const HealthReport* const known = before && *before ? &**before : nullptr;
    if (!isWanted(m_site.report.mode, **report, known))
        return {};
    auto files = writeReport(m_files, m_clock, **report, m_output);
    if (!files)
        return fail(std::move(files.error()));
    done.written.insert(done.written.end(), files->begin(), files->end());
    return {};
}

} // namespace connectorscope
