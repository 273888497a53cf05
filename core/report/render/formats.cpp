#include "core/report/render/formats.h"

#include "core/base/safe_file_name.h"
#include "core/report/render/describe.h"
#include "core/report/render/mask_report.h"
#include "core/report/render/report_csv.h"
#include "core/report/render/report_html.h"
#include "core/report/report_json.h"

#include <utility>

namespace connectorscope {
namespace {

std::string fileStem(const HealthReport& report)
{
    return safeFileName(report.site, "report") + "-" + reportDayText(report.day);
}

std::vector<RenderedFile> csvFiles(const ReportDocument& document, const std::string& stem,
                                   bool byteOrderMark)
{
    std::vector<RenderedFile> files;
    for (CsvTable& table : reportCsv(document, byteOrderMark))
        files.push_back({stem + "-" + table.key + ".csv", std::move(table.content)});
    return files;
}

} // namespace

std::string_view toString(ReportFormat format)
{
    switch (format) {
    case ReportFormat::Html:
        return "html";
    case ReportFormat::Pdf:
        return "pdf";
    case ReportFormat::Csv:
        return "csv";
    case ReportFormat::Json:
        break;
    }
    return "json";
}

std::optional<ReportFormat> reportFormatOf(std::string_view text)
{
    for (const ReportFormat format : reportFormats)
        if (toString(format) == text)
            return format;
    return std::nullopt;
}

Result<std::vector<RenderedFile>> renderReport(const HealthReport& report, ReportFormat format,
                                               const RenderOptions& options, const PrintPdf& printPdf)
{
    const HealthReport shown = options.maskAddresses ? maskedReport(report) : report;
    const std::string stem = fileStem(report);
    if (format == ReportFormat::Json)
        return std::vector<RenderedFile>{{stem + ".json", reportAsJson(shown) + "\n"}};
    const ReportDocument document = describeReport(shown, options.language);
    if (format == ReportFormat::Csv)
        return csvFiles(document, stem, options.byteOrderMark);
    if (format == ReportFormat::Html)
        return std::vector<RenderedFile>{{stem + ".html", reportHtml(document)}};
    if (!printPdf)
        return fail(ErrorCode::BadInput, "This program was built without Qt and cannot make a PDF",
                    "Choose html, and print it to a PDF from a browser.");
    auto pdf = printPdf(document);
    if (!pdf)
        return fail(std::move(pdf.error()));
    return std::vector<RenderedFile>{{stem + ".pdf", std::move(*pdf)}};
}

} // namespace connectorscope
