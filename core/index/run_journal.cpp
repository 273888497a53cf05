#include "core/index/run_journal.h"

#include "core/base/random_id.h"
#include "core/index/journal_connection.h"
#include "core/index/retention_clock.h"
#include "core/index/run_files.h"
#include "core/index/stored_values.h"

namespace connectorscope {

namespace {

constexpr std::size_t runIdLength = 10;
constexpr std::size_t runTextLimit = 2000;
constexpr std::size_t envelopeLimit = 1024 * 1024;

struct RunNow
{
    std::int64_t number = 0;
    std::string message;
    std::int64_t messageNumber = 0;
    std::string kind;
    RunState state = RunState::Running;
    Place source;
};

std::optional<RunNow> findRun(JournalConnection& journal, const std::string& id)
{
    Query query = journal.database->query(
        "SELECT r.number, m.id, m.number, r.kind, r.state, r.source_folder, r.source_name FROM run r JOIN "
        "message m ON m.number = r.message WHERE r.id = ?");
    query.bind(id);
    if (!query.step())
        return std::nullopt;
    const auto state = runStateFrom(query.view(4));
    if (!state)
        return std::nullopt;
    return RunNow{query.number(0), query.text(1), query.number(2),
                  query.text(3),   *state,        {journal.names.folder(query.number(5)), query.text(6)}};
}

std::optional<StepPhase> phaseOf(Database& journal, std::int64_t run, RunStep step)
{
    Query query =
        journal.query("SELECT phase FROM step WHERE run = ? AND step = ? ORDER BY number DESC LIMIT 1");
    query.bind(run).bind(toString(step));
    // A phase that only a newer program knows may be followed by nothing.
    return query.step() ? std::optional(stepPhaseFrom(query.view(0)).value_or(StepPhase::Done))
                        : std::nullopt;
}

Result<> checkEntry(Database& journal, const RunNow& run, const RunEntry& entry)
{
    const std::string name = "run " + entry.run;
    if (isFinished(run.state) && entry.step && entry.step != RunStep::Undo)
        return fail(ErrorCode::BadInput, name + " has ended '" + std::string(toString(run.state)) + "'");
    if (entry.becomes && !mayFollow(run.state, *entry.becomes)) {
        return fail(ErrorCode::BadInput, name + " cannot become '" + std::string(toString(*entry.becomes)) +
                                             "' after '" + std::string(toString(run.state)) + "'");
    }
    if (!entry.step)
        return {};
    const auto phase = phaseOf(journal, run.number, *entry.step);
    if (!mayFollow(phase, entry.phase)) {
        return fail(ErrorCode::BadInput, name + ": '" + std::string(toString(*entry.step)) +
                                             "' cannot become '" + std::string(toString(entry.phase)) +
                                             "' after '" + std::string(phase ? toString(*phase) : "nothing") +
                                             "'");
    }
    return {};
}

void bindHash(Query& query, const std::optional<Sha256Digest>& hash)
{
    if (hash)
        query.bindBytes({reinterpret_cast<const char*>(hash->data()), hash->size()});
    else
        query.bindNull();
}

void insertStep(JournalConnection& journal, const RunNow& run, const RunEntry& entry, UtcTime at)
{
    Query query =
        journal.database->query("INSERT INTO step(run, step, phase, at, hash, boot_id, detail, actor, "
                                "path) VALUES(?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?)");
    query.bind(run.number).bind(toString(*entry.step)).bind(toString(entry.phase)).bind(stored(at));
    bindHash(query, entry.hash);
    query.bind(entry.bootId).bind(storedText(entry.detail, runTextLimit)).bind(journal.actor);
    if (entry.path.empty())
        query.bindNull();
    else
        query.bindBytes(entry.path);
    query.execute();
}

void changeState(JournalConnection& journal, const RunNow& run, const RunEntry& entry, UtcTime at)
{
    Database& database = *journal.database;
    const RunState state = *entry.becomes;
    const bool ends = isFinished(state);
    database
        .query("UPDATE run SET state = ?, outcome = nullif(?, ''), ended = ?, kept_from = ? WHERE number = ?")
        .bind(toString(state))
        .bind(storedText(entry.outcome, runTextLimit))
        .bind(ends ? std::optional(stored(at)) : std::nullopt)
        .bind(ends ? std::optional(stored(keptFrom(database, at))) : std::nullopt)
        .bind(run.number)
        .execute();
    if (!ends)
        return;
    database.query("UPDATE attempt SET result = ?, next_at = ? WHERE message = ? AND run = ?")
        .bind(toString(state))
        .bind(stored(entry.retryAt))
        .bind(run.messageNumber)
        .bind(entry.run)
        .execute();
    std::optional<std::int64_t> file;
    if (state == RunState::Deleted)
        file = journal.takeOutOfFolder(run.messageNumber, run.source, MessageState::Deleted);
    if (state == RunState::HandedOver && phaseOf(database, run.number, RunStep::Undo))
        file = countHandedOverAfterAll(database, journal.names, entry.run, at);
    std::string detail = run.kind + ": " + std::string(toString(state));
    if (!entry.outcome.empty())
        detail += ", " + entry.outcome;
    journal.addEvent({.kind = state == RunState::Deleted ? "deleted" : "run-ended",
                      .at = at,
                      .message = run.messageNumber,
                      .file = file,
                      .run = entry.run,
                      .detail = detail});
}

void updateRun(Database& database, const RunNow& run, const RunEntry& entry)
{
    if (entry.original) {
        Query query = database.query("UPDATE run SET original = ? WHERE number = ?");
        bindHash(query, entry.original);
        query.bind(run.number).execute();
    }
    if (entry.envelope) {
        database.query("UPDATE run SET envelope = ? WHERE number = ?")
            .bind(*entry.envelope)
            .bind(run.number)
            .execute();
    }
}

int nextAttempt(Database& database, std::int64_t message)
{
    Query query = database.query("SELECT ifnull(max(attempt), 0) + 1 FROM attempt WHERE message = ?");
    query.bind(message).step();
    return static_cast<int>(query.number(0));
}

Result<std::int64_t> freeMessage(JournalConnection& journal, const std::string& id)
{
    const auto message = journal.messageNumber(id);
    if (!message)
        return fail(ErrorCode::NotFound, "there is no message '" + id + "'");
    Query run = journal.database->query("SELECT id, state FROM run WHERE message = ? AND ended IS NULL");
    run.bind(*message);
    if (run.step()) {
        return fail(ErrorCode::AlreadyExists,
                    "message " + id + " is in run " + run.text(0) + " (" + run.text(1) + ")",
                    "Wait until that run has ended, or end it.");
    }
    Query hold = journal.database->query("SELECT 1 FROM hold WHERE message = ?");
    hold.bind(*message);
    if (hold.step())
        return fail(ErrorCode::AlreadyExists, "message " + id + " is held", "Release it first.");
    return *message;
}

Result<BegunRun> beginOne(JournalConnection& journal, const NewRun& run, UtcTime at)
{
    Database& database = *journal.database;
    const auto message = freeMessage(journal, run.message);
    if (!message)
        return fail(message.error());
    BegunRun begun;
    begun.id = randomId(runIdLength);
    while (findRun(journal, begun.id))
        begun.id = randomId(runIdLength);
    begun.attempt = run.isAttempt ? nextAttempt(database, *message) : 0;
    database
        .query(
            "INSERT INTO run(id, message, action, attempt, kind, state, began, source_folder, source_name, "
            "actor, is_automatic) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(begun.id)
        .bind(*message)
        .bind(run.action)
        .bind(std::int64_t{begun.attempt})
        .bind(run.kind)
        .bind(toString(RunState::Running))
        .bind(stored(at))
        .bind(journal.names.of(run.source.folder))
        .bindBytes(run.source.name)
        .bind(journal.actor)
        .bind(std::int64_t{run.isAutomatic})
        .execute();
    if (run.isAttempt) {
        database.query("INSERT INTO attempt(message, attempt, at, run) VALUES(?, ?, ?, ?)")
            .bind(*message)
            .bind(std::int64_t{begun.attempt})
            .bind(stored(at))
            .bind(begun.id)
            .execute();
    }
    std::string detail = run.kind;
    if (run.isAutomatic)
        detail += ", automatic retry";
    journal.addEvent(
        {.kind = "run-began", .at = at, .message = *message, .run = begun.id, .detail = std::move(detail)});
    return begun;
}

Result<> checkBatch(std::size_t size, std::size_t limit)
{
    if (size > limit) {
        return fail(ErrorCode::BadInput,
                    "a batch of " + std::to_string(size) + " is larger than " + std::to_string(limit));
    }
    return {};
}

} // namespace

RunJournal::RunJournal(std::unique_ptr<JournalConnection> journal)
    : m_journal(std::move(journal))
{
}

RunJournal::~RunJournal() = default;

Result<std::unique_ptr<RunJournal>> RunJournal::open(const std::filesystem::path& workFolder,
                                                     const Actor& actor)
{
    auto opened = JournalConnection::open(workFolder, actor);
    if (!opened)
        return fail(std::move(opened.error()));
    return std::unique_ptr<RunJournal>(new RunJournal(std::move(*opened)));
}

Result<std::vector<Result<BegunRun>>> RunJournal::begin(std::span<const NewRun> runs, UtcTime at)
{
    if (auto fits = checkBatch(runs.size(), batchLimit); !fits)
        return fail(std::move(fits.error()));
    Database& database = *m_journal->database;
    return database.run([&] {
        std::vector<Result<BegunRun>> begun;
        begun.reserve(runs.size());
        Transaction transaction(database);
        for (const NewRun& run : runs)
            begun.push_back(beginOne(*m_journal, run, at));
        transaction.commit();
        return begun;
    });
}

Result<> RunJournal::write(std::span<const RunEntry> entries, UtcTime at)
{
    if (auto fits = checkBatch(entries.size(), entryLimit); !fits)
        return fits;
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        Transaction transaction(database);
        for (const RunEntry& entry : entries) {
            const auto run = findRun(*m_journal, entry.run);
            if (!run)
                return fail(ErrorCode::NotFound, "there is no run '" + entry.run + "'");
            if (auto legal = checkEntry(database, *run, entry); !legal)
                return legal;
            if (entry.envelope &&
                (entry.envelope->size() > envelopeLimit || !m_journal->isJson(*entry.envelope)))
                return fail(ErrorCode::BadInput, "the envelope of run " + entry.run + " is no JSON");
            if (entry.step)
                insertStep(*m_journal, *run, entry, at);
            updateRun(database, *run, entry);
            if (entry.file)
                writeRunFile(database, m_journal->names, *entry.file, entry.run, run->message, at);
            if (entry.becomes)
                changeState(*m_journal, *run, entry, at);
        }
        transaction.commit();
        return {};
    });
}

} // namespace connectorscope
