#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/report/render/formats.h"
#include "core/site/site.h"

#include <filesystem>
#include <vector>

namespace connectorscope {

/// What reports are written as.
struct ReportOutput
{
    std::filesystem::path folder; ///< made where it is missing
    std::vector<ReportFormat> formats;
    RenderOptions options;
    PrintPdf printPdf;
};

/// What the site asks for; `printPdf` may be empty.
ReportOutput reportOutputOf(const Site& site, PrintPdf printPdf);

/// Writes the files of the report and returns them, in the order of the formats. All are made before the
/// first is written; each takes the place of an older one of its name as a whole. After an error every file
/// there is the old one or the new one.
Result<std::vector<std::filesystem::path>>
writeReport(FileSystem& files, Clock& clock, const HealthReport& report, const ReportOutput& output);

} // namespace connectorscope
