#include "core/index/database_inspection.h"

#include "core/base/path_text.h"
#include "core/base/system_error.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "core/index/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <string>

namespace connectorscope {

namespace {

constexpr int stepsBetweenStops = 5000;

int interruptInspection(void* stop)
{
    return static_cast<std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

std::int64_t pragmaNumber(SQLite::Database& database, const char* pragma)
{
    SQLite::Statement statement(database, pragma);
    return statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
}

Result<DatabaseFacts> inspectOpened(SQLite::Database& database, const DatabaseKind& kind,
                                    const std::filesystem::path& file, const char* check)
{
    database.exec("PRAGMA query_only=ON");
    DatabaseFacts facts;
    facts.version = pragmaNumber(database, "PRAGMA user_version");
    facts.newestVersion = static_cast<std::int64_t>(kind.migrations.size());
    if (pragmaNumber(database, "PRAGMA application_id") != kind.applicationId) {
        return fail(ErrorCode::BadInput,
                    quotedPath(file) + " is a database, but no " + kind.name + " of ConnectorScope",
                    "Move it away, or set folders.work in the site file to another folder.", file);
    }
    if (facts.version > facts.newestVersion) {
        return fail(ErrorCode::BadInput,
                    "the " + std::string(kind.name) + " has version " + std::to_string(facts.version) +
                        ", this program knows up to " + std::to_string(facts.newestVersion),
                    "Use the newer ConnectorScope that has written it.", file);
    }
    SQLite::Statement statement(database, check);
    const std::string answer = statement.executeStep() ? statement.getColumn(0).getString() : "no answer";
    if (answer != "ok") {
        return fail(ErrorCode::Damaged,
                    "the " + std::string(kind.name) + " " + quotedPath(file) + ": " + answer,
                    kind.whenDamaged, file);
    }
    return facts;
}

} // namespace

Result<DatabaseFacts> inspectDatabase(const std::filesystem::path& workFolder, SiteDatabase which,
                                      std::stop_token stop)
{
    const DatabaseFiles files = databaseFiles(workFolder);
    const bool isJournal = which == SiteDatabase::Journal;
    const std::filesystem::path& file = isJournal ? files.journal : files.index;
    const DatabaseKind& kind = isJournal ? journalKind() : indexKind();
    std::error_code failure;
    const auto bytes = std::filesystem::file_size(file, failure);
    if (failure == std::errc::no_such_file_or_directory)
        return fail(ErrorCode::NotFound, "there is no " + std::string(kind.name) + " yet", {}, file);
    if (failure)
        return fail(fileError(FileAction::Inspect, ErrorCode::Other, failure.message(), file));
    try {
        SQLite::Database database(pathBytes(file), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX,
                                  Database::busyPatience);
        sqlite3_progress_handler(database.getHandle(), stepsBetweenStops, interruptInspection, &stop);
        // The journal cannot be had again: of it the indexes are compared with the rows, too.
        auto facts = inspectOpened(database, kind, file,
                                   isJournal ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
        if (facts)
            facts->bytes = bytes;
        return facts;
    } catch (const std::exception& exception) {
        return fail(sqliteError(exception, kind, file));
    }
}

} // namespace connectorscope
