#include "app/connectorctl/confirmation.h"
#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/message_lookup.h"
#include "app/connectorctl/progress.h"
#include "app/connectorctl/receipts.h"
#include "app/connectorctl/run_output.h"
#include "app/connectorctl/site_session.h"
#include "app/connectorctl/site_worker.h"
#include "app/connectorctl/stuck_summary.h"
#include "core/base/json_text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace connectorscope {
namespace {

constexpr std::size_t mostRunsShown = 20;

struct UndoOptions
{
    std::string site;
    std::vector<std::string> runs;
    bool dryRun = false;
    bool yes = false;
    bool json = false;
};

std::string forecastOf(const RunRow& run)
{
    if (run.state == RunState::Deleted)
        return "would come back from the vault into its folder";
    if (canBeUndone(run.state))
        return "would be taken back, if its consumer has not taken it by then";
    return "cannot be undone: it is '" + std::string(toString(run.state)) + "'";
}

std::string forecastAsJson(const RunRow& run)
{
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["dry_run"] = true;
    json["run"] = run.id;
    json["message"] = run.message;
    json["state"] = toString(run.state);
    json["passes"] = canBeUndone(run.state);
    json["what"] = forecastOf(run);
    return asLine(json);
}

class UndoVerb
{
public:
    UndoVerb(const Site& site, const UndoOptions& options, const Style& style, Environment& environment)
        : m_site(site)
        , m_options(options)
        , m_style(style)
        , m_environment(environment)
        , m_interrupt(environment)
    {
    }

    ExitStatus run()
    {
        if (const Result<> found = findRuns(); !found) {
            tellError(m_environment, found.error());
            const bool isUsage =
                found.error().code == ErrorCode::NotFound || found.error().code == ErrorCode::BadInput;
            return isUsage ? ExitStatus::Usage : ExitStatus::Environment;
        }
        if (m_options.dryRun)
            return forecast();
        if (m_runs.size() > 1 && !m_options.yes) {
            const std::size_t shown = std::min(m_runs.size(), mostRunsShown);
            for (std::size_t i = 0; i < shown; ++i)
                m_environment.err << m_runs[i].id << " (message " << m_runs[i].message << ") "
                                  << forecastOf(m_runs[i]) << ".\n";
            if (shown < m_runs.size())
                m_environment.err << "and " << m_runs.size() - shown << " more\n";
            if (const auto refused =
                    refusedByPerson(m_environment, "Undo " + std::to_string(m_runs.size()) + " runs"))
                return *refused;
        }
        return undoAll();
    }

private:
    Result<> findRuns()
    {
        const auto journal = RunJournal::open(m_site.folders.work, currentActor());
        if (!journal)
            return fail(journal.error());
        std::set<std::string> known;
        for (const std::string& typed : m_options.runs) {
            const Result<std::string> id = runIdMeant(**journal, typed);
            if (!id)
                return fail(id.error());
            Result<RunRow> run = (*journal)->run(*id);
            if (!run)
                return fail(run.error());
            if (known.insert(*id).second)
                m_runs.push_back(std::move(*run));
        }
        return {};
    }

    ExitStatus forecast()
    {
        bool allPass = true;
        for (const RunRow& run : m_runs) {
            allPass = allPass && canBeUndone(run.state);
            if (m_options.json)
                m_environment.out << forecastAsJson(run) << '\n';
            else
                m_environment.out << m_style.paint(Tone::Strong, run.id) << "  message " << run.message << ' '
                                  << forecastOf(run) << ".\n";
        }
        return allPass ? ExitStatus::Well : ExitStatus::Found;
    }

    ExitStatus undoAll()
    {
        PipelineOrder order;
        order.kind = OrderKind::Undo;
        std::map<std::string, std::string> messages;
        for (const RunRow& run : m_runs) {
            order.runs.push_back(run.id);
            messages.emplace(run.id, run.message);
        }
        Receipts receipts(m_site, m_environment, m_style, m_options.json);
        Progress line(m_environment.err, m_environment.terminal.errIsTerminal, Progress::Clock::now());
        const OnReceipt print = [&](RunReceipt receipt) {
            line.erase();
            // Of one that could not be undone only the run is told.
            if (const auto message = messages.find(receipt.run); message != messages.end())
                receipt.message = message->second;
            receipts.print(receipt, receipt.error || receipt.state == RunState::Undone);
        };
        const OnPipelineProgress progress = [&](const PipelineProgress& done) {
            line.update(done.done, done.total, true, Progress::Clock::now());
        };
        const Result<> done =
            getDone(m_site, order, m_environment, "connectorctl undo", m_interrupt.token(), print, progress);
        line.erase();
        if (!done) {
            tellError(m_environment, done.error());
            return ExitStatus::Environment;
        }
        if (m_environment.interrupted())
            return ExitStatus::Interrupted;
        receipts.printSum();
        return receipts.status();
    }

    const Site& m_site;
    const UndoOptions& m_options;
    const Style& m_style;
    Environment& m_environment;
    const InterruptWatch m_interrupt;
    std::vector<RunRow> m_runs;
};

} // namespace

void addUndo(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand(
        "undo", "Take a message back that its consumer has not taken, or that was deleted");
    const auto options = std::make_shared<UndoOptions>();
    addSiteOption(*verb, options->site);
    verb->add_option("RUN", options->runs, "Runs, as 'runs' names them; beginnings are enough")
        ->required()
        ->type_name("");
    verb->add_flag("--dry-run", options->dryRun, "Say what would be done, and change nothing");
    verb->add_flag("--yes", options->yes, "Do not ask, however many there are");
    verb->add_flag("--json", options->json, "Print JSON, one object a line");
    verb->callback([&invocation, options] {
        invocation.run = [&invocation, options](Environment& environment) {
            const auto site = openSite(options->site, environment);
            if (!site)
                return site.error();
            const Style style = invocation.outStyle(environment);
            return UndoVerb(*site, *options, style, environment).run();
        };
    });
}

} // namespace connectorscope
