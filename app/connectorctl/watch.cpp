#include "app/connectorctl/invocation.h"
#include "app/connectorctl/site_session.h"
#include "app/connectorctl/watch_run.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {

void addWatch(CLI::App& app, Invocation& invocation)
{
    struct Options
    {
        std::string site;
        WatchRequest request;
    };
    CLI::App* verb = app.add_subcommand("watch", "Watch a site's folders until you stop it");
    const auto options = std::make_shared<Options>();
    addSiteOption(*verb, options->site);
    verb->add_flag("--json", options->request.json, "Print JSON, one object for each event");
    verb->callback([&invocation, options] {
        invocation.run = [&invocation, options](Environment& environment) {
            WatchRequest& request = options->request;
            request.style = invocation.outStyle(environment);
            request.logLevel = logLevelOf(invocation.logLevel).value_or(LogLevel::Warning);
            const auto site = openSite(options->site, environment);
            return site ? watch(*site, request, environment) : site.error();
        };
    });
}

} // namespace connectorscope
