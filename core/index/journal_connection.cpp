#include "core/index/journal_connection.h"

#include "core/index/journal_copies.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "core/index/stored_values.h"

namespace connectorscope {

Result<std::unique_ptr<JournalConnection>> JournalConnection::open(const std::filesystem::path& workFolder,
                                                                   const Actor& actor)
{
    const DatabaseFiles files = databaseFiles(workFolder);
    auto opened = Database::open(files.journal, journalKind());
    if (!opened)
        return fail(withNewestCopy(std::move(opened.error()), files.copies));
    Database& database = **opened;
    auto made = database.run([&] { return std::make_unique<JournalConnection>(std::move(*opened), actor); });
    if (!made)
        return fail(withNewestCopy(std::move(made.error()), files.copies));
    return made;
}

JournalConnection::JournalConnection(std::unique_ptr<Database> opened, const Actor& who)
    : database(std::move(opened))
    , names(*database)
{
    database->query("INSERT OR IGNORE INTO actor(account, machine) VALUES(?, ?)")
        .bind(who.account)
        .bind(who.machine)
        .execute();
    Query query = database->query("SELECT number FROM actor WHERE account = ? AND machine = ?");
    query.bind(who.account).bind(who.machine).step();
    actor = query.number(0);
}

std::optional<std::int64_t> JournalConnection::messageNumber(std::string_view id)
{
    Query query = database->query("SELECT number FROM message WHERE id = ?");
    query.bind(id);
    return query.step() ? std::optional(query.number(0)) : std::nullopt;
}

bool JournalConnection::isJson(std::string_view text)
{
    Query query = database->query("SELECT json_valid(?)");
    query.bind(text).step();
    return query.number(0) != 0;
}

std::optional<std::int64_t> JournalConnection::fileOf(std::int64_t message)
{
    Query query = database->query("SELECT number FROM file WHERE message = ? ORDER BY is_present DESC, since "
                                  "DESC, number DESC LIMIT 1");
    query.bind(message);
    return query.step() ? std::optional(query.number(0)) : std::nullopt;
}

void JournalConnection::takeOutOfFolder(std::int64_t message, MessageState state)
{
    if (const auto file = fileOf(message)) {
        database->query("UPDATE file SET is_present = 0, left_behind = 0, state = ? WHERE number = ?")
            .bind(names.of(state))
            .bind(*file)
            .execute();
    }
}

void JournalConnection::addEvent(const Event& event)
{
    constexpr std::size_t detailLimit = 2000;
    Query query =
        database->query("INSERT INTO event(at, kind, actor, file, message, folder, name, run, detail) "
                        "VALUES(?, ?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''))");
    query.bind(stored(event.at))
        .bind(names.of(event.kind))
        .bind(actor)
        .bind(fileOf(event.message)) // the index looks at it again
        .bind(event.message)
        .bind(names.of(event.folder));
    if (event.name.empty())
        query.bindNull();
    else
        query.bindBytes(event.name);
    query.bind(event.run).bind(storedText(event.detail, detailLimit)).execute();
}

} // namespace connectorscope
