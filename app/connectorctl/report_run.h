#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "core/report/render/formats.h"
#include "core/report/report.h"
#include "core/site/site.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace connectorscope {

/// What `report` is asked for.
struct ReportRequest
{
    std::optional<ReportDay> day;      ///< nullopt: the last closed one
    std::filesystem::path output;      ///< a folder; empty: the report is printed
    std::vector<ReportFormat> formats; ///< with `output`; empty: those of the site
    bool masksAddresses = false;       ///< else as the site says
    bool byteOrderMark = false;
    bool json = false;
};

/// Prints the report of a day, or writes it as files and prints their names.
ExitStatus report(const Site& site, const ReportRequest& request, Environment& environment);

} // namespace connectorscope
