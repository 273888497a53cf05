#include "ui/report/report_reading.h"

#include "core/report/daily/report_files.h"
#include "core/report/day_closing.h"
#include "ui/print/report_pages.h"
#include "ui/print/report_pdf.h"

#include <QPainter>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::chrono::days furthestBack{366};

} // namespace

Result<ReportView> readReport(EngineTools& tools, const std::optional<ReportDay>& day, bool maskAddresses)
{
    const auto site = tools.site();
    if (!site)
        return fail(site.error());
    const auto desk = ReportDesk::open(**site);
    if (!desk)
        return fail(desk.error());
    const UtcTime now = tools.clock.now();
    ReportView view;
    view.today = (*desk)->zone().dayAt(now);
    view.earliest = std::chrono::sys_days(view.today) - furthestBack;
    const auto watched = (*desk)->firstWatched();
    if (!watched)
        return fail(watched.error());
    if (*watched)
        view.earliest = std::max(view.earliest, **watched);
    ReportDay chosen = view.today;
    if (day) {
        chosen = *day;
    } else {
        const auto last = (*desk)->lastClosed();
        if (!last)
            return fail(last.error());
        chosen = last->value_or(view.today);
    }
    view.earliest = std::min(view.earliest, chosen);
    auto report = (*desk)->report(chosen, now);
    if (!report)
        return fail(report.error());
    const auto sheets = std::make_shared<ReportSheets>();
    sheets->report = std::move(*report);
    sheets->document = documentOf(sheets->report, {(*site)->language, maskAddresses, false});
    sheets->paper = paperOf((*site)->language);
    sheets->pages = layOutReport(sheets->document, sheets->paper);
    view.sheets = sheets;
    return view;
}

Result<std::optional<ReportDay>> lastClosedDay(EngineTools& tools)
{
    const auto site = tools.site();
    if (!site)
        return fail(site.error());
    const auto desk = ReportDesk::open(**site);
    if (!desk)
        return fail(desk.error());
    return (*desk)->lastClosed();
}

QImage pictureOf(const ReportSheets& sheets, std::size_t page, double scale)
{
    QImage image((sheetOf(sheets.paper) * scale).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintPage(painter, sheets.pages.at(page));
    return image;
}

Result<std::vector<std::filesystem::path>> writeReport(EngineTools& tools, const HealthReport& report,
                                                       ReportFormat format, bool maskAddresses,
                                                       const std::filesystem::path& folder)
{
    const auto site = tools.site();
    if (!site)
        return fail(site.error());
    const ReportOutput output{
        folder, {format}, {(*site)->language, maskAddresses, false}, [](const ReportDocument& document) {
            return reportPdf(document, paperOf(document.languageTag));
        }};
    return connectorscope::writeReport(tools.files, tools.clock, report, output);
}

std::filesystem::path reportFolderOf(const Site& site)
{
    return site.folders.work / "report";
}

} // namespace connectorscope
