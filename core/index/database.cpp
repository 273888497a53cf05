#include "core/index/database.h"

#include "core/base/file_system.h"
#include "core/base/path_text.h"
#include "core/index/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

namespace connectorscope {

namespace {

/// The queries that people can put together are many; the statements that are kept are not.
constexpr std::size_t statementsKept = 256;

/// How many steps of SQLite's machine pass between two looks at the stop token: some tens of microseconds.
constexpr int stepsBetweenLooks = 5000;

int interruptWhenStopped(void* token)
{
    return static_cast<const std::stop_token*>(token)->stop_requested() ? 1 : 0;
}

} // namespace

Database::Database(std::filesystem::path file, const DatabaseKind& kind)
    : m_named(std::make_shared<const Named>(Named{std::move(file), kind}))
{
}

Database::~Database() = default;

Result<> Database::checkPlace(FileSystem& files, const std::filesystem::path& file, const DatabaseKind& kind)
{
    const auto isRemote = files.isOnNetwork(file.parent_path());
    if (!isRemote)
        return fail(isRemote.error());
    if (*isRemote) {
        return fail(ErrorCode::BadInput,
                    "the " + std::string(kind.name) + " " + quotedPath(file) + " would lie on a network path",
                    "Set folders.work in the site file to a folder on a disk of this machine: locks over a "
                    "network do not keep databases whole.",
                    file);
    }
    return {};
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file, const DatabaseKind& kind)
{
    if (auto place = checkPlace(*realFileSystem(), file, kind); !place) // SQLite works on real files
        return fail(std::move(place.error()));
    std::unique_ptr<Database> database(new Database(file, kind));
    if (auto prepared = database->run([&] { return database->prepare(); }); !prepared)
        return fail(std::move(prepared.error()));
    return database;
}

Result<> Database::prepare()
{
    m_database = std::make_unique<SQLite::Database>(
        pathBytes(m_named->file), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX,
        busyPatience);
    if (number("PRAGMA schema_version") == 0)
        setUpNewFile();
    if (auto checked = checkKind(); !checked)
        return checked;
    useWriteAheadLog();
    execute(m_named->kind.flushesEachCommit ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    execute("PRAGMA foreign_keys=ON");
    execute("PRAGMA temp_store=MEMORY");
    // What a long query has kept from being folded back shall not stay for ever.
    execute("PRAGMA journal_size_limit=67108864");
    execute(("PRAGMA cache_size=-" + std::to_string(m_named->kind.cacheKib)).c_str());
    migrate();
    return {};
}

void Database::setUpNewFile()
{
    // Takes hold only while the file is empty, and before the write-ahead log is.
    execute("PRAGMA auto_vacuum=INCREMENTAL");
}

void Database::useWriteAheadLog()
{
    // SQLite does not wait for its busy handler when two programs switch at the same time.
    constexpr int pause = 20;
    for (int waited = 0;; waited += pause) {
        try {
            Query mode = query("PRAGMA journal_mode=WAL");
            mode.step();
            return;
        } catch (const SQLite::Exception& exception) {
            if (exception.getErrorCode() != SQLITE_BUSY || waited >= busyPatience)
                throw;
        }
        sqlite3_sleep(pause);
    }
}

Result<> Database::checkKind()
{
    const std::int64_t version = number("PRAGMA user_version");
    const std::int64_t application = number("PRAGMA application_id");
    if (application != m_named->kind.applicationId &&
        (application != 0 || number("PRAGMA schema_version") != 0)) {
        return fail(ErrorCode::BadInput,
                    quotedPath(m_named->file) + " is a database, but no " + m_named->kind.name +
                        " of ConnectorScope",
                    "Move it away, or set folders.work in the site file to another folder.", m_named->file);
    }
    const auto newest = static_cast<std::int64_t>(m_named->kind.migrations.size());
    if (version > newest) {
        return fail(ErrorCode::BadInput,
                    "the " + std::string(m_named->kind.name) + " " + quotedPath(m_named->file) +
                        " has version " + std::to_string(version) + ", this program knows up to " +
                        std::to_string(newest),
                    "Use the newer ConnectorScope that has written it.", m_named->file);
    }
    return {};
}

void Database::migrate()
{
    const auto newest = static_cast<std::int64_t>(m_named->kind.migrations.size());
    if (number("PRAGMA user_version") == newest)
        return;
    // Another program may be about to do the same: what is to be done is looked at under the lock.
    Transaction transaction(*this);
    for (auto version = number("PRAGMA user_version"); version < newest; ++version) {
        execute(m_named->kind.migrations[static_cast<std::size_t>(version)].sql);
        execute(("PRAGMA user_version=" + std::to_string(version + 1)).c_str());
    }
    execute(("PRAGMA application_id=" + std::to_string(m_named->kind.applicationId)).c_str());
    transaction.commit();
}

Query Database::query(std::string_view sql)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        if (m_statements.size() >= statementsKept)
            m_statements.clear();
        std::string text(sql);
        auto statement = std::make_unique<SQLite::Statement>(*m_database, text);
        found = m_statements.emplace(std::move(text), std::move(statement)).first;
    }
    return Query(*found->second);
}

void Database::execute(const char* sql)
{
    m_database->exec(sql);
}

std::int64_t Database::number(std::string_view sql)
{
    Query statement = query(sql);
    return statement.step() ? statement.number(0) : 0;
}

std::int64_t Database::lastRowId() const
{
    return m_database->getLastInsertRowid();
}

Error Database::errorOf(const std::exception& exception, const Named& named)
{
    return sqliteError(exception, named.kind, named.file);
}

std::int64_t Database::giveSpaceBack(int pages)
{
    if (number("PRAGMA freelist_count") > 0)
        execute(("PRAGMA incremental_vacuum(" + std::to_string(pages) + ")").c_str());
    return number("PRAGMA freelist_count");
}

Database::StopWatch::StopWatch(Database& database, const std::stop_token& stop)
    : m_database(database)
{
    if (stop.stop_possible()) {
        sqlite3_progress_handler(m_database.m_database->getHandle(), stepsBetweenLooks, interruptWhenStopped,
                                 const_cast<std::stop_token*>(&stop));
    }
}

Database::StopWatch::~StopWatch()
{
    sqlite3_progress_handler(m_database.m_database->getHandle(), 0, nullptr, nullptr);
}

Transaction::Transaction(Database& database)
    : m_database(database)
{
    m_database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    // After some errors SQLite has rolled back by itself.
    if (m_isOpen && sqlite3_get_autocommit(m_database.handle().getHandle()) == 0)
        m_database.handle().tryExec("ROLLBACK");
}

void Transaction::commit()
{
    m_database.execute("COMMIT");
    m_isOpen = false;
}

ReadTransaction::ReadTransaction(Database& database)
    : m_database(database)
{
    m_database.execute("BEGIN");
}

ReadTransaction::~ReadTransaction()
{
    m_database.handle().tryExec("COMMIT");
}

} // namespace connectorscope
