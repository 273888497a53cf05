#pragma once

#include "core/report/daily/daily_work.h"

#include <thread>

namespace connectorscope {

/// Closes the days of a site and writes their reports, as long as it lives; in a thread of its own. For the
/// program that watches the site. What it did, and what it could not do, stands in the log.
class DailyReports
{
public:
    /// The arguments outlive it.
    DailyReports(const Site& site, FileSystem& files, Clock& clock, PrintPdf printPdf = {});

private:
    std::jthread m_thread;
};

} // namespace connectorscope
