#include "core/index/retention.h"

#include "core/index/journal_queries.h"
#include "core/index/meta_values.h"

#include <utility>
#include <vector>

namespace connectorscope {

namespace {

/// That one step looks at.
constexpr std::int64_t messagesLookedAt = 250;
constexpr std::int64_t rowsLookedAt = 2000;

constexpr const char* lastRoundKey = "retention_ended";

/// Rows are numbered in the order in which they were written, so the first one that is not old ends a walk;
/// those before it that are as new are found by a later round. A clock that was wrong for a while has left
/// times to come, which end nothing.
bool endsWalk(UtcTime at, const RetentionTerms& terms)
{
    return at >= terms.before && at <= terms.now;
}

} // namespace

Retention::Retention(Database& journal, const Names& names, std::filesystem::path vault)
    : m_journal(journal)
    , m_names(names)
    , m_vault(std::move(vault))
{
}

bool Retention::step(const RetentionTerms& terms, JournalChanges& changes)
{
    m_rows = rowsOfAStep;
    switch (m_phase) {
    case Phase::Messages:
        if (forgetMessages(terms, changes))
            m_phase = Phase::LooseEvents;
        return true;
    case Phase::LooseEvents:
        if (forgetLooseEvents(terms))
            m_phase = Phase::RunFiles;
        return true;
    case Phase::RunFiles:
        if (forgetRunFiles(terms))
            m_phase = Phase::Actions;
        return true;
    case Phase::Actions:
        if (forgetActions(terms))
            m_phase = Phase::Looks;
        return true;
    case Phase::Looks:
        if (!forgetLooks(terms))
            return true;
        break;
    }
    restart();
    return false;
}

void Retention::restart()
{
    m_phase = Phase::Messages;
    m_message = 0;
    m_event = 0;
    m_action = 0;
    m_runFileFolder = 0;
    m_runFileName.clear();
}

bool Retention::forgetMessages(const RetentionTerms& terms, JournalChanges& changes)
{
    struct Candidate
    {
        std::int64_t number;
        std::string id;
        UtcTime firstSeen;
    };
    std::vector<Candidate> candidates;
    {
        Query query = m_journal.query(
            "SELECT number, id, first_seen FROM message WHERE number > ? ORDER BY number LIMIT ?");
        query.bind(m_message).bind(messagesLookedAt);
        while (query.step())
            candidates.push_back({query.number(0), query.text(1), timeOf(query.number(2))});
    }
    m_members.clear();
    for (const ConditionState& condition : conditionsIn(m_journal, m_names))
        m_members.insert(condition.members.begin(), condition.members.end());
    for (const Candidate& candidate : candidates) {
        if (endsWalk(candidate.firstSeen, terms))
            return true;
        if (!isNeeded(candidate.number, candidate.id, terms) && !forgetMessage(candidate.number, changes))
            return false;
        m_message = candidate.number;
    }
    return candidates.size() < static_cast<std::size_t>(messagesLookedAt);
}

/// What happened to files that never were a message, or to the site.
bool Retention::forgetLooseEvents(const RetentionTerms& terms)
{
    std::vector<std::int64_t> old;
    std::int64_t looked = 0;
    bool ends = false;
    {
        Query query = m_journal.query(
            "SELECT e.number, e.at, e.message IS NULL AND NOT EXISTS(SELECT 1 FROM file f WHERE f.number = "
            "e.file) FROM event e WHERE e.number > ? ORDER BY e.number LIMIT ?");
        query.bind(m_event).bind(rowsLookedAt);
        while (std::cmp_less(old.size(), m_rows) && query.step()) {
            const UtcTime at = timeOf(query.number(1));
            ends = endsWalk(at, terms);
            if (ends)
                break;
            ++looked;
            m_event = query.number(0);
            if (query.number(2) != 0 && at < terms.before)
                old.push_back(m_event);
        }
    }
    for (const std::int64_t number : old)
        m_journal.query("DELETE FROM event WHERE number = ?").bind(number).execute();
    return ends || (looked < rowsLookedAt && std::cmp_less(old.size(), m_rows));
}

/// Names that a run gave to files, when the run is no more.
bool Retention::forgetRunFiles(const RetentionTerms& terms)
{
    std::vector<std::pair<std::int64_t, std::string>> old;
    std::int64_t looked = 0;
    {
        Query query = m_journal.query(
            "SELECT f.folder, f.name, f.at < ? AND NOT EXISTS(SELECT 1 FROM run r WHERE r.id = f.run) "
            "FROM run_file f WHERE (f.folder, f.name) > (?, ?) ORDER BY f.folder, f.name LIMIT ?");
        query.bind(stored(terms.before)).bind(m_runFileFolder).bindBytes(m_runFileName).bind(rowsLookedAt);
        std::string name = m_runFileName;
        while (std::cmp_less(old.size(), m_rows) && query.step()) {
            ++looked;
            m_runFileFolder = query.number(0);
            name = query.text(1);
            if (query.number(2) != 0)
                old.emplace_back(m_runFileFolder, name);
        }
        m_runFileName = std::move(name);
    }
    for (const auto& [folder, name] : old) {
        m_journal.query("DELETE FROM run_file WHERE folder = ? AND name = ?")
            .bind(folder)
            .bindBytes(name)
            .execute();
    }
    return looked < rowsLookedAt && std::cmp_less(old.size(), m_rows);
}

bool Retention::forgetActions(const RetentionTerms& terms)
{
    std::vector<std::int64_t> old;
    std::int64_t looked = 0;
    bool ends = false;
    {
        Query query = m_journal.query("SELECT number, asked_at, ended_at < ?1 AND state NOT IN ('waiting', "
                                      "'taken') FROM action WHERE number > ?2 ORDER BY number LIMIT ?3");
        query.bind(stored(terms.before)).bind(m_action).bind(rowsOfAStep);
        while (query.step()) {
            ends = endsWalk(timeOf(query.number(1)), terms);
            if (ends)
                break;
            ++looked;
            m_action = query.number(0);
            if (query.number(2) != 0)
                old.push_back(m_action);
        }
    }
    for (const std::int64_t number : old)
        m_journal.query("DELETE FROM action WHERE number = ?").bind(number).execute();
    return ends || looked < rowsOfAStep;
}

/// When folders were looked at, and how they were.
bool Retention::forgetLooks(const RetentionTerms& terms)
{
    m_rows -= m_journal
                  .query("DELETE FROM watched WHERE (folder, began) IN "
                         "(SELECT folder, began FROM watched WHERE until < ? LIMIT ?)")
                  .bind(stored(terms.before))
                  .bind(m_rows)
                  .execute();
    m_rows -= m_journal
                  .query("DELETE FROM look WHERE (quarter, folder) IN "
                         "(SELECT quarter, folder FROM look WHERE at < ? ORDER BY quarter LIMIT ?)")
                  .bind(stored(terms.before))
                  .bind(m_rows)
                  .execute();
    return m_rows > 0;
}

std::optional<UtcTime> Retention::lastRound()
{
    return metaTime(m_journal, lastRoundKey);
}

void Retention::noteRound(UtcTime at)
{
    setMetaTime(m_journal, lastRoundKey, at);
}

} // namespace connectorscope
