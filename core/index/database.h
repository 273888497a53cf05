#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <exception>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace SQLite {
class Database;
class Statement;
} // namespace SQLite

namespace connectorscope {

class FileSystem;

// One connection to one SQLite database. Internal to core/index: what is declared here throws SQLiteCpp's
// exceptions unless it returns a Result; the classes that other steps see call it through Database::run().

/// Brings a database from version n - 1 to version n, where n is its place in the list, from 1.
struct Migration
{
    const char* sql;
};

/// What tells one kind of database from another, and how it is kept.
struct DatabaseKind
{
    const char* name;           ///< "journal": as people call it
    std::int32_t applicationId; ///< stands in the file's header
    bool flushesEachCommit;     ///< a commit survives a power failure (synchronous=FULL, else NORMAL)
    int cacheKib;               ///< memory for pages, each connection
    std::span<const Migration> migrations;
    const char* whenDamaged; ///< the next step for a person
};

/// A prepared statement of the connection's cache, with its values. Its destructor makes it ready for the
/// next user; the connection outlives it.
class Query
{
public:
    explicit Query(SQLite::Statement& statement);
    Query(Query&& other) noexcept;
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    Query& operator=(Query&&) = delete;
    ~Query();

    /// Gives the next parameter its value: in the order of the question marks.
    Query& bind(std::int64_t value);
    Query& bind(std::string_view text); ///< copied
    Query& bindBytes(std::string_view bytes);
    Query& bindNull();
    Query& bind(const std::optional<std::int64_t>& value);

    /// True while there is a row.
    bool step();
    /// Runs a statement that gives no row; returns how many rows it changed.
    int execute();

    std::int64_t number(int column) const;
    std::string text(int column) const;
    std::string_view view(int column) const; ///< valid until the next step
    bool isNull(int column) const;

    /// Parameters may be bound anew, from the first.
    void again();

private:
    SQLite::Statement* m_statement;
    int m_next = 0;
};

/// For one thread at a time.
class Database
{
public:
    /// Opens the file, makes it where it is missing, and brings it to the newest version. Refuses a file on a
    /// network path, of another kind, or of a newer version of the program (ErrorCode::BadInput); what is no
    /// database or a broken one is ErrorCode::Damaged, one that others keep locked for longer than
    /// `busyPatience` is ErrorCode::Locked.
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file,
                                                  const DatabaseKind& kind);
    /// The part of open() that refuses a network path.
    static Result<> checkPlace(FileSystem& files, const std::filesystem::path& file,
                               const DatabaseKind& kind);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    static constexpr int busyPatience = 10'000; ///< milliseconds

    Query query(std::string_view sql);
    void execute(const char* sql);
    std::int64_t number(std::string_view sql); ///< the first column of the first row; 0 without one
    std::int64_t lastRowId() const;

    const std::filesystem::path& file() const { return m_named->file; }
    SQLite::Database& handle() { return *m_database; }

    /// Calls `action`, which may throw SQLiteCpp's exceptions and returns a Result or a plain value; gives a
    /// Result. The database may be gone by the end of it: an action that throws while it makes something that
    /// owns the database has destroyed it.
    template <class Action>
    auto run(Action action);

    /// The same, and gives up with ErrorCode::Cancelled soon after a stop was asked for.
    template <class Action>
    auto run(const std::stop_token& stop, Action action);

    Error errorOf(const std::exception& exception) const { return errorOf(exception, *m_named); }

    /// What would free unused pages, a step at a time; returns how many pages are still unused.
    std::int64_t giveSpaceBack(int pages);

private:
    struct Named
    {
        std::filesystem::path file;
        DatabaseKind kind;
    };

    Database(std::filesystem::path file, const DatabaseKind& kind);
    static Error errorOf(const std::exception& exception, const Named& named);
    Result<> prepare();
    void setUpNewFile();
    void useWriteAheadLog();
    Result<> checkKind();
    void migrate();

    /// Interrupts what runs when a stop was asked for, as long as it lives.
    class StopWatch
    {
    public:
        StopWatch(Database& database, const std::stop_token& stop);
        StopWatch(const StopWatch&) = delete;
        StopWatch& operator=(const StopWatch&) = delete;
        ~StopWatch();

    private:
        Database& m_database;
    };

    std::shared_ptr<const Named> m_named;
    std::unique_ptr<SQLite::Database> m_database;
    std::map<std::string, std::unique_ptr<SQLite::Statement>, std::less<>> m_statements;
};

/// A transaction that writes; what was not committed is taken back.
class Transaction
{
public:
    explicit Transaction(Database& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void commit();

private:
    Database& m_database;
    bool m_isOpen = true;
};

/// A transaction that only reads: all its queries see the same moment.
class ReadTransaction
{
public:
    explicit ReadTransaction(Database& database);
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;
    ~ReadTransaction();

private:
    Database& m_database;
};

namespace detail {

template <class T>
struct ResultOf
{
    using Type = Result<T>;
};
template <class T>
struct ResultOf<Result<T>>
{
    using Type = Result<T>;
};

} // namespace detail

template <class Action>
auto Database::run(Action action)
{
    using Returned = std::invoke_result_t<Action>;
    using Wrapped = typename detail::ResultOf<Returned>::Type;
    const std::shared_ptr<const Named> named = m_named;
    try {
        if constexpr (std::is_void_v<Returned>) {
            action();
            return Wrapped();
        } else {
            return Wrapped(action());
        }
    } catch (const std::exception& exception) {
        return Wrapped(fail(errorOf(exception, *named)));
    }
}

template <class Action>
auto Database::run(const std::stop_token& stop, Action action)
{
    const StopWatch watch(*this, stop);
    return run(std::move(action));
}

} // namespace connectorscope
