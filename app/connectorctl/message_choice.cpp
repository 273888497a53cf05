#include "app/connectorctl/message_choice.h"

#include "app/connectorctl/message_lookup.h"
#include "app/connectorctl/scan_pass.h"
#include "app/connectorctl/site_session.h"
#include "app/connectorctl/stuck_summary.h"
#include "core/index/run_journal.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <set>

namespace connectorscope {
namespace {

constexpr std::size_t rowsOfAPage = 500;

ExitStatus statusOfLookup(const Error& error)
{
    return error.code == ErrorCode::BadInput || error.code == ErrorCode::NotFound ? ExitStatus::Usage
                                                                                  : ExitStatus::Environment;
}

class Chooser
{
public:
    Chooser(const Site& site, const MessageChoice& choice, ChoiceOf from, Environment& environment)
        : m_site(site)
        , m_choice(choice)
        , m_from(from)
        , m_environment(environment)
    {
    }

    Result<std::vector<std::string>> named()
    {
        const auto journal = JournalReader::open(m_site.folders.work);
        if (!journal)
            return fail(journal.error());
        for (const std::string& typed : m_choice.typed) {
            const Result<std::string> id = messageIdMeant(**journal, typed);
            if (!id)
                return fail(id.error());
            add(*id);
        }
        return std::move(m_ids);
    }

    Result<std::vector<std::string>> picked(const std::stop_token& stop)
    {
        if (const Result<> excluded = excludeThoseInRuns(); !excluded)
            return fail(excluded.error());
        const auto index = IndexReader::open(m_site.folders.work);
        if (!index)
            return fail(index.error());
        const MessageFilter filter = filterNow();
        const MessageOrder oldestFirst{SortColumn::Since, false};
        std::optional<PageKey> after;
        do {
            Result<MessagePage> page = (*index)->page(filter, oldestFirst, rowsOfAPage, after, stop);
            if (!page)
                return fail(page.error());
            for (const MessageRow& row : page->rows)
                addRow(row);
            after = page->next;
        } while (after);
        if (m_unread > 0)
            m_environment.err << "connectorctl: " << counted(m_unread, "file is", "files are")
                              << " left out that could not be read yet.\n";
        return std::move(m_ids);
    }

private:
    MessageFilter filterNow() const
    {
        const UtcTime now = m_environment.clock.now();
        MessageFilter filter = filterOf(m_choice.selectors, now);
        if (m_from == ChoiceOf::Held) {
            filter.states = {MessageState::Held};
        } else {
            filter.states = {MessageState::Present};
            filter.stuck = stuckLimits(m_site, now);
        }
        return filter;
    }

    Result<> excludeThoseInRuns()
    {
        const auto journal = RunJournal::open(m_site.folders.work, currentActor());
        if (!journal)
            return fail(journal.error());
        const auto runs = (*journal)->unfinished();
        if (!runs)
            return fail(runs.error());
        for (const RunRow& run : *runs)
            m_known.insert(run.message);
        return {};
    }

    void addRow(const MessageRow& row)
    {
        if (row.id.empty())
            ++m_unread;
        else
            add(row.id);
    }

    void add(const std::string& id)
    {
        if (m_known.insert(id).second)
            m_ids.push_back(id);
    }

    const Site& m_site;
    const MessageChoice& m_choice;
    ChoiceOf m_from;
    Environment& m_environment;
    std::vector<std::string> m_ids;
    std::set<std::string> m_known;
    std::uint64_t m_unread = 0;
};

} // namespace

bool MessageChoice::hasSelectors() const
{
    return selectors.all || !selectors.folders.empty() || !selectors.causes.empty() ||
           !selectors.verdicts.empty() || !selectors.search.empty() || !selectors.olderThan.empty();
}

void addMessageChoice(CLI::App& verb, MessageChoice& choice, const std::string& all)
{
    verb.add_option("ID", choice.typed, "Messages, as 'list' names them; beginnings are enough")
        ->type_name("");
    addSelectors(verb, choice.selectors);
    verb.get_option("--all")->description(all);
}

void checkMessageChoice(const MessageChoice& choice)
{
    if (choice.typed.empty() && !choice.hasSelectors())
        throw CLI::ValidationError("ID", "which messages? Name them, or select some; --all is all of them");
    if (!choice.typed.empty() && choice.hasSelectors())
        throw CLI::ValidationError("ID", "either messages are named, or selected");
}

tl::expected<ChosenMessages, ExitStatus> chooseMessages(const Site& site, const MessageChoice& choice,
                                                        ChoiceOf from, std::string_view program,
                                                        Environment& environment, const std::stop_token& stop)
{
    ChosenMessages chosen;
    if (choice.typed.empty()) {
        const SiteNews news = scanUnlessWatched(site, environment, program, stop);
        if (environment.interrupted())
            return tl::unexpected(ExitStatus::Interrupted);
        if (!news.readable)
            return tl::unexpected(ExitStatus::Environment);
        if (news.failed)
            chosen.status = ExitStatus::Environment;
    }
    Chooser chooser(site, choice, from, environment);
    Result<std::vector<std::string>> ids = choice.typed.empty() ? chooser.picked(stop) : chooser.named();
    if (environment.interrupted())
        return tl::unexpected(ExitStatus::Interrupted);
    if (!ids) {
        tellError(environment, ids.error());
        return tl::unexpected(statusOfLookup(ids.error()));
    }
    chosen.ids = std::move(*ids);
    return chosen;
}

ExitStatus endOf(const ChosenMessages& chosen, const Result<ExitStatus>& done, Environment& environment)
{
    if (environment.interrupted())
        return ExitStatus::Interrupted;
    if (!done) {
        tellError(environment, done.error());
        return ExitStatus::Environment;
    }
    return std::max(chosen.status, *done);
}

} // namespace connectorscope
