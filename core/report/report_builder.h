#pragma once

#include "core/base/result.h"
#include "core/base/time_zone.h"
#include "core/index/day_reader.h"
#include "core/index/journal_reader.h"
#include "core/report/report.h"
#include "core/report/report_history.h"
#include "core/site/site.h"

namespace connectorscope {

/// The zone in which the site's days begin: its own, or that of this machine.
TimeZone zoneOf(const Site& site);

/// What a report is made of: connections to the journal of the site.
struct ReportSources
{
    DayReader& days;
    JournalReader& journal;
    ReportHistory& history;
};

/// Makes the report of a day as it is known now: provisional, whether the day is over or not. From the
/// journal alone, so that it is the same after the index was thrown away. What other days it is compared with
/// is known from their closed reports; a day without one is not known.
///
/// `site` gives names, limits and paths; what happened comes from the journal. A day that has not begun is
/// ErrorCode::BadInput.
Result<HealthReport> buildReport(const Site& site, const TimeZone& zone, const ReportDay& day, UtcTime now,
                                 const ReportSources& sources);

} // namespace connectorscope
