#include "core/index/run_journal.h"

#include "core/index/journal_connection.h"
#include "core/index/retention_clock.h"
#include "core/index/run_files.h"
#include "core/index/run_rows.h"
#include "core/index/stored_values.h"

namespace connectorscope {

namespace {

std::vector<RunRow> readRuns(Query& query, const Names& names)
{
    std::vector<RunRow> runs;
    while (query.step())
        runs.push_back(readRun(query, names));
    return runs;
}

Query runQuery(Database& journal, const char* rest)
{
    return journal.query(std::string("SELECT ") + runColumns + runTables + rest);
}

} // namespace

Result<RunRow> RunJournal::run(const std::string& id)
{
    return m_journal->database->run([&]() -> Result<RunRow> {
        Query query = runQuery(*m_journal->database, "WHERE r.id = ?");
        query.bind(id);
        if (!query.step())
            return fail(ErrorCode::NotFound, "there is no run '" + id + "'");
        return readRun(query, m_journal->names);
    });
}

Result<std::vector<StepRow>> RunJournal::steps(const std::string& id)
{
    return m_journal->database->run([&] {
        Query query = m_journal->database->query(
            std::string("SELECT ") + stepColumns +
            " FROM run r JOIN step s ON s.run = r.number JOIN actor a ON a.number = s.actor "
            "WHERE r.id = ? ORDER BY s.number");
        query.bind(id);
        std::vector<StepRow> rows;
        while (query.step()) {
            if (auto row = readStep(query))
                rows.push_back(std::move(*row));
        }
        return rows;
    });
}

Result<std::vector<RunFile>> RunJournal::files(const std::string& id)
{
    return m_journal->database->run([&] { return filesOfRun(*m_journal->database, m_journal->names, id); });
}

Result<std::vector<RunRow>> RunJournal::unfinished()
{
    return m_journal->database->run([&] {
        Query query = runQuery(*m_journal->database, "WHERE r.ended IS NULL ORDER BY r.number");
        return readRuns(query, m_journal->names);
    });
}

Result<std::vector<RunRow>> RunJournal::deletionsBeingUndone()
{
    return m_journal->database->run([&] {
        Query query = runQuery(*m_journal->database,
                               "WHERE r.state = ? AND (SELECT s.phase FROM step s WHERE s.run = r.number "
                               "AND s.step = ? ORDER BY s.number DESC LIMIT 1) IN (?, ?) ORDER BY r.number");
        query.bind(toString(RunState::Deleted))
            .bind(toString(RunStep::Undo))
            .bind(toString(StepPhase::Begun))
            .bind(toString(StepPhase::Exposing));
        return readRuns(query, m_journal->names);
    });
}

Result<std::vector<RunRow>> RunJournal::latest(std::size_t limit, const std::string& olderThan)
{
    return m_journal->database->run([&] {
        Query query = runQuery(*m_journal->database,
                               "WHERE ?1 = '' OR r.number < (SELECT number FROM run WHERE id = ?1) "
                               "ORDER BY r.number DESC LIMIT ?2");
        query.bind(olderThan).bind(static_cast<std::int64_t>(limit));
        return readRuns(query, m_journal->names);
    });
}

Result<std::vector<std::string>> RunJournal::idsThatBegin(std::string_view prefix, std::size_t limit)
{
    return m_journal->database->run([&] {
        // No id holds a character above this one.
        Query query =
            m_journal->database->query("SELECT id FROM run WHERE id >= ? AND id < ? ORDER BY id LIMIT ?");
        query.bind(prefix).bind(std::string(prefix) + '\x7F').bind(static_cast<std::int64_t>(limit));
        std::vector<std::string> ids;
        while (query.step())
            ids.push_back(query.text(0));
        return ids;
    });
}

Result<std::vector<RunRow>> RunJournal::runsOfMessage(const std::string& message)
{
    return m_journal->database->run([&] {
        Query query = runQuery(*m_journal->database, "WHERE m.id = ? ORDER BY r.number");
        query.bind(message);
        return readRuns(query, m_journal->names);
    });
}

Result<std::vector<RunRow>> RunJournal::runsOfAction(std::int64_t action)
{
    return m_journal->database->run([&] {
        Query query = runQuery(*m_journal->database, "WHERE r.action = ? ORDER BY r.number");
        query.bind(action);
        return readRuns(query, m_journal->names);
    });
}

Result<std::optional<RunRow>> RunJournal::handedOverWithin(const std::string& message,
                                                           std::chrono::nanoseconds retention, UtcTime now)
{
    return m_journal->database->run([&] {
        const auto bounded = boundedTime(*m_journal->database, now);
        const UtcTime since = bounded ? *bounded - retention : UtcTime::min();
        Query query =
            runQuery(*m_journal->database,
                     "JOIN message own ON own.likeness = m.likeness AND own.body = m.body "
                     "AND own.sender = m.sender AND own.subject IS m.subject "
                     "WHERE own.id = ? AND r.state = ? AND max(r.ended, ifnull(r.kept_from, r.ended)) >= ? "
                     "ORDER BY r.number DESC LIMIT 1");
        query.bind(message).bind(toString(RunState::HandedOver)).bind(stored(since));
        return query.step() ? std::optional(readRun(query, m_journal->names)) : std::nullopt;
    });
}

Result<std::optional<RunRow>> RunJournal::sameContentUnderWay(const std::string& message)
{
    return m_journal->database->run([&] {
        Query query = runQuery(
            *m_journal->database,
            "JOIN message own ON own.likeness = m.likeness AND own.body = m.body "
            "AND own.sender = m.sender AND own.subject IS m.subject "
            "WHERE own.id = ? AND m.id != own.id AND r.ended IS NULL AND r.kind != 'delete' LIMIT 1");
        query.bind(message);
        return query.step() ? std::optional(readRun(query, m_journal->names)) : std::nullopt;
    });
}

Result<bool> RunJournal::hasComeThrough(const std::string& kind)
{
    return m_journal->database->run([&] {
        Query query =
            m_journal->database->query("SELECT 1 FROM run WHERE kind = ? AND state IN (?, ?, ?) LIMIT 1");
        query.bind(kind)
            .bind(toString(RunState::HandedOver))
            .bind(toString(RunState::Ineffective))
            .bind(toString(RunState::BadMailed));
        return query.step();
    });
}

Result<std::vector<Attempt>> RunJournal::attempts(const std::string& message)
{
    return m_journal->database->run([&] {
        Query query = m_journal->database->query(
            "SELECT t.attempt, t.at, t.run, t.result, t.next_at FROM message m "
            "JOIN attempt t ON t.message = m.number WHERE m.id = ? ORDER BY t.attempt");
        query.bind(message);
        std::vector<Attempt> attempts;
        while (query.step()) {
            attempts.push_back({static_cast<int>(query.number(0)), timeOf(query.number(1)), query.text(2),
                                runStateFrom(query.view(3)), optionalTime(query, 4)});
        }
        return attempts;
    });
}

Result<std::vector<std::string>> RunJournal::dueRetries(UtcTime now, std::size_t limit)
{
    return m_journal->database->run([&] {
        Query query = m_journal->database->query(
            "SELECT m.id FROM attempt t JOIN message m ON m.number = t.message "
            // An attempt of the future was told by a clock that was wrong.
            "WHERE t.next_at IS NOT NULL AND (t.next_at <= ?1 OR t.at > ?1) "
            "AND t.attempt = (SELECT max(attempt) FROM attempt WHERE message = t.message) "
            "AND NOT EXISTS(SELECT 1 FROM hold WHERE message = t.message) "
            "AND NOT EXISTS(SELECT 1 FROM run WHERE message = t.message AND ended IS NULL) "
            "ORDER BY t.next_at, t.message LIMIT ?2");
        query.bind(stored(now)).bind(static_cast<std::int64_t>(limit));
        std::vector<std::string> messages;
        while (query.step())
            messages.push_back(query.text(0));
        return messages;
    });
}

} // namespace connectorscope
