#pragma once

#include "core/base/time_zone.h"
#include "core/index/site_ledger.h"
#include "core/site/site.h"
#include "tests/core/index/records.h"
#include "tests/support/quick_dir.h"

#include <memory>
#include <string>
#include <vector>

namespace connectorscope {

/// A site in Berlin with 60 days of history, of which every number can be worked out by hand. Day 0 is
/// 2026-10-01; day 24 has 25 hours.
///
/// - Each day at 08:00 `2 + day % 3` messages arrive and are handed over at 08:05. Of an even day, Sender
///   Filtering would have stopped the first one.
/// - What fails arrives two minutes before. Each day at 09:00 one fails with missing-from; it goes at 10:00
///   three days later. On day 56 at 11:00 one fails with empty-file; it goes on day 59 at 11:00. On day 57 at
///   15:00 two fail with invalid-date, on day 59 at 16:00 another one, and at 17:00 one with mail-loop.
/// - disk-low holds at Incoming Mail from day 10 to day 20, at noon; pickup-stalled on day 59 from 13:00 to
///   13:20.
/// - The folders are looked at every three hours from midnight on, but on day 40 not at noon.
/// - On day 59 somebody requeues the mail-loop message at 18:00, which fails, and knows of it at 19:00.
class KnownSite
{
public:
    static constexpr int days = 60;

    KnownSite();

    /// Lives through all days that are not over yet.
    void live()
    {
        while (m_day < days)
            liveDay();
    }
    void liveDay();
    /// The look at the folders five minutes after a midnight, with which the day before can be closed.
    void lookAfter(int day);

    static std::chrono::year_month_day date(int day);
    /// A moment of the day by the clocks of Berlin.
    UtcTime at(int day, int hour, int minute = 0) const;
    UtcTime endOf(int day) const { return m_zone.beginOf(date(day + 1)); }

    const Site& site() const { return m_site; }
    /// What `[report]` says; before anybody reads it.
    ReportSettings& settings() { return m_site.report; }
    std::filesystem::path folder() const { return m_folder.path(); }
    SiteLedger& ledger() { return *m_ledger; }
    std::filesystem::path work() const { return m_site.folders.work; }
    /// Ends the watch of the site.
    void closeLedger() { m_ledger.reset(); }
    std::string requeuedRun;     ///< of day 59
    std::string requeuedMessage; ///< the one with mail-loop

    void look(UtcTime at);

private:
    void record(const std::vector<WatchRecord>& records);
    void passMail(int count);
    std::string failMail(int count, CauseId cause, UtcTime when, UtcTime goes);
    void leave(UtcTime before);
    void doThings();

    QuickDir m_folder;
    Site m_site;
    TimeZone m_zone;
    std::unique_ptr<SiteLedger> m_ledger;
    std::vector<std::pair<UtcTime, Place>> m_leaving;
    int m_day = 0;
    std::uint64_t m_number = 0;
};

} // namespace connectorscope
