#include "app/connectorctl/invocation.h"
#include "app/connectorctl/message_lookup.h"
#include "app/connectorctl/run_output.h"
#include "app/connectorctl/site_session.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace connectorscope {
namespace {

constexpr std::size_t runsOfAPage = 500;
constexpr std::size_t usualRuns = 50;

struct RunsOptions
{
    std::string site;
    std::string run;
    std::string message;
    std::size_t limit = 0; ///< 0: what is usual
    bool unfinished = false;
    bool json = false;
};

class RunsVerb
{
public:
    RunsVerb(const Site& site, const RunsOptions& options, const Style& style, Environment& environment)
        : m_site(site)
        , m_options(options)
        , m_style(style)
        , m_environment(environment)
    {
    }

    ExitStatus run()
    {
        const Result<> printed = print();
        if (m_environment.interrupted())
            return ExitStatus::Interrupted;
        if (printed)
            return m_needsPerson ? ExitStatus::Found : ExitStatus::Well;
        tellError(m_environment, printed.error());
        return m_idIsWrong ? ExitStatus::Usage : ExitStatus::Environment;
    }

private:
    Result<> print()
    {
        auto journal = RunJournal::open(m_site.folders.work, currentActor());
        if (!journal)
            return fail(journal.error());
        m_journal = std::move(*journal);
        if (!m_options.run.empty())
            return printOne();
        if (!m_options.message.empty())
            return printOfMessage();
        if (m_options.unfinished)
            return printAll(m_journal->unfinished(), [](const RunRow&) { return true; });
        return printLatest();
    }

    Result<> idIsWrong(const Error& error)
    {
        m_idIsWrong = error.code == ErrorCode::BadInput || error.code == ErrorCode::NotFound;
        return fail(error);
    }

    Result<> printOne()
    {
        const Result<std::string> id = runIdMeant(*m_journal, m_options.run);
        if (!id)
            return idIsWrong(id.error());
        const Result<RunRow> run = m_journal->run(*id);
        if (!run)
            return fail(run.error());
        const Result<std::vector<StepRow>> steps = m_journal->steps(*id);
        if (!steps)
            return fail(steps.error());
        m_needsPerson = needsPerson(run->state);
        if (m_options.json)
            m_environment.out << runAsJson(m_site, *run, *steps) << '\n';
        else
            m_environment.out << runText(m_site, *run, *steps, m_style, m_environment.terminal.columns);
        return {};
    }

    Result<> printOfMessage()
    {
        const auto reader = JournalReader::open(m_site.folders.work);
        if (!reader)
            return fail(reader.error());
        const Result<std::string> id = messageIdMeant(**reader, m_options.message);
        if (!id)
            return idIsWrong(id.error());
        return printAll(m_journal->runsOfMessage(*id), [this](const RunRow& run) {
            return !m_options.unfinished || !isFinished(run.state);
        });
    }

    template <class Wanted>
    Result<> printAll(const Result<std::vector<RunRow>>& runs, const Wanted& wanted)
    {
        if (!runs)
            return fail(runs.error());
        for (const RunRow& run : *runs)
            if (wanted(run))
                printRow(run);
        return {};
    }

    Result<> printLatest()
    {
        std::size_t left = m_options.limit > 0 ? m_options.limit : m_options.json ? SIZE_MAX : usualRuns;
        std::string last;
        while (left > 0 && m_environment.out && !m_environment.interrupted()) {
            const std::size_t wanted = std::min(left, runsOfAPage);
            const auto page = m_journal->latest(wanted, last);
            if (!page)
                return fail(page.error());
            for (const RunRow& run : *page)
                printRow(run);
            left -= page->size();
            if (page->size() < wanted)
                return {};
            last = page->back().id;
        }
        return m_options.json ? Result<>() : tellOfOlderOnes(last);
    }

    Result<> tellOfOlderOnes(const std::string& last)
    {
        const auto older = m_journal->latest(1, last);
        if (!older)
            return fail(older.error());
        if (!older->empty())
            m_environment.out << m_style.paint(Tone::Muted, "There are older ones: --limit N shows more.")
                              << '\n';
        return {};
    }

    void printRow(const RunRow& run)
    {
        m_needsPerson = m_needsPerson || needsPerson(run.state);
        if (m_options.json) {
            m_environment.out << runAsJson(m_site, run) << '\n';
            return;
        }
        const std::size_t columns = m_environment.terminal.columns;
        if (!m_hasTitle)
            m_environment.out << runLinesTitle(m_style, columns);
        m_hasTitle = true;
        m_environment.out << runLines(m_site, run, m_style, columns);
    }

    const Site& m_site;
    const RunsOptions& m_options;
    const Style& m_style;
    Environment& m_environment;
    std::unique_ptr<RunJournal> m_journal;
    bool m_hasTitle = false;
    bool m_needsPerson = false;
    bool m_idIsWrong = false;
};

} // namespace

void addRuns(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand("runs", "Say what the pipeline did with messages, the latest first");
    const auto options = std::make_shared<RunsOptions>();
    addSiteOption(*verb, options->site);
    CLI::Option* run =
        verb->add_option("RUN", options->run, "One run with its steps; a beginning is enough")->type_name("");
    CLI::Option* message =
        verb->add_option("--message", options->message, "Only the runs of this message, the first one first")
            ->type_name("ID")
            ->excludes(run);
    CLI::Option* unfinished =
        verb->add_flag("--unfinished", options->unfinished, "Only those that are not finished")
            ->excludes(run);
    verb->add_option("--limit", options->limit, "At most so many (default: 50, with --json all)")
        ->type_name("N")
        ->check(CLI::PositiveNumber.description(""))
        ->excludes(run)
        ->excludes(message)
        ->excludes(unfinished);
    verb->add_flag("--json", options->json, "Print JSON, one object a line");
    verb->callback([&invocation, options] {
        invocation.run = [&invocation, options](Environment& environment) {
            const auto site = openSite(options->site, environment);
            if (!site)
                return site.error();
            const Style style = invocation.outStyle(environment);
            return RunsVerb(*site, *options, style, environment).run();
        };
    });
}

} // namespace connectorscope
