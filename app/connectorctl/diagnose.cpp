#include "app/connectorctl/diagnose_run.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/site_session.h"
#include "core/base/path_text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <thread>

namespace connectorscope {
namespace {

constexpr unsigned mostJobs = 256;

std::vector<std::filesystem::path> mailFolders(const Site& site)
{
    const SiteFolders& folders = site.folders;
    std::vector<std::filesystem::path> named{folders.incoming, folders.failed, folders.pickup,
                                             folders.badmail};
    std::erase_if(named, [](const std::filesystem::path& folder) { return folder.empty(); });
    return named;
}

} // namespace

void addDiagnose(CLI::App& app, Invocation& invocation)
{
    struct Options
    {
        std::vector<std::string> paths;
        bool json = false;
        bool all = false;
        std::string site;
        unsigned jobs = std::clamp(std::thread::hardware_concurrency(), 1U, mostJobs);
    };
    CLI::App* verb = app.add_subcommand("diagnose", "Judge messages: files, folders, or standard input");
    const auto options = std::make_shared<Options>();
    verb->add_option("PATH", options->paths, "Files, folders with all below them, - for standard input")
        ->type_name("")
        ->check([](const std::string& path) {
            return path.empty() ? std::string("a path is empty") : std::string();
        });
    verb->add_flag("--json", options->json, "Print JSON, one object a line, as the files are judged");
    verb->add_flag("--all", options->all, "List the clean messages, too");
    verb->add_option("--site", options->site,
                     "Judge with the limits and the routing of that site; without PATH, its folders")
        ->type_name("FILE");
    verb->add_option("--jobs", options->jobs, "Files read at once (default: one for each processor)")
        ->type_name("N")
        ->check(CLI::Range(1U, mostJobs).description(""));
    verb->callback([&invocation, options] {
        if (options->paths.empty() && options->site.empty())
            throw CLI::RequiredError("PATH");
        if (std::count(options->paths.begin(), options->paths.end(), "-") > 1)
            throw CLI::ValidationError("-", "standard input can be read only once");
        invocation.run = [&invocation, options](Environment& environment) {
            DiagnoseRequest request;
            for (const std::string& path : options->paths)
                request.paths.push_back(pathFromBytes(path));
            request.json = options->json;
            request.listClean = options->all;
            request.threads = options->jobs;
            request.style = invocation.outStyle(environment);
            std::optional<SiteJudging> site;
            if (!options->site.empty()) {
                const auto loaded = loadRules(options->site, environment);
                if (!loaded)
                    return loaded.error();
                request.site = &site.emplace(*loaded, environment.files);
                if (request.paths.empty())
                    request.paths = mailFolders(*loaded);
            }
            return diagnose(request, environment);
        };
    });
}

} // namespace connectorscope
