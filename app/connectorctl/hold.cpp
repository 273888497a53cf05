#include "app/connectorctl/change_run.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/site_session.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {

void addHold(CLI::App& app, Invocation& invocation)
{
    struct HoldOptions
    {
        std::string site;
        ChangeRequest request;
    };
    CLI::App* verb = app.add_subcommand("hold", "Move messages out of the way; 'release' brings them back");
    const auto options = std::make_shared<HoldOptions>();
    options->request.change = MessageChange::Hold;
    addSiteOption(*verb, options->site);
    addMessageChoice(*verb, options->request.choice, "All that is stuck and in no run");
    verb->add_option("--note", options->request.note, "Why")->type_name("TEXT");
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
