#include "core/index/journal_restore.h"

#include "core/base/publish.h"
#include "core/base/random_id.h"
#include "core/base/retry.h"
#include "core/index/backup_format.h"
#include "core/index/database.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"

#include <algorithm>
#include <string>

namespace connectorscope {

namespace {

std::filesystem::path withSuffix(std::filesystem::path path, const std::string& suffix)
{
    path += suffix;
    return path;
}

/// Makes one file of a journal that is in order, and so finds out that nobody else has it open. What is
/// broken stays as it is: it is kept aside with its log.
Result<> foldLog(const std::filesystem::path& journal)
{
    Result<> folded;
    {
        auto opened = Database::open(journal, journalKind());
        folded = opened ? (*opened)->run([&] { (*opened)->execute("PRAGMA journal_mode=DELETE"); })
                        : Result<>(fail(std::move(opened.error())));
    }
    if (folded || folded.error().code != ErrorCode::Locked)
        return {};
    folded.error().message = "another program reads or writes the journal";
    folded.error().hint = "End the ConnectorScope programs of this site, then try again.";
    return folded;
}

/// Gives the file a second name. A file that a broken disk does not give back can be kept that way, too;
/// where the file system knows no second names the file is copied.
Result<> giveSecondName(FileSystem& files, Clock& clock, const std::filesystem::path& file,
                        const std::filesystem::path& second)
{
    std::error_code failure;
    std::filesystem::create_hard_link(file, second, failure);
    if (!failure)
        return files.flushFolder(file.parent_path());
    return publish(files, clock, second, [&](OutputFile& out) -> Result<> {
        const auto in = files.open(file);
        if (!in)
            return fail(in.error());
        std::string block(InputFile::maxRead, '\0');
        for (;;) {
            const Result<std::size_t> got = (*in)->read(block);
            if (!got)
                return fail(got.error());
            if (*got == 0)
                return {};
            if (auto written = out.write(std::string_view(block).substr(0, *got)); !written)
                return written;
        }
    });
}

Result<> removeIfThere(FileSystem& files, Clock& clock, const std::filesystem::path& file)
{
    auto removed = retryWhileLocked(clock, [&] { return files.remove(file); });
    if (!removed && removed.error().code == ErrorCode::NotFound)
        return {};
    return removed;
}

/// SQLite removes a log that stands beside no database, so the database goes first.
Result<> removeIndex(FileSystem& files, Clock& clock, const std::filesystem::path& index)
{
    for (const char* suffix : {"", "-wal", "-shm"}) {
        if (auto removed = removeIfThere(files, clock, withSuffix(index, suffix)); !removed)
            return removed;
    }
    return {};
}

/// `journal.db.before-restore-2026-11-23T060000Z`, or more where that is taken.
std::filesystem::path nameAside(FileSystem& files, Clock& clock, const std::filesystem::path& journal)
{
    std::string time = backupTimeText(clock.now());
    std::erase(time, ':'); // which no name on Windows may have
    std::filesystem::path name = withSuffix(journal, ".before-restore-" + time);
    constexpr std::size_t markLength = 4;
    return files.info(name) ? withSuffix(name, "-" + randomId(markLength)) : name;
}

} // namespace

Result<std::optional<std::filesystem::path>> putJournalInPlace(FileSystem& files, Clock& clock,
                                                               const std::filesystem::path& workFolder,
                                                               const std::filesystem::path& whole)
{
    const DatabaseFiles databases = databaseFiles(workFolder);
    const std::filesystem::path& journal = databases.journal;
    const auto there = files.info(journal);
    if (!there && there.error().code != ErrorCode::NotFound)
        return fail(there.error());
    std::optional<std::filesystem::path> aside;
    if (there) {
        if (auto folded = foldLog(journal); !folded)
            return fail(std::move(folded.error()));
        aside = nameAside(files, clock, journal);
        if (auto named = giveSecondName(files, clock, journal, *aside); !named)
            return fail(std::move(named.error()));
    }
    // Of the journal that was; of the new one it would not be known.
    if (auto removed = removeIndex(files, clock, databases.index); !removed)
        return fail(std::move(removed.error()));
    // A log belongs to its database: beside another one it would be folded into that. There is one only where
    // the journal is broken, or gone.
    const std::filesystem::path log = withSuffix(journal, "-wal");
    if (files.info(log)) {
        const std::filesystem::path logAside =
            withSuffix(aside ? *aside : nameAside(files, clock, journal), "-wal");
        if (auto moved = renameChecked(files, clock, log, logAside); !moved)
            return fail(std::move(moved.error()));
    }
    if (auto removed = removeIfThere(files, clock, withSuffix(journal, "-shm")); !removed)
        return fail(std::move(removed.error()));
    if (auto flushed = files.flushFolder(workFolder); !flushed)
        return fail(std::move(flushed.error()));
    if (auto placed = retryWhileLocked(clock, [&] { return files.renameReplacing(whole, journal); }); !placed)
        return fail(std::move(placed.error()));
    if (auto flushed = files.flushFolder(workFolder); !flushed)
        return fail(std::move(flushed.error()));
    return aside;
}

} // namespace connectorscope
