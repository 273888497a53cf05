#pragma once

#include "core/report/render/document.h"
#include "core/report/render/formats.h"
#include "core/report/report.h"
#include "ui/engine/engine_tools.h"
#include "ui/print/page.h"

#include <QImage>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace connectorscope {

// What the page asks for, done on the engine's thread.

/// A report as it is shown: read, worded and laid out. Not changed after it was made, so that threads may
/// share it.
struct ReportSheets
{
    HealthReport report;
    ReportDocument document;
    Paper paper = Paper::A4;
    std::vector<Page> pages;
};

struct ReportView
{
    std::shared_ptr<const ReportSheets> sheets;
    ReportDay earliest{}; ///< what may be asked for: since the first watched day, a year at most
    ReportDay today{};
};

/// The report of that day; without one: of the last closed day, or of today where none is closed yet.
Result<ReportView> readReport(EngineTools& tools, const std::optional<ReportDay>& day, bool maskAddresses);

/// nullopt: none is closed yet.
Result<std::optional<ReportDay>> lastClosedDay(EngineTools& tools);

/// A page as a picture, `scale` pixels for each unit of a page.
QImage pictureOf(const ReportSheets& sheets, std::size_t page, double scale);

/// Writes the files of one format into the folder, which is made where it is missing; files of that name are
/// replaced, each whole or not at all. Returns them.
Result<std::vector<std::filesystem::path>> writeReport(EngineTools& tools, const HealthReport& report,
                                                       ReportFormat format, bool maskAddresses,
                                                       const std::filesystem::path& folder);

/// Where reports are put that are only looked at: in the site's work folder.
std::filesystem::path reportFolderOf(const Site& site);

} // namespace connectorscope
