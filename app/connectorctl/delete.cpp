#include "app/connectorctl/change_run.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/site_session.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {

void addDelete(CLI::App& app, Invocation& invocation)
{
    struct DeleteOptions
    {
        std::string site;
        ChangeRequest request;
    };
    CLI::App* verb = app.add_subcommand(
        "delete", "Move messages into the vault, where they are kept for a time; 'undo' brings them back");
    const auto options = std::make_shared<DeleteOptions>();
    options->request.change = MessageChange::Delete;
    addSiteOption(*verb, options->site);
    addMessageChoice(*verb, options->request.choice, "All that is stuck and in no run");
    addChangeFlags(*verb, options->request);
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
