#include "app/connectorctl/change_verb.h"

#include "app/connectorctl/site_session.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {

void addChangeVerb(CLI::App& app, Invocation& invocation, const ChangeVerb& change)
{
    struct ChangeOptions
    {
        std::string site;
        ChangeRequest request;
    };
    CLI::App* verb = app.add_subcommand(change.name, change.description);
    const auto options = std::make_shared<ChangeOptions>();
    ChangeRequest& request = options->request;
    request.change = change.change;
    addSiteOption(*verb, options->site);
    addMessageChoice(*verb, request.choice, change.all);
    if (change.note != nullptr)
        verb->add_option("--note", request.note, change.note)->type_name("TEXT");
    verb->add_flag("--dry-run", request.dryRun, "Say what would be done, and change nothing");
    verb->add_flag("--yes", request.yes, "Do not ask, however many there are");
    verb->add_flag("--json", request.json, "Print JSON, one object a line");
    verb->callback([&invocation, options] {
        checkMessageChoice(options->request.choice);
        invocation.run = [&invocation, options](Environment& environment) {
            options->request.style = invocation.outStyle(environment);
            const auto site = openSite(options->site, environment);
            return site ? changeMessages(*site, options->request, environment) : site.error();
        };
    });
}

} // namespace connectorscope
