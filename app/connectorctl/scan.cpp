#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/scan_pass.h"
#include "app/connectorctl/site_session.h"
#include "app/connectorctl/site_state.h"
#include "app/connectorctl/stuck_summary.h"
#include "core/base/escape.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {
namespace {

struct ScanOptions
{
    std::string site;
    bool json = false;
};

void printJson(const SiteState& state, std::ostream& out)
{
    for (const FolderFigures& folder : state.folders)
        out << folderAsJson(folder, state.now) << '\n';
    for (const ConditionState& condition : state.conditions)
        out << conditionAsJson(condition) << '\n';
}

void printText(const Site& site, const SiteState& state, const StuckSummary& stuck, const WatchPass& pass,
               const Style& style, const Environment& environment)
{
    std::ostream& out = environment.out;
    const std::size_t columns = environment.terminal.columns;
    out << style.paint(Tone::Strong, escapeControls(site.name) + ": " + stuckSentence(stuck, state.now))
        << "\n\n"
        << foldersText(state, style, columns);
    if (!state.conditions.empty())
        out << '\n' << conditionsText(state, style, columns);
    out << '\n' << counted(pass.judged, "message was", "messages were") << " judged";
    if (pass.waiting > 0)
        out << ", " << pass.waiting << " still to be: not settled, or not readable";
    out << ".\n";
    if (stuck.count > 0)
        out << "What is stuck, and why: connectorctl list\n";
}

ExitStatus scan(const ScanOptions& options, const Style& style, Environment& environment)
{
    const auto site = openSite(options.site, environment);
    if (!site)
        return site.error();
    const Result<std::unique_ptr<SiteWatch>> watch =
        SiteWatch::begin(*site, environment.files, environment.clock, "connectorctl scan");
    if (!watch) {
        tellError(environment, watch.error());
        return ExitStatus::Environment;
    }
    const InterruptWatch interrupt(environment);
    const Result<WatchPass> pass = scanSite(*site, environment, **watch, interrupt.token());
    if (environment.interrupted())
        return ExitStatus::Interrupted;
    if (!pass) {
        tellError(environment, pass.error());
        return ExitStatus::Environment;
    }
    closeDays(*site, environment, interrupt.token());
    const Result<std::unique_ptr<IndexReader>> index = IndexReader::open(site->folders.work);
    const Result<std::unique_ptr<JournalReader>> journal = JournalReader::open(site->folders.work);
    if (!index || !journal) {
        tellError(environment, !index ? index.error() : journal.error());
        return ExitStatus::Environment;
    }
    const UtcTime now = environment.clock.now();
    const Result<SiteState> state = readSiteState(*site, **index, **journal, now, interrupt.token());
    MessageFilter filter;
    filter.stuck = stuckLimits(*site, now);
    const Result<StuckSummary> stuck = summariseStuck(**index, filter, interrupt.token());
    if (!state || !stuck) {
        tellError(environment, !state ? state.error() : stuck.error());
        return environment.interrupted() ? ExitStatus::Interrupted : ExitStatus::Environment;
    }
    if (options.json)
        printJson(*state, environment.out);
    else
        printText(*site, *state, *stuck, *pass, style, environment);
    return pass->complete ? exitStatusOf(*state) : ExitStatus::Environment;
}

} // namespace

void addScan(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand("scan", "Look at a site's folders once, and judge what is new");
    const auto options = std::make_shared<ScanOptions>();
    addSiteOption(*verb, options->site);
    verb->add_flag("--json", options->json,
                   "Print JSON, one object a line: the folders, then the conditions");
    verb->callback([&invocation, options] {
        invocation.run = [&invocation, options](Environment& environment) {
            return scan(*options, invocation.outStyle(environment), environment);
        };
    });
}

} // namespace connectorscope
