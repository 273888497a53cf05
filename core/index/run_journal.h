#pragma once

#include "core/base/hashing.h"
#include "core/index/actor.h"
#include "core/index/run_states.h"
#include "core/watch/message_ledger.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

class JournalConnection;

/// A run that is to begin.
struct NewRun
{
    std::string message;                ///< its id
    std::string kind;                   ///< "requeue", "delete", ...
    Place source;                       ///< where its file lies
    std::optional<std::int64_t> action; ///< that asked for it
    bool isAttempt = true;              ///< counts as one of the message's attempts
    bool isAutomatic = false;           ///< an automatic retry: nobody has asked for it
};

struct BegunRun
{
    std::string id;
    int attempt = 0; ///< of the message, from 1; 0 for a run that is none
};

/// A name that a run gives to a file in one of the site's folders, and how the watcher knows that file again.
struct RunFile
{
    Place place;
    FileStamp stamp; ///< size, modified and identity as the file has them before it gets that name
    std::optional<Xxh3Digest> content;
};

/// One thing to be written of a run.
struct RunEntry
{
    std::string run = {};
    std::optional<RunStep> step = {}; ///< nullopt: only the run's state changes
    StepPhase phase = StepPhase::Begun;
    std::string path = {};                     ///< of the file that the effect makes; bytes; may be empty
    std::optional<Sha256Digest> hash = {};     ///< of that file
    std::string bootId = {};                   ///< of StepPhase::Exposing; of RunStep::PickUp: a steadyMark()
    std::string detail = {};                   ///< for people; a server's answer
    std::optional<RunFile> file = {};          ///< written before the file gets its name
    std::optional<RunState> becomes = {};      ///< the run's state from now on
    std::string outcome = {};                  ///< with `becomes`: for people
    std::optional<UtcTime> retryAt = {};       ///< with a finished state: of an automatic retry
    std::optional<Sha256Digest> original = {}; ///< of what lies in the vault
    std::optional<std::string> envelope = {};  ///< JSON
};

/// What was written of a step, and when.
struct StepRow
{
    RunStep step = RunStep::Claim;
    StepPhase phase = StepPhase::Begun;
    UtcTime at;
    std::string path;
    std::optional<Sha256Digest> hash;
    std::string bootId;
    std::string detail;
    Actor actor;
};

struct RunRow
{
    std::string id;
    std::string message;
    std::string kind;
    std::optional<std::int64_t> action;
    int attempt = 0;
    RunState state = RunState::Running;
    std::string outcome;
    UtcTime began;
    std::optional<UtcTime> ended;
    Place source;
    std::optional<Sha256Digest> original;
    std::string envelope;
    Actor actor;
    bool isAutomatic = false; ///< an automatic retry: nobody has asked for it
    /// When the message is due to be tried again by itself; nullopt where something newer has happened to it.
    std::optional<UtcTime> retryAt;
};

/// One try to get a message through. Attempts belong to the message, whatever a repair makes of its bytes.
struct Attempt
{
    int number = 0;
    UtcTime at;
    std::string run;
    std::optional<RunState> result; ///< nullopt while its run is not finished
    std::optional<UtcTime> retryAt;
};

/// The ways of messages through the pipeline, in the journal. What a call has written survives a power
/// failure when it returns; it has written all of it or nothing. What may follow what stands in run_states.h,
/// and what may not is refused here with ErrorCode::BadInput: a program that has lost its way does nothing
/// twice.
///
/// One connection: for one thread at a time.
class RunJournal
{
public:
    static Result<std::unique_ptr<RunJournal>> open(const std::filesystem::path& workFolder,
                                                    const Actor& actor);
    RunJournal(const RunJournal&) = delete;
    RunJournal& operator=(const RunJournal&) = delete;
    ~RunJournal();

    static constexpr std::size_t batchLimit = 64;             ///< runs that begin() begins at once
    static constexpr std::size_t entryLimit = 8 * batchLimit; ///< that write() writes at once

    /// Begins runs in one transaction. For each its id, or why it may not begin: ErrorCode::NotFound where
    /// there is no such message, ErrorCode::AlreadyExists where it is held or in a run (named) already.
    Result<std::vector<Result<BegunRun>>> begin(std::span<const NewRun> runs, UtcTime at);
    /// Writes them in their order in one transaction: before the effects of a step, and after them.
    Result<> write(std::span<const RunEntry> entries, UtcTime at);

    /// ErrorCode::NotFound where there is none.
    Result<RunRow> run(const std::string& id);
    /// In the order in which they were written.
    Result<std::vector<StepRow>> steps(const std::string& id);
    Result<std::vector<RunFile>> files(const std::string& id);
    /// All that hold their message, in the order in which they began: what `resume` looks at.
    Result<std::vector<RunRow>> unfinished();
    /// Deletions whose undoing has begun and not ended.
    Result<std::vector<RunRow>> deletionsBeingUndone();
    /// The latest first; those that began before the run `olderThan`, where one is named.
    Result<std::vector<RunRow>> latest(std::size_t limit, const std::string& olderThan = {});
    /// The ids that begin so, in order, at most `limit`.
    Result<std::vector<std::string>> idsThatBegin(std::string_view prefix, std::size_t limit);
    /// In the order in which they began.
    Result<std::vector<RunRow>> runsOfMessage(const std::string& message);
    Result<std::vector<RunRow>> runsOfAction(std::int64_t action);
    /// The last run that handed over that message, or another of the same body, From and Subject, and is no
    /// older than `retention`. A clock that jumps makes none of them older: by it and by the rounds that have
    /// cleared the vault, whichever is less; before the first round all count.
    Result<std::optional<RunRow>> handedOverWithin(const std::string& message,
                                                   std::chrono::nanoseconds retention, UtcTime now);

    /// An unfinished run, not a deletion, of another message with the same body, From and Subject.
    Result<std::optional<RunRow>> sameContentUnderWay(const std::string& message);
    /// Whether a run of that kind has come to its consumer: handed over, ineffective, or in BadMail.
    Result<bool> hasComeThrough(const std::string& kind);

    /// All attempts of a message, the first first.
    Result<std::vector<Attempt>> attempts(const std::string& message);
    /// Messages whose automatic retry is due: their latest attempt says so, and they are neither held nor in
    /// a run. The longest due first.
    Result<std::vector<std::string>> dueRetries(UtcTime now, std::size_t limit);

private:
    explicit RunJournal(std::unique_ptr<JournalConnection> journal);
    std::unique_ptr<JournalConnection> m_journal;
};

} // namespace connectorscope
