#include "app/connectorctl/list_run.h"

#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/message_output.h"
#include "app/connectorctl/scan_pass.h"
#include "app/connectorctl/site_session.h"
#include "app/connectorctl/site_state.h"
#include "app/connectorctl/stuck_summary.h"
#include "app/connectorctl/text_layout.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/time_text.h"

#include <algorithm>
#include <array>
#include <functional>

namespace connectorscope {
namespace {

constexpr std::size_t pageRows = 500;
constexpr std::size_t groupsOnTerminal = 1'000'000;

constexpr std::array bySeverity = {Verdict::Corrupt, Verdict::Blocked, Verdict::Unreadable,
                                   Verdict::AtRisk,  Verdict::Clean,   Verdict::Pending};

class ListRun
{
public:
    ListRun(const Site& site, const ListRequest& request, Environment& environment)
        : m_site(site)
        , m_request(request)
        , m_environment(environment)
        , m_interrupt(environment)
    {
    }

    ExitStatus run()
    {
        const Result<> done = refresh() ? print() : Result<>();
        if (m_environment.interrupted())
            return ExitStatus::Interrupted;
        if (!done) {
            tellError(m_environment, done.error());
            return ExitStatus::Environment;
        }
        return m_failed ? ExitStatus::Environment : exitStatusOf(m_state);
    }

private:
    /// Brings the databases up to date. Where a watcher runs they are; where that fails what is known is
    /// shown all the same, and the exit status tells.
    bool refresh()
    {
        const SiteNews news =
            scanUnlessWatched(m_site, m_environment, "connectorctl list", m_interrupt.token());
        m_watcher = news.watcher;
        m_failed = news.failed;
        if (!news.readable)
            return false;
        if (!m_watcher.empty())
            return true;
        return !m_environment.interrupted();
    }

    Result<> print()
    {
        Result<std::unique_ptr<IndexReader>> index = IndexReader::open(m_site.folders.work);
        if (!index)
            return fail(index.error());
        m_index = std::move(*index);
        Result<std::unique_ptr<JournalReader>> journal = JournalReader::open(m_site.folders.work);
        if (!journal)
            return fail(journal.error());
        m_journal = std::move(*journal);
        m_now = m_environment.clock.now();
        Result<SiteState> state = readSiteState(m_site, *m_index, *m_journal, m_now, m_interrupt.token());
        if (!state)
            return fail(state.error());
        m_state = std::move(*state);
        m_filter = filterOf(m_request.selectors, m_now);
        if (!m_request.everything)
            m_filter.stuck = stuckLimits(m_site, m_now);
        m_filter.states = m_request.states;
        if (m_filter.states.empty())
            m_filter.states = {MessageState::Present};
        if (!m_request.json)
            if (Result<> headed = printHead(); !headed)
                return headed;
        return m_request.group ? printGroups(*m_request.group) : printRows();
    }

    Result<> printHead()
    {
        std::ostream& out = m_environment.out;
        MessageFilter stuck = m_filter;
        stuck.stuck = stuckLimits(m_site, m_now);
        stuck.states = {MessageState::Present};
        const Result<StuckSummary> summary = summariseStuck(*m_index, stuck, m_interrupt.token());
        if (!summary)
            return fail(summary.error());
        out << m_request.style.paint(Tone::Strong,
                                     escapeControls(m_site.name) + ": " + stuckSentence(*summary, m_now))
            << '\n';
        std::string asOf = "As of ";
        asOf += m_state.asOf() ? localText(*m_state.asOf()) : "never: no folder was listed yet";
        if (!m_watcher.empty())
            asOf += ", as " + escapeControls(m_watcher) + " tells";
        out << m_request.style.paint(Tone::Muted, asOf + ".") << '\n';
        for (const FolderFigures& folder : m_state.folders)
            if (!folder.health.reachable()) {
                out << '\n' << foldersText(m_state, m_request.style, m_environment.terminal.columns);
                break;
            }
        if (!m_state.conditions.empty())
            out << '\n' << conditionsText(m_state, m_request.style, m_environment.terminal.columns);
        return {};
    }

