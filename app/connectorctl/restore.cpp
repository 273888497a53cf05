#include "app/connectorctl/backup_output.h"
#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/site_session.h"
#include "core/base/path_text.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {
namespace {

struct RestoreArguments
{
    std::string site;
    std::string file;
    bool dryRun = false;
    bool force = false;
    bool json = false;
};

ExitStatus restore(const RestoreArguments& arguments, const Style& style, Environment& environment)
{
    const auto site = openSite(arguments.site, environment);
    if (!site)
        return site.error();
    const InterruptWatch interrupt(environment);
    ByteProgress progress(environment, "read");
    const std::filesystem::path file = pathFromBytes(arguments.file);
    const Result<RestoreSummary> summary =
        restoreSite(*site, file, {arguments.dryRun, arguments.force},
                    {environment.files, environment.clock, interrupt.token(),
                     [&](std::uint64_t bytes) { progress.update(bytes); }});
    progress.erase();
    if (!summary) {
        tellError(environment, summary.error());
        return backupStatusOf(summary.error());
    }
    if (arguments.json)
        environment.out << restoreAsJson(*site, file, *summary, arguments.dryRun) << '\n';
    else
        environment.out << restoreText(*site, file, *summary, arguments.dryRun, style);
    return ExitStatus::Well;
}

} // namespace

void addRestore(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand("restore", "Bring a site's journal and vault back from a backup");
    const auto arguments = std::make_shared<RestoreArguments>();
    addSiteOption(*verb, arguments->site);
    verb->add_option("FILE", arguments->file, "What 'backup' has written, or a daily copy of the journal")
        ->required()
        ->type_name("");
    verb->add_flag("--dry-run", arguments->dryRun, "Check everything and change nothing");
    verb->add_flag("--force", arguments->force, "Take the backup of another site, too");
    verb->add_flag("--json", arguments->json, "Print JSON");
    verb->callback([&invocation, arguments] {
        invocation.run = [&invocation, arguments](Environment& environment) {
            return restore(*arguments, invocation.outStyle(environment), environment);
        };
    });
}

} // namespace connectorscope
