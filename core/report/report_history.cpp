#include "core/report/report_history.h"

#include <utility>

namespace connectorscope {

Result<std::vector<ReportSummary>> ReportHistory::before(const ReportDay& day)
{
    std::map<ReportDay, ReportSummary> known;
    std::vector<ReportSummary> history;
    for (int before = 1; before < static_cast<int>(HealthReport::trendDays); ++before) {
        const ReportDay past = std::chrono::sys_days(day) - std::chrono::days(before);
        if (auto node = m_known.extract(past)) {
            history.push_back(node.mapped());
            known.insert(std::move(node));
            continue;
        }
        const auto stored = m_closed.report(reportDayText(past));
        if (!stored)
            return fail(stored.error());
        if (auto summary = *stored ? summaryFromJson(**stored) : std::nullopt) {
            history.push_back(*summary);
            known.emplace(past, std::move(*summary));
        }
    }
    m_known = std::move(known);
    return history;
}

} // namespace connectorscope
