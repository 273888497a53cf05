#include "app/connectorctl/demo_output.h"
#include "app/connectorctl/diagnosis_json.h"
#include "app/connectorctl/invocation.h"
#include "core/base/escape.h"
#include "core/base/path_text.h"
#include "core/demo/demo_history.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {
namespace {

ExitStatus makeDemo(const std::string& folder, bool json, const Style& style, Environment& environment)
{
    const Result<DemoSite> site =
        makeDemoSite(environment.files, environment.clock, pathFromBytes(folder), writeDemoHistory);
    if (!site) {
        environment.err << "connectorctl: " << escapeControls(errorSentence(site.error())) << std::endl;
        // A folder that is in use is a matter of the command line, all else one of the disk.
        return site.error().code == ErrorCode::AlreadyExists ? ExitStatus::Usage : ExitStatus::Environment;
    }
    environment.out << (json ? demoSiteAsJson(*site) + "\n" : demoSiteText(*site, style));
    return ExitStatus::Well;
}

} // namespace

void addDemo(CLI::App& app, Invocation& invocation)
{
    struct Options
    {
        std::string folder;
        bool json = false;
    };
    CLI::App* verb = app.add_subcommand("demo", "Make a demonstration site: folders with mail that is stuck");
    const auto options = std::make_shared<Options>();
    verb->add_option("DIR", options->folder, "A folder that does not exist yet, or an empty one")
        ->required()
        ->type_name("")
        ->check([](const std::string& path) {
            return path.empty() ? std::string("a path is empty") : std::string();
        });
    verb->add_flag("--json", options->json, "Print what was made as a JSON object");
    verb->callback([&invocation, options] {
        invocation.run = [&invocation, options](Environment& environment) {
            return makeDemo(options->folder, options->json, invocation.outStyle(environment), environment);
        };
    });
}

} // namespace connectorscope