    Result<> printGroups(GroupBy group)
    {
        Result<std::vector<GroupCount>> groups =
            m_index->counts(m_filter, group, groupsOnTerminal, m_interrupt.token());
        if (!groups)
            return fail(groups.error());
        if (group == GroupBy::Recipient)
            if (Result<> added = addNobody(*groups); !added)
                return added;
        std::size_t countColumns = 0;
        for (const GroupCount& counted : *groups)
            countColumns = std::max(countColumns, std::to_string(counted.count).size());
        if (!m_request.json && !groups->empty())
            m_environment.out << '\n';
        for (const GroupCount& counted : *groups) {
            if (m_request.json) {
                nlohmann::ordered_json json;
                json["schema"] = jsonSchema;
                json["key"] = textOrNull(counted.key);
                json["messages"] = counted.count;
                m_environment.out << asLine(json) << '\n';
                continue;
            }
            const std::string number = std::to_string(counted.count);
            m_environment.out << std::string(countColumns - number.size(), ' ') << number << "  "
                              << groupWords(group, counted.key) << '\n';
        }
        return {};
    }

    /// Counting recipients passes by the messages that have none.
    Result<> addNobody(std::vector<GroupCount>& groups)
    {
        MessageFilter filter = m_filter;
        filter.without.push_back(Absence::Recipient);
        const Result<std::uint64_t> nobody = m_index->count(filter, m_interrupt.token());
        if (!nobody)
            return fail(nobody.error());
        if (*nobody > 0)
            groups.push_back({{}, *nobody});
        return {};
    }

    std::string groupWords(GroupBy group, const std::string& key) const
    {
        if (group == GroupBy::Cause) {
            const Cause* cause = findCause(key);
            return cause == nullptr
                       ? std::string("(no cause)")
                       : std::string(cause->title) + "  " + m_request.style.paint(Tone::Muted, cause->id);
        }
        if (group == GroupBy::Folder)
            for (const FolderKind kind : watchedFolders)
                if (toString(kind) == key)
                    return std::string(folderWords(kind));
        if (key.empty())
            return group == GroupBy::Recipient ? "(nobody)" : "(none)";
        return escapeControls(key);
    }

    Result<> printRows()
    {
        if (!m_request.json)
            m_title = "\n" + messageLinesTitle(m_request.style, m_environment.terminal.columns);
        if (m_request.sort)
            return printOrdered(m_filter, {*m_request.sort, m_request.descending});
        const std::vector<Verdict> wanted = m_filter.verdicts;
        for (const Verdict verdict : bySeverity) {
            if (!wanted.empty() && std::ranges::find(wanted, verdict) == wanted.end())
                continue;
            MessageFilter filter = m_filter;
            filter.verdicts = {verdict};
            if (Result<> printed = printOrdered(filter, {SortColumn::Since, m_request.descending}); !printed)
                return printed;
        }
        return {};
    }

    Result<> printOrdered(const MessageFilter& filter, const MessageOrder& order)
    {
        std::optional<PageKey> after;
        do {
            Result<MessagePage> page = m_index->page(filter, order, pageRows, after, m_interrupt.token());
            if (!page)
                return fail(page.error());
            for (MessageRow& row : page->rows)
                if (Result<> printed = printRow(std::move(row)); !printed)
                    return printed;
            after = page->next;
        } while (after && m_environment.out);
        return {};
    }

    Result<> printRow(MessageRow row)
    {
        const auto message = listedMessage(m_site, *m_journal, std::move(row), m_now);
        if (!message)
            return fail(message.error());
        if (m_request.json) {
            nlohmann::ordered_json json = messageJson(m_site, *message);
            json["as_of"] = m_state.asOf() ? nlohmann::ordered_json(utcText(*m_state.asOf()))
                                           : nlohmann::ordered_json(nullptr);
            m_environment.out << asLine(json) << '\n';
            return {};
        }
        m_environment.out << m_title
                          << messageLines(*message, m_request.style, m_environment.terminal.columns);
        m_title.clear();
        return {};
    }

    const Site& m_site;
    const ListRequest& m_request;
    Environment& m_environment;
    const InterruptWatch m_interrupt;
    std::unique_ptr<IndexReader> m_index;
    std::unique_ptr<JournalReader> m_journal;
    SiteState m_state;
    MessageFilter m_filter;
    UtcTime m_now;
    std::string m_title;   ///< stands above the first row
    std::string m_watcher; ///< the program that watches; empty: this one has scanned
    bool m_failed = false;
};

} // namespace

ExitStatus list(const Site& site, const ListRequest& request, Environment& environment)
{
    return ListRun(site, request, environment).run();
}

} // namespace connectorscope
