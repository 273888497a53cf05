#include "app/connectorctl/invocation.h"
#include "app/connectorctl/repair_run.h"
#include "app/connectorctl/site_session.h"
#include "core/base/path_text.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

namespace connectorscope {

void addRepair(CLI::App& app, Invocation& invocation)
{
    struct Options
    {
        std::vector<std::string> paths;
        std::string cause;
        std::string output;
        std::string site;
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
    verb->add_flag("--risks", repairs.risks, "Also what is only a risk");
    verb->add_option("--from", repairs.from, "Who sent it, where the message does not tell")
        ->type_name("ADDRESS");
    verb->add_option("--to", repairs.recipient, "Who gets it, where the message does not tell")
        ->type_name("ADDRESS");
    verb->add_option("--postmaster", repairs.postmaster, "Who sends a message that wraps a damaged one")
        ->type_name("ADDRESS");
    verb->add_flag("--yes", repairs.leaveMissing, "Also repairs that leave content missing");
    verb->add_option("--output", options->output, "Write the repaired copy there; nothing is replaced")
        ->type_name("FILE");
    verb->add_option("--site", options->site, "Judge with the limits and the routing of that site")
        ->type_name("FILE");
    verb->add_flag("--json", options->request.json, "Print JSON, one object a file");
    verb->callback([&invocation, options] {
        if (!options->output.empty() && options->paths.size() != 1)
            throw CLI::ValidationError("--output", "it takes the copy of one message");
        invocation.run = [&invocation, options](Environment& environment) {
            RepairRequest& request = options->request;
            for (const std::string& path : options->paths)
                request.paths.push_back(pathFromBytes(path));
            if (!options->cause.empty())
                request.only = findCause(options->cause)->key;
            if (!options->output.empty())
                request.output = pathFromBytes(options->output);
            request.style = invocation.outStyle(environment);
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
