#pragma once

#include "core/report/report_builder.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace connectorscope {

/// What a site is known by where its days are closed: connections of its own, for one thread.
class ReportDesk
{
public:
    /// Opens the journal of the site, which outlives it.
    static Result<std::unique_ptr<ReportDesk>> open(const Site& site);

    const TimeZone& zone() const { return m_zone; }

    /// Stores the reports of all days that are over and not closed yet, the earliest first, each once for
    /// ever; returns those that it has closed. It begins with the day on which the site was first watched,
    /// or a year ago. A day waits for a look at the folders after its end, at most `patience` long: that
    /// look may find what came while nobody watched. A crash at any moment leaves each day closed or not.
    Result<std::vector<ReportDay>> closeDays(UtcTime now, const std::stop_token& stop = {});
    static constexpr std::chrono::hours patience{1};

    /// When the next day can be closed at the earliest.
    Result<UtcTime> nextClosing(UtcTime now);

    /// The closed report of that day, and while there is none a provisional one as of now.
    Result<HealthReport> report(const ReportDay& day, UtcTime now);
    /// nullopt: it is not closed.
    Result<std::optional<HealthReport>> closedReport(const ReportDay& day);
    /// nullopt: none is.
    Result<std::optional<ReportDay>> lastClosed();
    /// The day on which the site was first watched; nullopt: it never was.
    Result<std::optional<ReportDay>> firstWatched();

    /// The last day whose report was written where the site wants it, by whichever program.
    Result<std::optional<ReportDay>> lastWritten();
    Result<> noteWritten(const ReportDay& day);

private:
    ReportDesk(const Site& site, TimeZone zone);
    /// nullopt: the site was never watched.
    Result<std::optional<ReportDay>> firstOpenDay(UtcTime now);
    Result<> closeDay(const ReportDay& day, UtcTime now);

    const Site& m_site;
    TimeZone m_zone;
    std::unique_ptr<DayReader> m_days;
    std::unique_ptr<JournalReader> m_journal;
    std::unique_ptr<ClosedReports> m_closed;
    std::optional<ReportHistory> m_history; ///< of m_closed
};

} // namespace connectorscope
