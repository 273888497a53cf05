#include "core/report/daily/report_files.h"

#include "core/base/make_folders.h"
#include "core/base/path_text.h"
#include "core/base/publish.h"

#include <utility>

namespace connectorscope {

ReportOutput reportOutputOf(const Site& site, PrintPdf printPdf)
{
    ReportOutput output;
    output.folder = site.report.folder;
    for (const std::string& name : site.report.formats)
        if (const auto format = reportFormatOf(name))
            output.formats.push_back(*format);
    output.options.language = site.language;
    output.options.maskAddresses = site.report.maskAddresses;
    output.printPdf = std::move(printPdf);
    return output;
}

Result<std::vector<std::filesystem::path>> writeReport(FileSystem& files, Clock& clock,
                                                       const HealthReport& report, const ReportOutput& output)
{
    const auto rendered = renderReport(report, output.formats, output.options, output.printPdf);
    if (!rendered)
        return fail(rendered.error());
    if (auto ready = makeFolders(files, output.folder); !ready)
        return fail(std::move(ready.error()));
    std::vector<std::filesystem::path> written;
    for (const RenderedFile& file : *rendered) {
        const std::filesystem::path target = output.folder / pathFromBytes(file.name);
        if (auto done = publishReplacing(files, clock, target, file.bytes); !done)
            return fail(std::move(done.error()));
        written.push_back(target);
    }
    return written;
}

} // namespace connectorscope
