#pragma once

#include "core/base/result.h"
#include "core/report/render/document.h"
#include "core/report/report.h"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

enum class ReportFormat : std::uint8_t
{
    Html,
    Pdf,
    Csv,
    Json
};
inline constexpr std::array<ReportFormat, 4> reportFormats = {ReportFormat::Html, ReportFormat::Pdf,
                                                              ReportFormat::Csv, ReportFormat::Json};
std::string_view toString(ReportFormat format); ///< "html", "pdf", "csv", "json"
std::optional<ReportFormat> reportFormatOf(std::string_view text);

struct RenderOptions
{
    std::string language = "en"; ///< a language tag; of HTML, PDF and the sentences in CSV
    bool maskAddresses = false;
    bool byteOrderMark = false; ///< of CSV
};

struct RenderedFile
{
    std::string name; ///< "Contoso-2026-11-23.html", "Contoso-2026-11-23-ages.csv": no system minds it
    std::string bytes;
};

/// Makes a PDF of a document. It takes Qt to do that, of which the engine knows nothing: ui/print has one.
using PrintPdf = std::function<Result<std::string>(const ReportDocument&)>;

/// What the report says in words, to be shown.
ReportDocument documentOf(const HealthReport& report, const RenderOptions& options);

/// The files of these formats, one format after the other. The same report gives the same names, and of HTML,
/// CSV and JSON the same bytes. JSON is the stored form of the report with a line end. Without `printPdf` the
/// format Pdf is refused (ErrorCode::BadInput).
Result<std::vector<RenderedFile>> renderReport(const HealthReport& report,
                                               const std::vector<ReportFormat>& formats,
                                               const RenderOptions& options, const PrintPdf& printPdf = {});

} // namespace connectorscope
