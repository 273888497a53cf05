#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/index/action_states.h"
#include "core/index/actor.h"
#include "core/index/role_lock.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

class JournalConnection;

/// What a program asks for.
struct NewAction
{
    std::string kind = {};      ///< "requeue", "delete", ...: the worker knows it
    std::string message = {};   ///< the id of the message that it is about; may be empty
    std::string run = {};       ///< the id of the run that it is about; may be empty
    std::string options = "{}"; ///< JSON
};

/// How far an action is.
struct ActionProgress
{
    std::uint64_t done = 0;
    std::uint64_t total = 0; ///< 0: not known
    std::string doing;       ///< for people; may be empty
};

/// What was asked for, and what has become of it.
struct Action
{
    std::int64_t number = 0; ///< in the order in which they were asked for
    NewAction asked;
    UtcTime askedAt;
    Actor askedBy;
    ActionState state = ActionState::Waiting;
    std::optional<UtcTime> takenAt; ///< last
    std::optional<Actor> takenBy;
    int timesTaken = 0; ///< more than once: a worker has died over it, and what it began is in its runs
    ActionProgress progress;
    std::optional<UtcTime> cancelAskedAt;
    std::optional<UtcTime> endedAt;
    std::string result; ///< JSON; empty before the end
};

/// What programs ask the worker of a site to do, in the journal: what was asked for survives a power failure
/// when the call returns, is offered to workers in the order in which it was asked for until one of them has
/// ended it, and is in the hands of one worker at a time. What a worker has done of an action that it did not
/// end is told by the runs of that action (RunJournal::runsOfAction).
///
/// One connection: for one thread at a time. Each object is a worker of its own.
class ActionQueue
{
public:
    static Result<std::unique_ptr<ActionQueue>> open(const std::filesystem::path& workFolder,
                                                     const Actor& actor);
    ActionQueue(const ActionQueue&) = delete;
    ActionQueue& operator=(const ActionQueue&) = delete;
    ~ActionQueue();

    static constexpr std::size_t textLimit = 16 * 1024 * 1024; ///< of options and results, in bytes

    // For programs that ask.

    /// Returns its number. ErrorCode::BadInput for options that are no JSON or too long.
    Result<std::int64_t> enqueue(const NewAction& action, UtcTime at);
    /// ErrorCode::NotFound where there is none of that number.
    Result<Action> action(std::int64_t number);
    /// Ends an action that waits; asks the worker to stop one that it has taken. Returns what it is now:
    /// Cancelled, Taken, or how it had ended before.
    Result<ActionState> cancel(std::int64_t number, UtcTime at);
    /// Those that have not ended, the oldest first.
    Result<std::vector<Action>> unended(std::size_t limit);
    /// All, the latest first.
    Result<std::vector<Action>> latest(std::size_t limit);

    // For the worker.

    /// Offers again what workers have left behind that are no more: all that others have taken, since only
    /// one at a time holds the role. Returns how many. Called once, before the first take().
    Result<std::size_t> takeBackFromTheDead(const RoleLock& workerRole);
    /// The oldest that waits is this worker's now; nullopt when none waits. One that was cancelled after a
    /// dead worker had taken it comes too (Action::cancelAskedAt): only its runs tell what was done.
    Result<std::optional<Action>> take(UtcTime at);
    /// Tells how far it is, and returns whether it shall go on: false when it was asked to cancel. A flush of
    /// the disk each: for a few times a second.
    Result<bool> report(std::int64_t number, const ActionProgress& progress);
    /// Offers it again: this worker ends before it is done.
    Result<> giveBack(std::int64_t number);
    /// Ends it, by Finish, Fail or Stop. Of an action that is not this worker's ErrorCode::BadInput.
    Result<> end(std::int64_t number, ActionStep step, std::string_view result, UtcTime at);

private:
    explicit ActionQueue(std::unique_ptr<JournalConnection> journal);
    std::unique_ptr<JournalConnection> m_journal;
    std::string m_claim;
};

} // namespace connectorscope
