#pragma once

#include "core/report/daily/daily_work.h"

#include <functional>
#include <optional>
#include <thread>

namespace connectorscope {

/// Closes the days of a site and writes their reports, as long as it lives; in a thread of its own. For the
/// program that watches the site. What it did, and what it could not do, stands in the log. Its end waits for
/// the report that is being written.
class DailyReports
{
public:
    /// Both are called on the thread of the reports, and may be empty.
    struct Listener
    {
        std::function<void()> news; ///< a day was closed, or a report written
        /// What keeps it from its work, when that changes; nullopt: nothing any more. At its end it tells
        /// nothing.
        std::function<void(const std::optional<Error>& trouble)> trouble;
    };

    /// The arguments outlive it.
    DailyReports(const Site& site, FileSystem& files, Clock& clock, PrintPdf printPdf = {},
                 Listener listener = {});

private:
    std::jthread m_thread;
};

} // namespace connectorscope
