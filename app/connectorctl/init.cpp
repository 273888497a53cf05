#include "app/connectorctl/init_answers.h"
#include "app/connectorctl/invocation.h"
#include "core/base/clock.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/site/site_file.h"
#include "core/site/site_folders.h"
#include "core/site/site_template.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {
namespace {

class InitRun
{
public:
    InitRun(Environment& environment, const InitOptions& options)
        : m_environment(environment)
        , m_options(options)
        , m_variables(systemVariables())
    {
    }

    ExitStatus run()
    {
        const Detection found = detect();
        const bool searched = !m_options.server.empty() || !m_options.root.empty();
        for (const Error& problem : found.problems)
            tell(problem.message, problem.hint);
        if (searched && found.candidates.empty())
            tell("no folders of a connector were found there",
                 "Name them with --incoming, --failed and --pickup.");
        const Result<InitAnswers> answers = gatherAnswers(m_environment, m_options, found);
        if (!answers) {
            tell(answers.error().message, answers.error().hint);
            if (m_environment.interrupted())
                return ExitStatus::Interrupted;
            return searched && !found.problems.empty() ? ExitStatus::Environment : ExitStatus::Usage;
        }
        return write(*answers);
    }

private:
    void tell(const std::string& message, const std::string& hint)
    {
        m_environment.err << "connectorctl: " << escapeControls(message) << '.' << (hint.empty() ? "" : " ")
                          << escapeControls(hint) << '\n';
    }

    Detection detect()
    {
        if (!m_options.server.empty())
            return detectOnServer(m_environment.files, m_options.server);
        if (!m_options.root.empty())
            return detectInTree(m_environment.files, pathFromBytes(m_options.root));
        const bool allGiven =
            !m_options.incoming.empty() && !m_options.failed.empty() && !m_options.pickup.empty();
        return allGiven ? Detection() : detectHere(m_environment.files);
    }

    std::filesystem::path fileFor(const Site& site) const
    {
        std::error_code ignored;
        if (!m_options.output.empty())
            return std::filesystem::absolute(pathFromBytes(m_options.output), ignored);
        return usualSiteFile(site.name, m_variables).value_or(std::filesystem::path());
    }

    ExitStatus write(const InitAnswers& answers)
    {
        const std::string text = newSiteText(answers.site, answers.chosen);
        const std::filesystem::path file = fileFor(answers.site);
        const LoadedSite site = parseSite(text, file, m_variables);
        if (!site)
            return refuse(site.error());
        if (file.empty()) {
            tell("no variable of the environment tells the usual place of site files",
                 "Name a file with --output.");
            return ExitStatus::Usage;
        }
        if (const auto there = m_environment.files.info(file); there) {
            tell(quotedPath(file) + " is there already, and nothing was changed",
                 "Edit it, or name another file with --output.");
            return ExitStatus::Usage;
        }
        const std::vector<FolderFinding> findings = checkFolders(m_environment.files, *site);
        bool fatal = false;
        for (const FolderFinding& finding : findings) {
            tell(finding.message, finding.hint);
            fatal = fatal || finding.isFatal();
        }
        if (fatal)
            return ExitStatus::Usage;
        if (const Result<> made = makeFile(file, text); !made) {
            tell(made.error().message, made.error().hint);
            return made.error().code == ErrorCode::BadInput ? ExitStatus::Usage : ExitStatus::Environment;
        }
        if (m_options.json)
            printJson(*site, findings);
        else
            print(*site);
        return ExitStatus::Well;
    }

    /// Nothing stands in a file yet, so there are no lines to name.
    ExitStatus refuse(const SiteErrors& errors)
    {
        for (const SiteError& error : errors)
            tell(error.key + ": " + error.message,
                 error.allowed.empty() ? "" : "Allowed: " + error.allowed + ".");
        return ExitStatus::Usage;
    }

    Result<> makeFile(const std::filesystem::path& file, const std::string& text)
    {
        if (auto made = makeFolders(file.parent_path()); !made)
            return made;
        const std::unique_ptr<Clock> clock = systemClock();
        return publish(m_environment.files, *clock, file, text);
    }

