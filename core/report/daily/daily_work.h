#pragma once

#include "core/report/daily/report_files.h"
#include "core/report/day_closing.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace connectorscope {

/// Whether a site that wants its report so wants this one. `before` is that of the day before; nullptr: it is
/// not known, and so something has changed.
bool isWanted(ReportMode mode, const HealthReport& report, const HealthReport* before);

/// What there is to do each day, as a step that is called again and again: closes days that are over and,
/// where the site names a folder for reports, writes each closed day's files there once, from the site's hour
/// on. Which was written last stands in the journal: restarts change nothing, and days that were missed are
/// caught up. For one thread.
class DailyWork
{
public:
    /// The arguments outlive it.
    DailyWork(const Site& site, FileSystem& files, Clock& clock, PrintPdf printPdf);

    struct Done
    {
        std::vector<ReportDay> closed;
        std::vector<std::filesystem::path> written;
    };
    /// What could not be done is an error, and tried again by the next step.
    Result<Done> step(const std::stop_token& stop);

private:
    Result<> writeDue(ReportDesk& desk, UtcTime now, const std::stop_token& stop, Done& done);
    Result<> writeDay(ReportDesk& desk, const ReportDay& day, Done& done);

    const Site& m_site;
    FileSystem& m_files;
    Clock& m_clock;
    const ReportOutput m_output;
    TimeZone m_zone;
    std::optional<UtcTime> m_next; ///< there is nothing to do before; nullopt: look
    std::optional<UtcTime> m_last; ///< when a step was taken, to see a clock that was set back
};

} // namespace connectorscope
