#include "core/index/journal_reader.h"

#include "core/index/journal_connection.h"
#include "core/index/journal_opening.h"
#include "core/index/journal_queries.h"
#include "core/index/names.h"
#include "core/index/run_rows.h"
#include "core/index/stored_values.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr std::size_t noteLimit = 2000;

HistoryEntry readEntry(const Query& query, const Names& names)
{
    HistoryEntry entry;
    entry.at = timeOf(query.number(0));
    entry.kind = names.text(query.number(1));
    entry.place = {names.folder(query.number(2)), query.text(3)};
    if (!query.isNull(5))
        entry.from = Place{names.folder(query.number(4)), query.text(5)};
    entry.cause = names.cause(query.number(6));
    entry.run = query.text(7);
    entry.detail = query.text(8);
    entry.actor = {query.text(9), query.text(10)};
    return entry;
}

} // namespace

struct JournalReader::State
{
    explicit State(std::unique_ptr<Database> opened)
        : database(std::move(opened))
        , names(*database)
    {
    }

    std::unique_ptr<Database> database;
    Names names;
};

JournalReader::JournalReader(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

JournalReader::~JournalReader() = default;

Result<std::unique_ptr<JournalReader>> JournalReader::open(const std::filesystem::path& workFolder)
{
    auto opened = openJournal<State>(workFolder);
    if (!opened)
        return fail(std::move(opened.error()));
    return std::unique_ptr<JournalReader>(new JournalReader(std::move(*opened)));
}

Result<std::vector<std::string>> JournalReader::idsThatBegin(std::string_view prefix, std::size_t limit)
{
    Database& database = *m_state->database;
    return database.run([&] {
        std::vector<std::string> ids;
        // No id holds a character above this one.
        Query query = database.query("SELECT id FROM message WHERE id >= ? AND id < ? ORDER BY id LIMIT ?");
        query.bind(prefix).bind(std::string(prefix) + '\x7F').bind(static_cast<std::int64_t>(limit));
        while (query.step())
            ids.push_back(query.text(0));
        return ids;
    });
}

Result<std::vector<HistoryEntry>> JournalReader::history(const std::string& id, std::size_t limit)
{
    Database& database = *m_state->database;
    return database.run([&] {
        // A file's events before it was read name no message; its number tells whose they were.
        Query query = database.query(
            "WITH own AS (SELECT e.number, e.file FROM event e JOIN message m ON m.number = e.message "
            "WHERE m.id = ?), "
            "firsts AS (SELECT file, min(number) AS first FROM own WHERE file IS NOT NULL GROUP BY file), "
            "wanted AS (SELECT number FROM own UNION SELECT e.number FROM firsts CROSS JOIN event e "
            "ON e.file = firsts.file WHERE e.message IS NULL AND e.number < firsts.first) "
            "SELECT e.at, e.kind, e.folder, e.name, e.from_folder, e.from_name, e.cause, e.run, e.detail, "
            "a.account, a.machine FROM wanted w CROSS JOIN event e ON e.number = w.number "
            "JOIN actor a ON a.number = e.actor ORDER BY e.number DESC LIMIT ?");
        query.bind(id).bind(static_cast<std::int64_t>(limit));
        std::vector<HistoryEntry> entries;
        while (query.step())
            entries.push_back(readEntry(query, m_state->names));
        std::ranges::reverse(entries);
        return entries;
    });
}

Result<std::optional<Acknowledgement>> JournalReader::acknowledgement(const std::string& id)
{
    Database& database = *m_state->database;
    return database.run([&] {
        Query query = database.query("SELECT k.at, k.note, a.account, a.machine FROM message m "
                                     "JOIN acknowledgement k ON k.message = m.number "
                                     "JOIN actor a ON a.number = k.actor WHERE m.id = ?");
        query.bind(id);
        std::optional<Acknowledgement> found;
        if (query.step())
            found = Acknowledgement{timeOf(query.number(0)), query.text(1), {query.text(2), query.text(3)}};
        return found;
    });
}

Result<TriedMessage> JournalReader::tried(const std::string& id)
{
    Database& database = *m_state->database;
    return database.run([&] {
        Query query = database.query(std::string("SELECT ") + runColumns + runTables +
                                     "WHERE m.id = ? AND r.attempt > 0 ORDER BY r.number DESC LIMIT 1");
        query.bind(id);
        if (!query.step())
            return TriedMessage();
        const RunRow latest = readRun(query, m_state->names);
        return TriedMessage{latest.attempt, latest.isAutomatic, latest.retryAt};
    });
}

Result<std::vector<FilterVerdict>> JournalReader::filtered(const std::string& id)
{
    Database& database = *m_state->database;
    return database.run([&] {
        std::vector<FilterVerdict> verdicts;
        Query query =
            database.query("SELECT f.filter, f.stops, f.reason, f.offset, f.length, f.line, f.count, "
                           "f.evidence FROM message m JOIN filtered f ON f.message = m.number "
                           "WHERE m.id = ?");
        query.bind(id);
        while (query.step()) {
            const auto filter = bypassedFilterOf(query.text(0));
            if (!filter)
                continue; // of a newer program
            verdicts.push_back(
                {*filter, query.number(1) != 0, query.text(2), static_cast<std::uint64_t>(query.number(3)),
                 static_cast<std::uint64_t>(query.number(4)), static_cast<std::uint64_t>(query.number(5)),
                 static_cast<std::uint64_t>(query.number(6)), query.text(7)});
        }
        std::ranges::sort(verdicts, {}, &FilterVerdict::filter);
        return verdicts;
    });
}

Result<std::vector<ConditionState>> JournalReader::conditions()
{
    return m_state->database->run([&] { return conditionsIn(*m_state->database, m_state->names); });
}

Result<std::vector<QuarterFigures>> JournalReader::figures(UtcTime from, UtcTime before)
{
    Database& database = *m_state->database;
    return database.run([&] {
        Query query = database.query(
            "SELECT quarter, folder, sum(arrived), sum(failed), sum(handed_over), sum(bad_mailed) "
            "FROM figure WHERE quarter >= ? AND quarter < ? GROUP BY quarter, folder ORDER BY quarter");
        query.bind(std::int64_t{std::chrono::ceil<Quarters>(from.time_since_epoch()).count()})
            .bind(std::int64_t{std::chrono::ceil<Quarters>(before.time_since_epoch()).count()});
        std::vector<QuarterFigures> figures;
        const auto count = [&query](int column) { return static_cast<std::uint64_t>(query.number(column)); };
        while (query.step())
            figures.push_back({UtcTime(Quarters(query.number(0))), m_state->names.folder(query.number(1)),
                               count(2), count(3), count(4), count(5)});
        return figures;
    });
}

Result<> acknowledgeMessage(const std::filesystem::path& workFolder, const std::string& id,
                            const Acknowledgement& acknowledgement)
{
    auto opened = JournalConnection::open(workFolder, acknowledgement.actor);
    if (!opened)
        return fail(std::move(opened.error()));
    JournalConnection& journal = **opened;
    return journal.database->run([&]() -> Result<> {
        const std::string note = storedText(acknowledgement.note, noteLimit);
        Transaction transaction(*journal.database);
        const auto number = journal.messageNumber(id);
        if (!number)
            return fail(ErrorCode::NotFound, "there is no message '" + id + "'",
                        "`connectorctl list --all-messages` lists the ids.");
        journal.database
            ->query("INSERT OR REPLACE INTO acknowledgement(message, at, note, actor) VALUES(?, ?, ?, ?)")
            .bind(*number)
            .bind(stored(acknowledgement.at))
            .bind(note)
            .bind(journal.actor)
            .execute();
        journal.addEvent(
            {.kind = "acknowledged", .at = acknowledgement.at, .message = *number, .detail = note});
        transaction.commit();
        return {};
    });
}

} // namespace connectorscope
