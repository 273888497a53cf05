#include "app/connectorctl/invocation.h"
#include "app/connectorctl/show_run.h"
#include "app/connectorctl/site_session.h"
#include "core/base/path_text.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {

void addShow(CLI::App& app, Invocation& invocation)
{
    struct Options
    {
        std::string site;
        std::string save;
        bool raw = false;
        bool headers = false;
        bool parts = false;
        ShowRequest request;
    };
    CLI::App* verb = app.add_subcommand("show", "Show everything about one message, and what happened to it");
    const auto options = std::make_shared<Options>();
    addSiteOption(*verb, options->site);
    verb->add_option("ID", options->request.id, "The message, as 'list' names it; a beginning is enough")
        ->required()
        ->type_name("");
    CLI::Option* raw = verb->add_flag("--raw", options->raw, "Print its bytes, unchanged");
    CLI::Option* headers = verb->add_flag("--headers", options->headers, "Print the bytes of its header");
    CLI::Option* parts = verb->add_flag("--parts", options->parts, "List its MIME parts");
    CLI::Option* save =
        verb->add_option("--save", options->save, "Write its bytes there; nothing is replaced")
            ->type_name("FILE");
    raw->excludes(headers)->excludes(parts)->excludes(save);
    headers->excludes(parts)->excludes(save);
    parts->excludes(save);
    verb->add_flag("--json", options->request.json, "Print JSON; with --parts one object a line");
    verb->callback([&invocation, options] {
        if (options->request.json && (options->raw || options->headers))
            throw CLI::ValidationError("--json", "the bytes of a message are no JSON");
        invocation.run = [&invocation, options](Environment& environment) {
            ShowRequest& request = options->request;
            request.what = options->raw             ? ShowWhat::Raw
                           : options->headers       ? ShowWhat::Headers
                           : options->parts         ? ShowWhat::Parts
                           : !options->save.empty() ? ShowWhat::Save
                                                    : ShowWhat::Everything;
            request.saveTo = pathFromBytes(options->save);
            request.style = invocation.outStyle(environment);
            const auto site = openSite(options->site, environment);
            return site ? show(*site, request, environment) : site.error();
        };
    });
}

} // namespace connectorscope
