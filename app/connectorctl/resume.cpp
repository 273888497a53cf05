#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/message_lookup.h"
#include "app/connectorctl/receipts.h"
#include "app/connectorctl/run_output.h"
#include "app/connectorctl/site_session.h"
#include "app/connectorctl/site_worker.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {
namespace {

struct ResumeOptions
{
    std::string site;
    std::string run;
    std::string as; ///< "handed-over", "undone"
    bool dryRun = false;
    bool json = false;
};

RunReceipt receiptOfWaiting(const RunRow& run)
{
    RunReceipt receipt;
    receipt.message = run.message;
    receipt.run = run.id;
    receipt.source = run.source;
    receipt.state = run.state;
    receipt.outcome = run.outcome + " A person has to say what became of it: connectorctl resume " + run.id +
                      " --as handed-over, or --as undone.";
    return receipt;
}

class ResumeVerb
{
public:
    ResumeVerb(const Site& site, const ResumeOptions& options, const Style& style, Environment& environment)
        : m_site(site)
        , m_options(options)
        , m_style(style)
        , m_environment(environment)
        , m_interrupt(environment)
        , m_receipts(site, environment, style, options.json)
    {
    }

    ExitStatus run()
    {
        const Result<> done = m_options.dryRun ? list() : m_options.run.empty() ? resumeAll() : decide();
        if (m_environment.interrupted())
            return ExitStatus::Interrupted;
        if (done)
            return m_receipts.status();
        tellError(m_environment, done.error());
        return m_idIsWrong ? ExitStatus::Usage : ExitStatus::Environment;
    }

private:
    Result<> openJournal()
    {
        auto journal = RunJournal::open(m_site.folders.work, currentActor());
        if (!journal)
            return fail(journal.error());
        m_journal = std::move(*journal);
        if (m_options.run.empty())
            return {};
        const Result<std::string> id = runIdMeant(*m_journal, m_options.run);
        if (!id) {
            m_idIsWrong = id.error().code == ErrorCode::BadInput || id.error().code == ErrorCode::NotFound;
            return fail(id.error());
        }
        m_run = *id;
        return {};
    }

    /// What resuming would look at.
    Result<> list()
    {
        if (Result<> opened = openJournal(); !opened)
            return opened;
        const auto runs = m_journal->unfinished();
        if (!runs)
            return fail(runs.error());
        if (runs->empty())
            m_environment.err << "There is nothing to resume.\n";
        for (const RunRow& run : *runs) {
            if (!m_run.empty() && run.id != m_run)
                continue;
            if (m_options.json)
                m_environment.out << runAsJson(m_site, run) << '\n';
            else
                m_environment.out << runLines(m_site, run, m_style, m_environment.terminal.columns);
        }
        return {};
    }

    Result<> resumeAll()
    {
        if (Result<> opened = openJournal(); !opened)
            return opened;
        PipelineOrder order;
        order.kind = OrderKind::Resume;
        if (Result<> resumed = getDone(m_site, order); !resumed)
            return resumed;
        const auto runs = m_journal->unfinished();
        if (!runs)
            return fail(runs.error());
        for (const RunRow& run : *runs)
            if (run.state != RunState::Stalled && needsPerson(run.state))
                print(receiptOfWaiting(run));
        if (!m_hasPrinted)
            m_environment.err << "There is nothing to resume.\n";
        return {};
    }

    Result<> decide()
    {
        if (Result<> opened = openJournal(); !opened)
            return opened;
        PipelineOrder order;
        order.kind = OrderKind::Decide;
        order.runs = {m_run};
        if (m_options.as == "handed-over")
            order.decision = OutcomeDecision::HandedOver;
        return getDone(m_site, order);
    }

    Result<> getDone(const Site& site, const PipelineOrder& order)
    {
        return ::connectorscope::getDone(site, order, m_environment, "connectorctl resume",
                                         m_interrupt.token(),
                                         [this](const RunReceipt& receipt) { print(receipt); });
    }

    void print(const RunReceipt& receipt)
    {
        m_hasPrinted = true;
        m_receipts.print(receipt);
    }

    const Site& m_site;
    const ResumeOptions& m_options;
    const Style& m_style;
    Environment& m_environment;
    const InterruptWatch m_interrupt;
    Receipts m_receipts;
    std::unique_ptr<RunJournal> m_journal;
    std::string m_run;
    bool m_idIsWrong = false;
    bool m_hasPrinted = false;
};

} // namespace

void addResume(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand(
        "resume", "Bring to an end what an earlier program left, or say what became of a run");
    const auto options = std::make_shared<ResumeOptions>();
    addSiteOption(*verb, options->site);
    CLI::Option* run =
        verb->add_option("RUN", options->run, "A run of which nobody else can know; a beginning is enough")
            ->type_name("");
    CLI::Option* as = verb->add_option("--as", options->as, "What became of it")
                          ->type_name("handed-over|undone")
                          ->check(CLI::IsMember({"handed-over", "undone"}).description(""))
                          ->needs(run);
    verb->add_flag("--dry-run", options->dryRun, "Say which runs are not finished, and change nothing");
    verb->add_flag("--json", options->json, "Print JSON, one object a line");
    verb->callback([&invocation, options, as] {
        if (!options->run.empty() && as->empty() && !options->dryRun)
            throw CLI::ValidationError("RUN", "--as has to say what became of it");
        invocation.run = [&invocation, options](Environment& environment) {
            const auto site = openSite(options->site, environment);
            if (!site)
                return site.error();
            const Style style = invocation.outStyle(environment);
            return ResumeVerb(*site, *options, style, environment).run();
        };
    });
}

} // namespace connectorscope
