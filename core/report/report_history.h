#pragma once

#include "core/base/result.h"
#include "core/index/closed_reports.h"
#include "core/report/report_summary.h"

#include <map>
#include <vector>

namespace connectorscope {

/// What closed reports tell of the days before one, each read once: what is closed stays as it is. For
/// whoever closes one day after the other. One thread.
class ReportHistory
{
public:
    /// `closed` outlives it.
    explicit ReportHistory(ClosedReports& closed)
        : m_closed(closed)
    {
    }

    /// Of the days of the trend before `day` those that are closed and can be read, the latest first.
    Result<std::vector<ReportSummary>> before(const ReportDay& day);

private:
    ClosedReports& m_closed;
    std::map<ReportDay, ReportSummary> m_known; ///< of the trend that was asked for last
};

} // namespace connectorscope
