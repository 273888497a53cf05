#include "app/connectorctl/backup_output.h"
#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/site_session.h"
#include "core/base/path_text.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {
namespace {

struct BackupOptions
{
    std::string site;
    std::string file;
    bool replace = false;
    bool json = false;
};

ExitStatus backUp(const BackupOptions& options, const Style& style, Environment& environment)
{
    const auto site = openSite(options.site, environment);
    if (!site)
        return site.error();
    const InterruptWatch interrupt(environment);
    ByteProgress progress(environment, "written");
    const std::filesystem::path file = pathFromBytes(options.file);
    const Result<BackupSummary> summary = backUpSite(*site, file, options.replace,
                                                     {environment.files, environment.clock, interrupt.token(),
                                                      [&](std::uint64_t bytes) { progress.update(bytes); }});
    progress.erase();
    if (!summary) {
        tellError(environment, summary.error());
        return backupStatusOf(summary.error());
    }
    for (const Error& why : summary->whyLeftOut)
        tellError(environment, why);
    if (options.json)
        environment.out << backupAsJson(*site, file, *summary) << '\n';
    else
        environment.out << backupText(*site, file, *summary, style);
    return summary->leftOut > 0 ? ExitStatus::Environment : ExitStatus::Well;
}

} // namespace

void addBackup(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand("backup", "Write a site's journal and vault into one file");
    const auto options = std::make_shared<BackupOptions>();
    addSiteOption(*verb, options->site);
    verb->add_option("FILE", options->file, "The file to write; best on another machine")
        ->required()
        ->type_name("");
    verb->add_flag("--replace", options->replace, "Take the place of a file that is there");
    verb->add_flag("--json", options->json, "Print JSON");
    verb->callback([&invocation, options] {
        invocation.run = [&invocation, options](Environment& environment) {
            return backUp(*options, invocation.outStyle(environment), environment);
        };
    });
}

} // namespace connectorscope
