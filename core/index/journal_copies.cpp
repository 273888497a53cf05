#include "core/index/journal_copies.h"

#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "core/index/temporary_database.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace connectorscope {

namespace {

constexpr std::string_view copyPrefix = "journal-";
constexpr std::string_view copySuffix = ".db";
/// "2026-11-23"
constexpr std::size_t dayLength = 10;

std::string dayOf(UtcTime time)
{
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
    const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(date.year())) + '-' + two(static_cast<unsigned>(date.month())) +
           '-' + two(static_cast<unsigned>(date.day()));
}

Error fileTrouble(std::string_view what, const std::filesystem::path& path, const std::error_code& failure)
{
    return {ErrorCode::Other, std::string(what) + ' ' + quotedPath(path) + ": " + failure.message(),
            "Check the folder, its rights and its free space.", path};
}

/// Copies the database page by page into a new file, which is left as an ordinary file without a log beside
/// it.
Result<> copyDatabase(Database& source, const std::filesystem::path& target)
{
    return source.run([&] {
        SQLite::Database copy(pathBytes(target), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup backup(copy, source.handle());
        // In one step: a copy in several begins anew each time somebody writes.
        backup.executeStep(-1);
    });
}

} // namespace

Result<> checkJournalCopy(const std::filesystem::path& file)
{
    auto opened = Database::open(file, journalKind());
    if (!opened)
        return fail(std::move(opened.error()));
    Database& database = **opened;
    return database.run([&]() -> Result<> {
        {
            Query query = database.query("PRAGMA integrity_check(1)");
            if (!query.step() || query.view(0) != "ok")
                return fail(ErrorCode::Damaged,
                            "the copy " + quotedPath(file) + " is damaged: " + query.text(0),
                            "Take an older copy.", file);
        }
        // One file that says everything, flushed.
        database.execute("PRAGMA journal_mode=DELETE");
        return {};
    });
}

Result<> copyJournal(const std::filesystem::path& workFolder, const std::filesystem::path& target)
{
    std::error_code failure;
    if (std::filesystem::exists(target, failure) || failure) {
        return fail(ErrorCode::AlreadyExists, quotedPath(target) + " is there already",
                    "Nothing was replaced. Choose another name.", target);
    }
    auto opened = Database::open(databaseFiles(workFolder).journal, journalKind());
    if (!opened)
        return fail(withNewestCopy(std::move(opened.error()), databaseFiles(workFolder).copies));
    const TemporaryDatabase temporary(target);
    if (auto copied = copyDatabase(**opened, temporary.path()); !copied)
        return copied;
    if (auto checked = checkJournalCopy(temporary.path()); !checked)
        return checked;
    const auto files = realFileSystem();
    const auto clock = systemClock();
    if (auto renamed = renameChecked(*files, *clock, temporary.path(), target); !renamed)
        return renamed;
    return files->flushFolder(target.parent_path());
}

Result<bool> makeDailyCopy(const std::filesystem::path& workFolder, Clock& clock)
{
    const std::filesystem::path folder = databaseFiles(workFolder).copies;
    const std::filesystem::path target =
        folder / (std::string(copyPrefix) + dayOf(clock.now()) + std::string(copySuffix));
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure)
        return fail(fileTrouble("cannot make the folder", folder, failure));
    if (std::filesystem::exists(target, failure))
        return false;
    if (auto copied = copyJournal(workFolder, target); !copied)
        return fail(std::move(copied.error()));
    const std::vector<std::filesystem::path> copies = dailyCopies(folder);
    for (std::size_t i = copiesKept; i < copies.size(); ++i)
        std::filesystem::remove(copies[i], failure);
    return true;
}

std::vector<std::filesystem::path> dailyCopies(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> copies;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        const std::string name = pathBytes(entry->path().filename());
        if (name.starts_with(copyPrefix) && name.ends_with(copySuffix) &&
            name.size() == copyPrefix.size() + dayLength + copySuffix.size())
            copies.push_back(entry->path());
    }
    std::ranges::sort(copies, std::greater<>());
    return copies;
}

Error withNewestCopy(Error error, const std::filesystem::path& copiesFolder)
{
    if (error.code != ErrorCode::Damaged)
        return error;
    const std::vector<std::filesystem::path> copies = dailyCopies(copiesFolder);
    if (copies.empty()) {
        error.hint =
            "There is no daily copy in " + quotedPath(copiesFolder) +
            ". Move journal.db away and start anew: what lies in the folders is found again, its history "
            "is not.";
    } else {
        error.hint = "Stop the programs of this site and run `connectorctl restore " +
                     quotedPath(copies.front()) + "`: the newest daily copy.";
    }
    return error;
}

} // namespace connectorscope
