#include "core/index/site_ledger.h"

#include "core/base/path_text.h"
#include "core/index/journal_copies.h"
#include "core/index/journal_queries.h"
#include "core/index/meta_values.h"
#include "core/index/run_files.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger_state.h"

#include <system_error>
#include <utility>

namespace connectorscope {

namespace {

Result<> removeDatabase(const std::filesystem::path& file)
{
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::filesystem::path path = file;
        path += suffix;
        std::error_code failure;
        std::filesystem::remove(path, failure);
        if (failure) {
            return fail(ErrorCode::AccessDenied,
                        "cannot remove " + quotedPath(path) + ": " + failure.message(),
                        "End the other ConnectorScope programs of this site, then try again.", path);
        }
    }
    return {};
}

} // namespace

DatabaseFiles databaseFiles(const std::filesystem::path& workFolder)
{
    return {workFolder / "journal.db", workFolder / "index.db", workFolder / "copies"};
}

Result<> SiteLedger::State::openIndex()
{
    auto opened = Database::open(files.index, indexKind());
    if (!opened)
        return fail(std::move(opened.error()));
    Database& database = **opened;
    return database.run([&] {
        wasLeftUnclean = metaNumber(database, "in_use") != 0;
        index = std::make_unique<OpenIndex>(std::move(*opened), *journal->database, journal->names);
        setMetaNumber(*index->database, "in_use", 1);
        isTooOld = indexIsTooOld();
    });
}

Result<> SiteLedger::State::openIndexOrAnew()
{
    if (!isBroken) {
        auto opened = openIndex();
        if (opened ? !isTooOld : opened.error().code != ErrorCode::Damaged)
            return opened;
    }
    index.reset();
    if (auto removed = removeDatabase(files.index); !removed)
        return removed;
    wasMadeAgain = std::exchange(isBroken, false);
    return openIndex();
}

/// An index that a file-by-file backup has put back may lack removals that nobody knows any more.
bool SiteLedger::State::indexIsTooOld()
{
    Database& database = *index->database;
    return metaNumber(database, "first_event") != 0 &&
           metaNumber(database, "known_removal") < lastForgottenRemoval(*journal->database);
}

void SiteLedger::State::writeIndex(const JournalChanges& changes)
{
    if (problem || !index)
        return; // it catches up later
    auto written = index->database->run([&] { index->writer.write(changes); });
    if (!written)
        noteIndexProblem(written.error());
}

void SiteLedger::State::noteIndexProblem(const Error& error)
{
    index->writer.forgetTally();
    if (error.code == ErrorCode::Cancelled)
        return;
    problem = error;
    if (error.code == ErrorCode::Damaged) {
        index.reset();
        isBroken = true;
    }
}

Result<> SiteLedger::State::catchUp(const std::stop_token& stop)
{
    if (!index) {
        if (auto opened = openIndexOrAnew(); !opened)
            return opened;
    }
    auto done = index->database->run(stop, [&] {
        if (index->writer.isBehind())
            index->writer.catchUp(stop);
    });
    if (!done) {
        noteIndexProblem(done.error());
        return done;
    }
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "the index was not brought up to date to its end");
    problem.reset();
    return {};
}

