#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/message_at.h"
#include "app/connectorctl/repair_run.h"
#include "app/connectorctl/requeue_run.h"
#include "app/connectorctl/scan_pass.h"
#include "app/connectorctl/site_session.h"
#include "core/base/path_text.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

namespace connectorscope {
namespace {

/// Requeues the message whose repairs were shown and would make it pass, or says what that would do.
ExitStatus requeueRepaired(const Site& site, const RepairRequest& shown, bool dryRun,
                           Environment& environment)
{
    const InterruptWatch interrupt(environment);
    const SiteNews news = scanUnlessWatched(site, environment, "connectorctl repair", interrupt.token());
    if (environment.interrupted())
        return ExitStatus::Interrupted;
    if (!news.readable)
        return ExitStatus::Environment;
    const Result<std::string> id = messageAt(site, shown.paths.front(), environment, interrupt.token());
    if (!id) {
        tellError(environment, id.error());
        return id.error().code == ErrorCode::BadInput ? ExitStatus::Usage : ExitStatus::Environment;
    }
    RequeueRequest request;
    request.choice.typed = {*id};
    request.options.repair = true;
    request.options.cause = shown.only;
    request.options.leaveMissing = shown.options.leaveMissing;
    request.options.from = shown.options.from;
    if (!shown.options.recipient.empty())
        request.options.to = {shown.options.recipient};
    request.dryRun = dryRun;
    request.json = shown.json;
    request.style = shown.style;
    return requeue(site, request, environment);
}

ExitStatus repairAndRequeue(RepairRequest& request, const std::string& siteFile, bool dryRun,
                            Environment& environment)
{
    const auto site = openSite(siteFile, environment);
    if (!site)
        return site.error();
    const SiteJudging judging(*site, environment.files);
    request.site = &judging;
    const ExitStatus shown = repair(request, environment, environment.clock);
    return shown == ExitStatus::Well ? requeueRepaired(*site, request, dryRun, environment) : shown;
}

} // namespace

void addRepair(CLI::App& app, Invocation& invocation)
{
    struct Options
    {
        std::vector<std::string> paths;
        std::string cause;
        std::string output;
        std::string site;
        bool requeue = false;
        bool dryRun = false;
        RepairRequest request;
    };
    CLI::App* verb =
        app.add_subcommand("repair", "Show what repairs would change, and write a repaired copy");
    const auto options = std::make_shared<Options>();
    RepairOptions& repairs = options->request.options;
    verb->add_option("PATH", options->paths, "The messages; they are never changed")
        ->required()
        ->type_name("");
    verb->add_option("--cause", options->cause, "Remove this cause only, whatever its severity")
        ->type_name("CAUSE")
        ->check([](const std::string& id) {
            return findCause(id) != nullptr
                       ? std::string()
                       : "there is no cause '" + id + "'; 'connectorctl causes' lists them";
        });
    CLI::Option* risks = verb->add_flag("--risks", repairs.risks, "Also what is only a risk");
    verb->add_option("--from", repairs.from, "Who sent it, where the message does not tell")
        ->type_name("ADDRESS");
    verb->add_option("--to", repairs.recipient, "Who gets it, where the message does not tell")
        ->type_name("ADDRESS");
    CLI::Option* postmaster =
        verb->add_option("--postmaster", repairs.postmaster, "Who sends a message that wraps a damaged one")
            ->type_name("ADDRESS");
    verb->add_flag("--yes", repairs.leaveMissing, "Also repairs that leave content missing");
    CLI::Option* output =
        verb->add_option("--output", options->output, "Write the repaired copy there; nothing is replaced")
            ->type_name("FILE");
    CLI::Option* requeue =
        verb->add_flag("--requeue", options->requeue,
                       "Requeue it, repaired so, where that makes it pass; it lies in a folder of the site")
            ->excludes(risks)
            ->excludes(postmaster)
            ->excludes(output);
    verb->add_flag("--dry-run", options->dryRun, "Say what requeueing it would do, and change nothing")
        ->needs(requeue);
    verb->add_option("--site", options->site, "Judge with the limits and the routing of that site")
        ->type_name("FILE");
    verb->add_flag("--json", options->request.json, "Print JSON, one object a file");
    verb->callback([&invocation, options] {
        if (!options->output.empty() && options->paths.size() != 1)
            throw CLI::ValidationError("--output", "it takes the copy of one message");
        if (options->requeue && (options->paths.size() != 1 || options->paths.front() == "-"))
            throw CLI::ValidationError("--requeue", "it takes the file of one message");
        invocation.run = [&invocation, options](Environment& environment) {
            RepairRequest& request = options->request;
            for (const std::string& path : options->paths)
                request.paths.push_back(pathFromBytes(path));
            if (!options->cause.empty())
                request.only = findCause(options->cause)->key;
            if (!options->output.empty())
                request.output = pathFromBytes(options->output);
            request.style = invocation.outStyle(environment);
            if (options->requeue)
                return repairAndRequeue(request, options->site, options->dryRun, environment);
            std::optional<SiteJudging> site;
            if (!options->site.empty()) {
                const auto loaded = loadRules(options->site, environment);
                if (!loaded)
                    return loaded.error();
                request.site = &site.emplace(*loaded, environment.files);
            }
            return repair(request, environment, *systemClock());
        };
    });
}

} // namespace connectorscope