    Result<> makeFolders(const std::filesystem::path& folder)
    {
        std::vector<std::filesystem::path> missing;
        for (auto path = folder; path.has_relative_path(); path = path.parent_path()) {
            if (m_environment.files.info(path))
                break;
            missing.push_back(path);
        }
        for (auto path = missing.rbegin(); path != missing.rend(); ++path)
            if (auto made = m_environment.files.makeFolder(*path);
                !made && made.error().code != ErrorCode::AlreadyExists)
                return made;
        return {};
    }

    void print(const Site& site)
    {
        std::ostream& out = m_environment.out;
        const auto line = [&](const char* title, const std::filesystem::path& path) {
            if (!path.empty())
                out << "  " << title << escapeControls(displayText(path)) << '\n';
        };
        out << "Wrote the site file of " << site.name << " (" << toString(site.profile) << "):\n";
        line("file      ", site.file);
        line("incoming  ", site.folders.incoming);
        line("failed    ", site.folders.failed);
        line("pickup    ", site.folders.pickup);
        line("badmail   ", site.folders.badmail);
        line("work      ", site.folders.work);
        out << "\nEach key is explained in it. Next, see what is stuck:\n  connectorctl diagnose "
            << quotedPath(site.folders.failed) << '\n';
    }

    void printJson(const Site& site, const std::vector<FolderFinding>& findings)
    {
        nlohmann::ordered_json json;
        json["schema"] = jsonSchema;
        json["site_file"] = displayText(site.file);
        json["name"] = site.name;
        json["profile"] = toString(site.profile);
        json["incoming"] = displayText(site.folders.incoming);
        json["failed"] = displayText(site.folders.failed);
        json["pickup"] = displayText(site.folders.pickup);
        json["badmail"] = textOrNull(displayText(site.folders.badmail));
        json["work"] = displayText(site.folders.work);
        json["warnings"] = nlohmann::ordered_json::array();
        for (const FolderFinding& finding : findings)
            json["warnings"].push_back(finding.message);
        m_environment.out << asLine(json) << '\n';
    }

    Environment& m_environment;
    const InitOptions& m_options;
    Variables m_variables;
};

} // namespace

void addInit(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand("init", "Write the site file of a connector");
    const auto options = std::make_shared<InitOptions>();
    verb->add_option("--name", options->name, "The name of the site")->type_name("NAME");
    verb->add_option("--profile", options->profile, "Which connector it is")
        ->type_name("sbs2003|iis-smtp|generic")
        ->check(CLI::IsMember({"sbs2003", "iis-smtp", "generic"}).description(""));
    verb->add_option("--incoming", options->incoming, "The folder Incoming Mail")->type_name("DIR");
    verb->add_option("--failed", options->failed, "The folder Failed Mail")->type_name("DIR");
    verb->add_option("--pickup", options->pickup, "The folder PickUp")->type_name("DIR");
    verb->add_option("--badmail", options->badmail, "The folder BadMail")->type_name("DIR");
    verb->add_option("--work", options->work, "Where databases, vault and log shall be")->type_name("DIR");
    verb->add_option("--local-domain", options->localDomains,
                     "A domain that is delivered here; may be repeated")
        ->type_name("DOMAIN")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb->add_option("--undeliverable", options->undeliverable, "Who gets mail whose recipient is not known")
        ->type_name("ADDRESS");
    verb->add_option("--transfer", options->transfer, "Who takes mail from Incoming Mail to PickUp")
        ->type_name("external|builtin")
        ->check(CLI::IsMember({"external", "builtin"}).description(""));
    CLI::Option* server =
        verb->add_option("--server", options->server, "Look for the folders on the shares of that server");
    server->type_name("NAME");
    verb->add_option("--root", options->root, "Look for the folders in a mounted or copied drive")
        ->type_name("DIR")
        ->excludes(server);
    verb->add_option("--output", options->output, "The file to write; default: the system's usual place")
        ->type_name("FILE");
    verb->add_flag("--json", options->json, "Print JSON");
    verb->callback([&invocation, options] {
        invocation.run = [options](Environment& environment) { return InitRun(environment, *options).run(); };
    });
}

} // namespace connectorscope
