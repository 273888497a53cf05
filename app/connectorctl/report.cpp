#include "app/connectorctl/invocation.h"
#include "app/connectorctl/report_run.h"
#include "app/connectorctl/site_session.h"
#include "core/base/path_text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {
namespace {

struct ReportOptions
{
    std::string site;
    std::optional<std::string> date;
    std::string output;
    std::vector<std::string> formats;
    bool mail = false;
    ReportRequest request;
};

/// Into `request`; what cannot be meant is thrown.
void readOptions(ReportOptions& options)
{
    ReportRequest& request = options.request;
    if (options.mail)
        throw CLI::ValidationError("--mail", "reports cannot be sent by mail yet; --output writes files");
    if (options.date) {
        request.day = reportDayFrom(*options.date);
        if (!request.day)
            throw CLI::ValidationError("--date",
                                       "'" + *options.date + "' is no day; write one like 2026-11-23");
    }
    request.output = pathFromBytes(options.output);
    for (const std::string& name : options.formats)
        if (const auto format = reportFormatOf(name);
            format && std::ranges::find(request.formats, *format) == request.formats.end())
            request.formats.push_back(*format);
    if (request.output.empty() && (!request.formats.empty() || request.byteOrderMark))
        throw CLI::ValidationError("--output", "it has to name a folder for the files");
}

} // namespace

void addReport(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand("report", "Print a day's health report, or write it as files");
    const auto options = std::make_shared<ReportOptions>();
    addSiteOption(*verb, options->site);
    verb->add_option("--date", options->date, "The day, as 2026-11-23 (default: the last one that is closed)")
        ->type_name("DAY");
    verb->add_option("--output", options->output, "Write it as files into this folder")->type_name("FILE");
    verb->add_option("--format", options->formats, "What is written (default: what the site file says)")
        ->type_name("html|pdf|csv|json")
        ->check(CLI::IsMember({"html", "pdf", "csv", "json"}).description(""))
        ->delimiter(',')
        ->allow_extra_args(false);
    verb->add_flag("--mask", options->request.masksAddresses, "Mask addresses");
    verb->add_flag("--bom", options->request.byteOrderMark, "Begin CSV files with a byte order mark");
    verb->add_flag("--mail", options->mail, "Send it; not possible yet");
    verb->add_flag("--json", options->request.json, "Print JSON: the report, or which files were written");
    verb->callback([&invocation, options] {
        readOptions(*options);
        invocation.run = [options](Environment& environment) {
            const auto site = openSite(options->site, environment);
            return site ? report(*site, options->request, environment) : site.error();
        };
    });
}

} // namespace connectorscope
