#pragma once

#include "core/report/report.h"

#include <string_view>

namespace connectorscope {

/// What a report of one day tells those of later days.
struct ReportSummary
{
    ReportDay day{};
    std::vector<ReportFigureRow> figures;
    std::vector<ReportCauseRow> causes;
    bool isWhole = false; ///< as of ReportTrendDay

    ReportCount figure(ReportFigure figure) const;
    /// nullptr: nothing was, or had been, stuck or failed for it.
    const ReportCauseRow* cause(CauseId wanted) const;
};

/// Of a report as reportAsJson() makes it; nullopt where that cannot be read, or only by a newer program.
std::optional<ReportSummary> summaryFromJson(std::string_view text);

} // namespace connectorscope
