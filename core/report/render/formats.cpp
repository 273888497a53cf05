#include "core/report/render/formats.h"

#include "core/base/safe_file_name.h"
#include "core/report/render/describe.h"
#include "core/report/render/mask_report.h"
#include "core/report/render/report_csv.h"
#include "core/report/render/report_html.h"
#include "core/report/report_json.h"

#include <algorithm>
#include <utility>

namespace connectorscope {
namespace {

std::string fileStem(const HealthReport& report)
{
    return safeFileName(report.site, "report") + "-" + reportDayText(report.day);
}

/// A report that is masked and described once, whatever the number of formats.
class Rendering
{
public:
    Rendering(const HealthReport& report, const std::vector<ReportFormat>& formats,
              const RenderOptions& options, const PrintPdf& printPdf)
        : m_stem(fileStem(report))
        , m_options(options)
        , m_printPdf(printPdf)
        , m_masked(options.maskAddresses ? std::optional(maskedReport(report)) : std::nullopt)
        , m_shown(m_masked ? *m_masked : report)
    {
        if (std::ranges::any_of(formats, [](ReportFormat format) { return format != ReportFormat::Json; }))
            m_document = describeReport(m_shown, options.language);
    }
    Rendering(const Rendering&) = delete;
    Rendering& operator=(const Rendering&) = delete;

    Result<> add(ReportFormat format, std::vector<RenderedFile>& files) const
    {
        switch (format) {
        case ReportFormat::Html:
            files.push_back({m_stem + ".html", reportHtml(m_document)});
            return {};
        case ReportFormat::Pdf:
            return addPdf(files);
        case ReportFormat::Csv:
            for (CsvTable& table : reportCsv(m_document, m_options.byteOrderMark))
                files.push_back({m_stem + "-" + table.key + ".csv", std::move(table.content)});
            return {};
        case ReportFormat::Json:
            break;
        }
        files.push_back({m_stem + ".json", reportAsJson(m_shown) + "\n"});
        return {};
    }

private:
    Result<> addPdf(std::vector<RenderedFile>& files) const
    {
        if (!m_printPdf)
            return fail(ErrorCode::BadInput, "This program was built without Qt and cannot make a PDF",
                        "Choose html, and print it to a PDF from a browser.");
        auto pdf = m_printPdf(m_document);
        if (!pdf)
            return fail(std::move(pdf.error()));
        files.push_back({m_stem + ".pdf", std::move(*pdf)});
        return {};
    }

    std::string m_stem;
    const RenderOptions& m_options;
    const PrintPdf& m_printPdf;
    std::optional<HealthReport> m_masked;
    const HealthReport& m_shown;
    ReportDocument m_document; ///< empty where only JSON is wanted
};

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

ReportDocument documentOf(const HealthReport& report, const RenderOptions& options)
{
    return describeReport(options.maskAddresses ? maskedReport(report) : report, options.language);
}

Result<std::vector<RenderedFile>> renderReport(const HealthReport& report,
                                               const std::vector<ReportFormat>& formats,
                                               const RenderOptions& options, const PrintPdf& printPdf)
{
    const Rendering rendering(report, formats, options, printPdf);
    std::vector<RenderedFile> files;
    for (const ReportFormat format : formats)
        if (auto added = rendering.add(format, files); !added)
            return fail(std::move(added.error()));
    return files;
}

} // namespace connectorscope
