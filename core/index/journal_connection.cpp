#include "core/index/journal_connection.h"

#include "core/index/journal_opening.h"
#include "core/index/stored_values.h"

namespace connectorscope {

Result<std::unique_ptr<JournalConnection>> JournalConnection::open(const std::filesystem::path& workFolder,
                                                                   const Actor& actor)
{
    return openJournal<JournalConnection>(workFolder, actor);
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

std::optional<std::int64_t> JournalConnection::takeOutOfFolder(std::int64_t message, const Place& place,
                                                               MessageState state)
{
    Query found = database->query("SELECT number FROM file WHERE message = ? AND folder = ? AND name = ? "
                                  "ORDER BY is_present DESC, number DESC LIMIT 1");
    found.bind(message).bind(names.of(place.folder)).bindBytes(place.name);
    if (!found.step())
        return std::nullopt;
    const std::int64_t file = found.number(0);
    database->query("UPDATE file SET is_present = 0, left_behind = 0, state = ? WHERE number = ?")
        .bind(names.of(state))
        .bind(file)
        .execute();
    return file;
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
        .bind(event.file)
        .bind(event.message)
        .bind(names.of(event.place.folder));
    if (event.place.name.empty())
        query.bindNull();
    else
        query.bindBytes(event.place.name);
    query.bind(event.run).bind(storedText(event.detail, detailLimit)).execute();
}

} // namespace connectorscope
