#include "core/index/holds.h"

#include "core/index/journal_connection.h"
#include "core/index/run_files.h"
#include "core/index/stored_values.h"

namespace connectorscope {

namespace {

constexpr std::size_t holdNoteLimit = 2000;

constexpr const char* holdColumns =
    "SELECT m.id, h.state, h.at, h.folder, h.name, h.staged, h.to_folder, h.to_name, h.note, a.account, "
    "a.machine, m.number FROM hold h JOIN message m ON m.number = h.message "
    "JOIN actor a ON a.number = h.actor ";

std::string holdText(std::optional<HoldState> state)
{
    return state ? std::string(toString(*state)) : "not held";
}

struct HoldRow
{
    Hold hold;
    std::int64_t message = 0;
};

HoldRow readHold(const Query& query, const Names& names)
{
    HoldRow row;
    row.hold.message = query.text(0);
    // What only a newer program knows is neither held nor free.
    row.hold.state = holdStateFrom(query.view(1)).value_or(HoldState::Holding);
    row.hold.at = timeOf(query.number(2));
    row.hold.place = {names.folder(query.number(3)), query.text(4)};
    row.hold.staged = query.text(5);
    if (!query.isNull(7))
        row.hold.releasedTo = Place{names.folder(query.number(6)), query.text(7)};
    row.hold.note = query.text(8);
    row.hold.actor = {query.text(9), query.text(10)};
    row.message = query.number(11);
    return row;
}

std::optional<HoldRow> findHold(JournalConnection& journal, const std::string& message)
{
    Query query = journal.database->query(std::string(holdColumns) + "WHERE m.id = ?");
    query.bind(message);
    return query.step() ? std::optional(readHold(query, journal.names)) : std::nullopt;
}

/// The hold in the state from which it may change.
Result<HoldRow> holdThatMayBecome(JournalConnection& journal, const std::string& message,
                                  std::optional<HoldState> to)
{
    auto found = findHold(journal, message);
    const std::optional<HoldState> from = found ? std::optional(found->hold.state) : std::nullopt;
    if (!found || !mayFollow(from, to)) {
        return fail(found ? ErrorCode::BadInput : ErrorCode::NotFound,
                    "message " + message + " is '" + holdText(from) + "' and cannot become '" + holdText(to) +
                        "'");
    }
    return std::move(*found);
}

void setHoldState(JournalConnection& journal, std::int64_t message, HoldState state)
{
    journal.database->query("UPDATE hold SET state = ? WHERE message = ?")
        .bind(toString(state))
        .bind(message)
        .execute();
}

Result<std::int64_t> messageToHold(JournalConnection& journal, const std::string& id)
{
    const auto message = journal.messageNumber(id);
    if (!message)
        return fail(ErrorCode::NotFound, "there is no message '" + id + "'");
    const auto found = findHold(journal, id);
    if (!mayFollow(found ? std::optional(found->hold.state) : std::nullopt, HoldState::Holding))
        return fail(ErrorCode::AlreadyExists, "message " + id + " is held already");
    Query run = journal.database->query("SELECT id FROM run WHERE message = ? AND ended IS NULL");
    run.bind(*message);
    if (run.step())
        return fail(ErrorCode::AlreadyExists, "message " + id + " is in run " + run.text(0),
                    "Wait until that run has ended, or end it.");
    return *message;
}

} // namespace

Holds::Holds(std::unique_ptr<JournalConnection> journal)
    : m_journal(std::move(journal))
{
}

Holds::~Holds() = default;

Result<std::unique_ptr<Holds>> Holds::open(const std::filesystem::path& workFolder, const Actor& actor)
{
    auto opened = JournalConnection::open(workFolder, actor);
    if (!opened)
        return fail(std::move(opened.error()));
    return std::unique_ptr<Holds>(new Holds(std::move(*opened)));
}

Result<> Holds::beginHold(const std::string& message, const Place& place, std::string_view staged,
                          std::string_view note, UtcTime at)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        Transaction transaction(database);
        const auto number = messageToHold(*m_journal, message);
        if (!number)
            return fail(number.error());
        database
            .query("INSERT INTO hold(message, state, at, folder, name, staged, note, actor) "
                   "VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(*number)
            .bind(toString(HoldState::Holding))
            .bind(stored(at))
            .bind(m_journal->names.of(place.folder))
            .bindBytes(place.name)
            .bindBytes(staged)
            .bind(storedText(note, holdNoteLimit))
            .bind(m_journal->actor)
            .execute();
        transaction.commit();
        return {};
    });
}

