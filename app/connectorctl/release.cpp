#include "app/connectorctl/change_run.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/site_session.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {

void addRelease(CLI::App& app, Invocation& invocation)
{
    struct ReleaseOptions
    {
        std::string site;
        ChangeRequest request;
    };
    CLI::App* verb = app.add_subcommand("release", "Bring held messages back into their folders");
    const auto options = std::make_shared<ReleaseOptions>();
    options->request.change = MessageChange::Release;
    addSiteOption(*verb, options->site);
    addMessageChoice(*verb, options->request.choice, "All that is held");
    verb->add_option("--note", options->request.note, "What the next person should know")->type_name("TEXT");
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