SiteLedger::SiteLedger(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

SiteLedger::~SiteLedger()
{
    if (!m_state->index || m_state->keepsUnclean)
        return;
    Database& database = *m_state->index->database;
    // Where even that cannot be written, the next start checks once more than it had to.
    (void)database.run([&] { database.execute("UPDATE meta SET value = 0 WHERE key = 'in_use'"); });
}

Result<std::unique_ptr<SiteLedger>> SiteLedger::open(const std::filesystem::path& workFolder,
                                                     const Actor& actor)
{
    auto state = std::make_unique<State>();
    state->files = databaseFiles(workFolder);
    auto journal = Database::open(state->files.journal, journalKind());
    if (!journal)
        return fail(withNewestCopy(std::move(journal.error()), state->files.copies));
    Database& database = **journal;
    auto ready = database.run([&] {
        state->journal = std::make_unique<OpenJournal>(std::move(*journal), actor, workFolder / "vault");
    });
    if (!ready)
        return fail(withNewestCopy(std::move(ready.error()), state->files.copies));
    if (auto opened = state->openIndexOrAnew(); !opened) {
        // Of a newer program, on a full disk: the journal alone would go on, but nobody could look at it.
        return fail(std::move(opened.error()));
    }
    return std::unique_ptr<SiteLedger>(new SiteLedger(std::move(state)));
}

Result<bool> SiteLedger::indexIsBehind()
{
    if (!m_state->index)
        return true;
    return m_state->index->database->run([&] { return m_state->index->writer.isBehind(); });
}

Result<> SiteLedger::catchUp(std::stop_token stop)
{
    return m_state->catchUp(stop);
}

bool SiteLedger::wasLeftUnclean() const
{
    return m_state->wasLeftUnclean;
}

Result<> SiteLedger::rebuildIndex(std::stop_token stop)
{
    m_state->index.reset();
    if (auto removed = removeDatabase(m_state->files.index); !removed)
        return removed;
    m_state->wasLeftUnclean = false;
    m_state->keepsUnclean = false;
    return m_state->catchUp(stop);
}

void SiteLedger::keepUnclean()
{
    m_state->keepsUnclean = true;
}

const std::optional<Error>& SiteLedger::indexProblem() const
{
    return m_state->problem;
}

Result<> SiteLedger::eachKnownFile(FolderKind folder, const std::function<void(const KnownFile&)>& visit)
{
    return m_state->onIndex([&] {
        const Names& names = m_state->index->names;
        Query query = m_state->index->database->query(
            "SELECT name, size, modified, identity, change_mark, judged FROM message "
            "WHERE folder = ? AND state = ?");
        query.bind(names.of(folder)).bind(names.of(MessageState::Present));
        while (query.step()) {
            KnownFile file;
            file.name = query.view(0);
            file.stamp.size = static_cast<std::uint64_t>(query.number(1));
            file.stamp.modified = timeOf(query.number(2));
            file.stamp.identity = static_cast<std::uint64_t>(query.number(3));
            file.stamp.changeMark = static_cast<std::uint32_t>(query.number(4));
            file.judged = query.number(5) != 0;
            visit(file);
        }
    });
}

Result<std::vector<MessagePlace>> SiteLedger::placesOfContent(const Xxh3Digest& content, std::size_t limit)
{
    OpenJournal& journal = *m_state->journal;
    return journal.database->run(
        [&] { return placesWith(*journal.database, journal.names, content, limit); });
}

Result<std::optional<std::string>> SiteLedger::messageLike(const MessageLikeness& likeness)
{
    OpenJournal& journal = *m_state->journal;
    return journal.database->run([&] { return latestMessageLike(*journal.database, likeness); });
}

Result<std::optional<MessageLedger::RunOfFile>> SiteLedger::runOf(const Place& place, const FileStamp& stamp)
{
    OpenJournal& journal = *m_state->journal;
    return journal.database->run([&] { return runOfFile(*journal.database, journal.names, place, stamp); });
}

Result<RecentHistory> SiteLedger::recent(UtcTime since, std::size_t limit)
{
    OpenJournal& journal = *m_state->journal;
    auto history =
        journal.database->run([&] { return historySince(*journal.database, journal.names, since, limit); });
    if (!history || history->failures.empty())
        return history;
    auto filled = m_state->onIndex(
        [&] { addFaults(*m_state->index->database, m_state->index->names, history->failures); });
    if (!filled)
        return fail(std::move(filled.error()));
    return history;
}

Result<std::vector<std::string>> SiteLedger::record(std::span<const WatchRecord> records)
{
    // The findings that FindingAdded adds to are in the index.
    if (auto ready = m_state->catchUp({}); !ready)
        m_state->problem = ready.error();
    OpenJournal& journal = *m_state->journal;
    JournalChanges changes;
    auto ids = journal.database->run([&] {
        const auto known = [this](std::int64_t file) {
            return m_state->index && !m_state->problem ? m_state->index->writer.diagnosis(file) : Diagnosis();
        };
        std::vector<std::string> messages;
        messages.reserve(records.size());
        Transaction transaction(*journal.database);
        for (const WatchRecord& record : records)
            messages.push_back(journal.writer.apply(record, known, changes));
        transaction.commit();
        return messages;
    });
    if (ids)
        m_state->writeIndex(changes);
    return ids;
}

Result<> SiteLedger::recordCondition(const ConditionChange& change)
{
    OpenJournal& journal = *m_state->journal;
    return journal.database->run([&] {
        Transaction transaction(*journal.database);
        journal.writer.applyCondition(change);
        transaction.commit();
    });
}

Result<> SiteLedger::recordHealth(std::span<const FolderHealth> folders)
{
    OpenJournal& journal = *m_state->journal;
    auto looked = journal.database->run([&] {
        if (!journal.looks.take(folders))
            return;
        Transaction transaction(*journal.database);
        journal.looks.write(folders);
        transaction.commit();
    });
    if (!looked)
        return looked;
    auto written = m_state->onIndex([&] { m_state->index->writer.writeHealth(folders); });
    // Findings have gone with an index that broke while it was open; whoever remembers what was judged has to
    // hear of it once.
    if (written && std::exchange(m_state->wasMadeAgain, false)) {
        return fail(
            ErrorCode::Damaged,
            "the index " + quotedPath(m_state->files.index) +
                " was damaged and has been made again from the journal",
            "The files that lie in the folders are read again. If that happens often, check the disk.",
            m_state->files.index);
    }
    return written;
}

Result<> checkIndex(const std::filesystem::path& workFolder, std::stop_token stop)
{
    auto opened = Database::open(databaseFiles(workFolder).index, indexKind());
    if (!opened)
        return fail(std::move(opened.error()));
    Database& database = **opened;
    return database.run(stop, [&]() -> Result<> {
        Query query = database.query("PRAGMA quick_check(1)");
        if (query.step() && query.view(0) == "ok")
            return {};
        return fail(ErrorCode::Damaged, "the index " + quotedPath(database.file()) + ": " + query.text(0),
                    indexKind().whenDamaged, database.file());
    });
}

} // namespace connectorscope