Result<> Holds::finishHold(const std::string& message, UtcTime at)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        Transaction transaction(database);
        const auto row = holdThatMayBecome(*m_journal, message, HoldState::Held);
        if (!row)
            return fail(row.error());
        setHoldState(*m_journal, row->message, HoldState::Held);
        const auto file = m_journal->takeOutOfFolder(row->message, row->hold.place, MessageState::Held);
        m_journal->addEvent({.kind = "held",
                             .at = at,
                             .message = row->message,
                             .file = file,
                             .place = row->hold.place,
                             .detail = row->hold.note});
        transaction.commit();
        return {};
    });
}

Result<> Holds::giveUpHold(const std::string& message)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        Transaction transaction(database);
        const auto row = holdThatMayBecome(*m_journal, message, std::nullopt);
        if (!row)
            return fail(row.error());
        if (row->hold.state != HoldState::Holding)
            return fail(ErrorCode::BadInput, "message " + message + " is being released");
        database.query("DELETE FROM hold WHERE message = ?").bind(row->message).execute();
        transaction.commit();
        return {};
    });
}

Result<> Holds::beginRelease(const std::string& message, const RunFile& file, UtcTime at)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        Transaction transaction(database);
        const auto row = holdThatMayBecome(*m_journal, message, HoldState::Releasing);
        if (!row)
            return fail(row.error());
        database.query("UPDATE hold SET state = ?, to_folder = ?, to_name = ? WHERE message = ?")
            .bind(toString(HoldState::Releasing))
            .bind(m_journal->names.of(file.place.folder))
            .bindBytes(file.place.name)
            .bind(row->message)
            .execute();
        writeRunFile(database, m_journal->names, file, {}, message, at);
        transaction.commit();
        return {};
    });
}

Result<> Holds::finishRelease(const std::string& message, std::string_view note, UtcTime at)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        Transaction transaction(database);
        const auto row = holdThatMayBecome(*m_journal, message, std::nullopt);
        if (!row)
            return fail(row.error());
        if (row->hold.state != HoldState::Releasing || !row->hold.releasedTo)
            return fail(ErrorCode::BadInput, "message " + message + " is not being released");
        database.query("DELETE FROM hold WHERE message = ?").bind(row->message).execute();
        m_journal->addEvent({.kind = "released",
                             .at = at,
                             .message = row->message,
                             .place = *row->hold.releasedTo,
                             .detail = note});
        transaction.commit();
        return {};
    });
}

Result<> Holds::giveUpRelease(const std::string& message)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        Transaction transaction(database);
        const auto row = holdThatMayBecome(*m_journal, message, HoldState::Held);
        if (!row)
            return fail(row.error());
        if (row->hold.state != HoldState::Releasing)
            return fail(ErrorCode::BadInput, "message " + message + " is not being released");
        if (row->hold.releasedTo) {
            database.query("DELETE FROM run_file WHERE folder = ? AND name = ? AND run = ''")
                .bind(m_journal->names.of(row->hold.releasedTo->folder))
                .bindBytes(row->hold.releasedTo->name)
                .execute();
        }
        database.query("UPDATE hold SET state = ?, to_folder = 0, to_name = NULL WHERE message = ?")
            .bind(toString(HoldState::Held))
            .bind(row->message)
            .execute();
        transaction.commit();
        return {};
    });
}

Result<std::optional<Hold>> Holds::hold(const std::string& message)
{
    return m_journal->database->run([&] {
        auto found = findHold(*m_journal, message);
        return found ? std::optional(std::move(found->hold)) : std::nullopt;
    });
}

Result<std::vector<Hold>> Holds::all()
{
    return m_journal->database->run([&] {
        Query query = m_journal->database->query(std::string(holdColumns) + "ORDER BY h.at, h.message");
        std::vector<Hold> holds;
        while (query.step())
            holds.push_back(readHold(query, m_journal->names).hold);
        return holds;
    });
}

} // namespace connectorscope
