#include "core/index/uidls.h"

#include "core/index/journal_connection.h"
#include "core/index/stored_values.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::array uidlStates = {UidlState::Storing, UidlState::Stored, UidlState::Unknown,
                                   UidlState::Removed};

constexpr std::array uidlTransitions = {
    std::pair{UidlState::Storing, UidlState::Stored},
    std::pair{UidlState::Storing, UidlState::Unknown},
    std::pair{UidlState::Unknown, UidlState::Stored},
    std::pair{UidlState::Stored, UidlState::Removed},
};

constexpr const char* uidlColumns = "SELECT uidl, state, at, size, hash, name FROM uidl ";

UidlState uidlStateFrom(std::string_view text)
{
    for (const UidlState state : uidlStates) {
        if (toString(state) == text)
            return state;
    }
    return UidlState::Unknown; // of a newer program
}

SeenUidl readUidl(const Query& query)
{
    SeenUidl seen;
    seen.uidl = query.text(0);
    seen.state = uidlStateFrom(query.view(1));
    seen.at = timeOf(query.number(2));
    seen.size = static_cast<std::uint64_t>(query.number(3));
    const std::string_view hash = query.view(4);
    if (hash.size() == seen.hash.size())
        std::memcpy(seen.hash.data(), hash.data(), hash.size());
    seen.name = query.text(5);
    return seen;
}

std::optional<SeenUidl> findUidl(Database& journal, const std::string& account, const std::string& uidl)
{
    Query query = journal.query(std::string(uidlColumns) + "WHERE account = ? AND uidl = ?");
    query.bind(account).bindBytes(uidl);
    return query.step() ? std::optional(readUidl(query)) : std::nullopt;
}

bool mayUidlFollow(UidlState from, UidlState to)
{
    return std::ranges::find(uidlTransitions, std::pair{from, to}) != uidlTransitions.end();
}

} // namespace

std::string_view toString(UidlState state)
{
    switch (state) {
    case UidlState::Storing:
        return "storing";
    case UidlState::Stored:
        return "stored";
    case UidlState::Unknown:
        return "unknown";
    case UidlState::Removed:
        return "removed";
    }
    return {};
}

Uidls::Uidls(std::unique_ptr<JournalConnection> journal)
    : m_journal(std::move(journal))
{
}

Uidls::~Uidls() = default;

Result<std::unique_ptr<Uidls>> Uidls::open(const std::filesystem::path& workFolder)
{
    auto opened = JournalConnection::open(workFolder, currentActor());
    if (!opened)
        return fail(std::move(opened.error()));
    return std::unique_ptr<Uidls>(new Uidls(std::move(*opened)));
}

Result<> Uidls::beginStoring(const std::string& account, std::span<const SeenUidl> seen, UtcTime at)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        Transaction transaction(database);
        for (const SeenUidl& one : seen) {
            if (one.uidl.empty() || one.uidl.size() > uidlLimit || one.name.empty())
                return fail(ErrorCode::BadInput,
                            "account '" + account + "': a UIDL or a file name is empty, or a UIDL too long");
            const int inserted =
                database
                    .query("INSERT OR IGNORE INTO uidl(account, uidl, state, at, size, hash, "
                           "name) VALUES(?, ?, ?, ?, ?, ?, ?)")
                    .bind(account)
                    .bindBytes(one.uidl)
                    .bind(toString(UidlState::Storing))
                    .bind(stored(at))
                    .bind(static_cast<std::int64_t>(one.size))
                    .bindBytes({reinterpret_cast<const char*>(one.hash.data()), one.hash.size()})
                    .bindBytes(one.name)
                    .execute();
            if (inserted == 0)
                return fail(ErrorCode::AlreadyExists,
                            "account '" + account + "': a message was downloaded before");
        }
        transaction.commit();
        return {};
    });
}

Result<> Uidls::become(const std::string& account, const std::string& uidl, UidlState state, UtcTime at)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        Transaction transaction(database);
        const auto found = findUidl(database, account, uidl);
        if (!found)
            return fail(ErrorCode::NotFound, "account '" + account + "' has no such UIDL");
        if (found->state == state)
            return {};
        if (!mayUidlFollow(found->state, state)) {
            return fail(ErrorCode::BadInput, "account '" + account + "': a UIDL cannot become '" +
                                                 std::string(toString(state)) + "' after '" +
                                                 std::string(toString(found->state)) + "'");
        }
        database.query("UPDATE uidl SET state = ?, at = ? WHERE account = ? AND uidl = ?")
            .bind(toString(state))
            .bind(stored(at))
            .bind(account)
            .bindBytes(uidl)
            .execute();
        transaction.commit();
        return {};
    });
}

Result<std::optional<SeenUidl>> Uidls::find(const std::string& account, const std::string& uidl)
{
    return m_journal->database->run([&] { return findUidl(*m_journal->database, account, uidl); });
}

Result<bool> Uidls::isKnown(const std::string& account, const std::string& uidl)
{
    return m_journal->database->run(
        [&] { return findUidl(*m_journal->database, account, uidl).has_value(); });
}

Result<std::vector<SeenUidl>> Uidls::inState(const std::string& account, UidlState state)
{
    return m_journal->database->run([&] {
        Query query = m_journal->database->query(std::string(uidlColumns) +
                                                 "WHERE account = ? AND state = ? ORDER BY at, uidl");
        query.bind(account).bind(toString(state));
        std::vector<SeenUidl> seen;
        while (query.step())
            seen.push_back(readUidl(query));
        return seen;
    });
}

Result<std::size_t> Uidls::prune(const std::string& account, const std::unordered_set<std::string>& listed)
{
    Database& database = *m_journal->database;
    return database.run([&] {
        Transaction transaction(database);
        std::vector<std::string> unlisted;
        {
            Query query = database.query("SELECT uidl FROM uidl WHERE account = ? AND state IN (?, ?)");
            query.bind(account).bind(toString(UidlState::Stored)).bind(toString(UidlState::Removed));
            while (query.step()) {
                if (std::string uidl = query.text(0); !listed.contains(uidl))
                    unlisted.push_back(std::move(uidl));
            }
        }
        for (const std::string& uidl : unlisted) {
            database.query("DELETE FROM uidl WHERE account = ? AND uidl = ?")
                .bind(account)
                .bindBytes(uidl)
                .execute();
        }
        transaction.commit();
        return unlisted.size();
    });
}

} // namespace connectorscope
