#include "app/connectorctl/invocation.h"
#include "app/connectorctl/requeue_run.h"
#include "app/connectorctl/site_session.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {

void addRequeue(CLI::App& app, Invocation& invocation)
{
    struct RequeueVerbOptions
    {
        std::string site;
        RequeueRequest request;
    };
    CLI::App* verb = app.add_subcommand("requeue", "Take messages through the pipeline again");
    const auto options = std::make_shared<RequeueVerbOptions>();
    RequeueRequest& request = options->request;
    addSiteOption(*verb, options->site);
    addMessageChoice(*verb, request.choice, "All that is stuck, in no run and not refused");
    CLI::Option* repair =
        verb->add_flag("--repair", request.options.repair, "Repair what makes a message corrupt or blocked");
    verb->add_flag("--leave-missing", request.options.leaveMissing, "Also repairs that leave content missing")
        ->needs(repair);
    verb->add_option("--from", request.options.from, "Who sent it, where the message does not tell")
        ->type_name("ADDRESS")
        ->needs(repair);
    verb->add_option("--to", request.options.to, "Who gets it, instead of whom it names; a local address")
        ->type_name("ADDRESS")
        ->delimiter(',')
        ->allow_extra_args(false);
    verb->add_flag("--again", request.options.again, "Although the same content was handed over before");
    verb->add_flag("--wait", request.wait, "Return when each is handed over, not when it is in PickUp");
    verb->add_flag("--dry-run", request.dryRun, "Say what would be done, and change nothing");
    verb->add_flag("--yes", request.yes, "Do not ask, however many there are");
    verb->add_flag("--json", request.json, "Print JSON, one object a line");
    verb->callback([&invocation, options] {
        // With messages that are named, a cause says what to repair of them.
        MessageChoice& choice = options->request.choice;
        std::vector<std::string>& causes = choice.selectors.causes;
        if (!choice.typed.empty() && options->request.options.repair && causes.size() == 1) {
            options->request.options.cause = findCause(causes.front())->key;
            causes.clear();
        }
        checkMessageChoice(choice);
        invocation.run = [&invocation, options](Environment& environment) {
            options->request.style = invocation.outStyle(environment);
            const auto site = openSite(options->site, environment);
            return site ? requeue(*site, options->request, environment) : site.error();
        };
    });
}

} // namespace connectorscope
