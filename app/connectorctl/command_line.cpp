#include "app/connectorctl/command_line.h"

#include "core/base/escape.h"
#include "core/base/log.h"
#include "core/base/suggestions.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>

#ifndef CONNECTORSCOPE_VERSION
#error "the build defines CONNECTORSCOPE_VERSION"
#endif

namespace connectorscope {
namespace {

ExitStatus usageError(std::ostream& err, const std::string& message, const std::string& hint)
{
    err << "connectorctl: " << message << ' ' << hint << '\n';
    return ExitStatus::Usage;
}

/// CLI11 tells of an unknown verb as of an argument that it did not expect; people want the nearest verb.
std::string unknownVerbHint(const CLI::App& app, const std::string& word)
{
    std::vector<std::string_view> verbs;
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        verbs.push_back(verb->get_name());
    const std::vector<std::string_view> nearest = nearestNames(word, verbs, 1);
    return nearest.empty() ? "The verbs are " + asChoice(verbs) + "."
                           : "Did you mean " + asChoice(nearest) + "?";
}

ExitStatus explainParseError(const CLI::App& app, const CLI::ParseError& error,
                             const std::vector<std::string>& arguments, std::ostream& err)
{
    const bool choseVerb = !app.get_subcommands().empty();
    const auto word =
        std::find_if(arguments.begin(), arguments.end(), [](const auto& a) { return !a.starts_with('-'); });
    if (!choseVerb && word != arguments.end())
        return usageError(err, "there is no verb '" + escapeControls(*word) + "'.",
                          unknownVerbHint(app, *word));
    if (arguments.empty())
        return usageError(err, "what shall be done?", "'connectorctl --help' lists the verbs.");
    const std::string verb = choseVerb ? app.get_subcommands().front()->get_name() + " " : "";
    std::string message = escapeControls(error.what());
    if (!message.ends_with('.'))
        message += '.';
    return usageError(err, message, "'connectorctl " + verb + "--help' lists what is allowed.");
}

} // namespace

std::unique_ptr<CLI::App> makeCommandLine(Invocation& invocation)
{
    auto app = std::make_unique<CLI::App>(
        "Says why mail is stuck in a POP3 connector's folders, and shows what proves it.", "connectorctl");
    app->require_subcommand(1);
    app->fallthrough();
    app->set_help_flag("-h,--help", "Print this help and exit");
    app->set_version_flag("--version", std::string("connectorctl ") + CONNECTORSCOPE_VERSION,
                          "Print the version and exit");
    app->add_option("--color", invocation.colour, "When to colour; auto: on a terminal without NO_COLOR")
        ->type_name("auto|always|never")
        ->check(CLI::IsMember({"auto", "always", "never"}).description(""));
    app->add_option("--log-level", invocation.logLevel, "What is logged on standard error")
        ->type_name("debug|info|warning|error|off")
        ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}).description(""));
    app->get_formatter()->column_width(30);
    app->get_formatter()->label("SUBCOMMAND", "VERB");
    app->get_formatter()->label("Positionals", "Arguments");
    app->get_formatter()->label("REQUIRED", "(required)");
    app->footer("'connectorctl VERB --help' tells more. Exit status: 0 all well, 1 something is\n"
                "corrupt, blocked, stuck or wrong, 2 usage or site file, 3 something could not be read,\n"
                "130 interrupted.");
    addInit(*app, invocation);
    addDiagnose(*app, invocation);
    addRepair(*app, invocation);
    addScan(*app, invocation);
    addWatch(*app, invocation);
    addList(*app, invocation);
    addShow(*app, invocation);
    addAcknowledge(*app, invocation);
    addRequeue(*app, invocation);
    addUndo(*app, invocation);
    addResume(*app, invocation);
    addHold(*app, invocation);
    addRelease(*app, invocation);
    addDelete(*app, invocation);
    addRuns(*app, invocation);
    addReport(*app, invocation);
    addBackup(*app, invocation);
    addRestore(*app, invocation);
    addDoctor(*app, invocation);
    addCauses(*app, invocation);
    addExplain(*app, invocation);
    addDemo(*app, invocation);
    addCompletion(*app, invocation);
    for (CLI::App* verb : app->get_subcommands([](CLI::App*) { return true; }))
        verb->group("Verbs")->footer(
            "--color and --log-level may follow any verb; see 'connectorctl --help'.");
    return app;
}

ExitStatus runCommandLine(const std::vector<std::string>& arguments, Environment& environment)
{
    try {
        Invocation invocation;
        const std::unique_ptr<CLI::App> app = makeCommandLine(invocation);
        try {
            // CLI11 takes them from the back.
            app->parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
        } catch (const CLI::Success& request) { // --help and --version
            app->exit(request, environment.out, environment.err);
            return ExitStatus::Well;
        } catch (const CLI::ParseError& error) {
            return explainParseError(*app, error, arguments, environment.err);
        }
        LogSettings log;
        log.program = "connectorctl";
        log.terminal = logLevelOf(invocation.logLevel).value_or(LogLevel::Warning);
        if (const Result<> started = startLog(log); !started)
            return usageError(environment.err, started.error().message + ".", started.error().hint);
        return invocation.run(environment);
    } catch (const std::exception& error) {
        environment.err << "connectorctl: " << escapeControls(error.what()) << '\n';
        return ExitStatus::Environment;
    }
}

} // namespace connectorscope
