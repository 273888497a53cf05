#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/base/publish.h"
#include "core/report/render/describe.h"
#include "core/report/render/formats.h"
#include "core/report/render/report_text.h"
#include "tests/core/report/full_report.h"
#include "ui/print/pdf_printer.h"

#include <cstdio>

// Writes a report with something in every part, in every format, into a folder: report_samples FOLDER
// LANGUAGE. formats_agree.py compares them.

namespace connectorscope {
namespace {

Result<> writeSamples(const std::filesystem::path& folder, const std::string& language)
{
    const auto files = realFileSystem();
    const auto clock = systemClock();
    const RenderOptions options{language, false, false};
    PdfPrinter printer;
    const PrintPdf printPdf = [&printer](const ReportDocument& document) {
        return printer.print(document, Paper::A4);
    };
    for (const ReportFormat format : reportFormats) {
        const auto rendered = renderReport(fullReport(), {format}, options, printPdf);
        if (!rendered)
            return fail(rendered.error());
        for (const RenderedFile& file : *rendered)
            if (auto written = publishReplacing(*files, *clock, folder / file.name, file.bytes); !written)
                return written;
    }
    return publishReplacing(*files, *clock, folder / "report.txt",
                            reportText(describeReport(fullReport(), language)));
}

} // namespace
} // namespace connectorscope

int main(int argc, char** argv)
{
    const auto written = connectorscope::writeSamples(argc > 1 ? argv[1] : ".", argc > 2 ? argv[2] : "en");
    if (!written)
        std::fputs((written.error().message + "\n").c_str(), stderr);
    return written ? 0 : 1;
}
