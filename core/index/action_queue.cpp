#include "core/index/action_queue.h"

#include "core/base/random_id.h"
#include "core/index/journal_connection.h"
#include "core/index/stored_values.h"

#include <algorithm>
#include <limits>

namespace connectorscope {

namespace {

constexpr std::size_t claimLength = 16;
constexpr std::size_t doingLimit = 500;

constexpr const char* actionColumns =
    "SELECT q.number, q.kind, q.message, q.run, q.options, q.asked_at, a.account, a.machine, q.state, "
    "q.taken_at, w.account, w.machine, q.times_taken, q.done, q.total, q.doing, q.cancel_at, q.ended_at, "
    "q.result FROM action q JOIN actor a ON a.number = q.asked_by LEFT JOIN actor w ON w.number = "
    "q.taken_by ";

Action readAction(const Query& query)
{
    Action action;
    action.number = query.number(0);
    action.asked = {query.text(1), query.text(2), query.text(3), query.text(4)};
    action.askedAt = timeOf(query.number(5));
    action.askedBy = {query.text(6), query.text(7)};
    // What only a newer program knows is in its hands.
    action.state = actionStateFrom(query.view(8)).value_or(ActionState::Taken);
    action.takenAt = optionalTime(query, 9);
    if (!query.isNull(10))
        action.takenBy = Actor{query.text(10), query.text(11)};
    action.timesTaken = static_cast<int>(query.number(12));
    action.progress.done = static_cast<std::uint64_t>(query.number(13));
    action.progress.total = static_cast<std::uint64_t>(query.number(14));
    action.progress.doing = query.text(15);
    action.cancelAskedAt = optionalTime(query, 16);
    action.endedAt = optionalTime(query, 17);
    action.result = query.text(18);
    return action;
}

std::optional<Action> findAction(Database& journal, std::int64_t number)
{
    static const std::string sql = std::string(actionColumns) + "WHERE q.number = ?";
    Query query = journal.query(sql);
    query.bind(number);
    return query.step() ? std::optional(readAction(query)) : std::nullopt;
}

std::vector<Action> listActions(Database& journal, const char* condition, std::size_t limit)
{
    Query query = journal.query(std::string(actionColumns) + condition + " LIMIT ?");
    query.bind(static_cast<std::int64_t>(limit));
    std::vector<Action> actions;
    while (query.step())
        actions.push_back(readAction(query));
    return actions;
}

tl::unexpected<Error> noSuchAction(std::int64_t number)
{
    return fail(ErrorCode::NotFound, "there is no action " + std::to_string(number));
}

tl::unexpected<Error> notThisWorkers(std::int64_t number)
{
    return fail(ErrorCode::BadInput,
                "action " + std::to_string(number) + " is not in the hands of this worker",
                "Another worker has taken it over, or it has ended. Only one worker of a site may run.");
}

std::int64_t storedCount(std::uint64_t count)
{
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::min(count, most));
}

} // namespace

ActionQueue::ActionQueue(std::unique_ptr<JournalConnection> journal)
    : m_journal(std::move(journal))
    , m_claim(randomId(claimLength))
{
}

ActionQueue::~ActionQueue() = default;

Result<std::unique_ptr<ActionQueue>> ActionQueue::open(const std::filesystem::path& workFolder,
                                                       const Actor& actor)
{
    auto opened = JournalConnection::open(workFolder, actor);
    if (!opened)
        return fail(std::move(opened.error()));
    return std::unique_ptr<ActionQueue>(new ActionQueue(std::move(*opened)));
}

Result<std::int64_t> ActionQueue::enqueue(const NewAction& action, UtcTime at)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<std::int64_t> {
        if (action.options.size() > textLimit || !m_journal->isJson(action.options)) {
            return fail(ErrorCode::BadInput,
                        "the options of '" + action.kind + "' are no JSON, or longer than 16 MiB");
        }
        database
            .query("INSERT INTO action(kind, message, run, options, asked_at, asked_by, state) "
                   "VALUES(?, nullif(?, ''), nullif(?, ''), ?, ?, ?, ?)")
            .bind(action.kind)
            .bind(action.message)
            .bind(action.run)
            .bind(action.options)
            .bind(stored(at))
            .bind(m_journal->actor)
            .bind(toString(ActionState::Waiting))
            .execute();
        return database.lastRowId();
    });
}

Result<Action> ActionQueue::action(std::int64_t number)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<Action> {
        auto found = findAction(database, number);
        if (!found)
            return noSuchAction(number);
        return std::move(*found);
    });
}

Result<ActionState> ActionQueue::cancel(std::int64_t number, UtcTime at)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<ActionState> {
        Transaction transaction(database);
        const auto found = findAction(database, number);
        if (!found)
            return noSuchAction(number);
        if (isEnded(found->state))
            return found->state;
        database
            .query("UPDATE action SET cancel_at = ?, cancel_by = ? WHERE number = ? AND cancel_at IS NULL")
            .bind(stored(at))
            .bind(m_journal->actor)
            .bind(number)
            .execute();
        ActionState state = found->state;
        // What a worker has begun is not over before one has looked at its runs.
        const auto cancelled = found->timesTaken == 0 ? after(state, ActionStep::CancelNow) : std::nullopt;
        if (cancelled) {
            state = *cancelled;
            database.query("UPDATE action SET state = ?, ended_at = ? WHERE number = ?")
                .bind(toString(state))
                .bind(stored(at))
                .bind(number)
                .execute();
        }
        transaction.commit();
        return state;
    });
}

Result<std::vector<Action>> ActionQueue::unended(std::size_t limit)
{
    Database& database = *m_journal->database;
    return database.run([&] {
        return listActions(database, "WHERE q.state IN ('waiting', 'taken') ORDER BY q.number", limit);
    });
}

Result<std::vector<Action>> ActionQueue::latest(std::size_t limit)
{
    Database& database = *m_journal->database;
    return database.run([&] { return listActions(database, "ORDER BY q.number DESC", limit); });
}

Result<std::size_t> ActionQueue::takeBackFromTheDead(const RoleLock& /*workerRole*/)
{
    Database& database = *m_journal->database;
    return database.run([&] {
        return static_cast<std::size_t>(
            database
                .query("UPDATE action SET state = ?, claim = NULL "
                       "WHERE state IN ('waiting', 'taken') AND state = ? AND claim != ?")
                .bind(toString(*after(ActionState::Taken, ActionStep::GiveBack)))
                .bind(toString(ActionState::Taken))
                .bind(m_claim)
                .execute());
    });
}

Result<std::optional<Action>> ActionQueue::take(UtcTime at)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> std::optional<Action> {
        constexpr const char* oldest = "SELECT number FROM action WHERE state IN ('waiting', 'taken') "
                                       "AND state = 'waiting' ORDER BY number LIMIT 1";
        if (database.number(oldest) == 0)
            return std::nullopt; // found out without keeping others from writing
        Transaction transaction(database);
        const std::int64_t number = database.number(oldest);
        if (number == 0)
            return std::nullopt;
        database
            .query("UPDATE action SET state = ?, claim = ?, taken_at = ?, taken_by = ?, "
                   "times_taken = times_taken + 1 WHERE number = ?")
            .bind(toString(*after(ActionState::Waiting, ActionStep::Take)))
            .bind(m_claim)
            .bind(stored(at))
            .bind(m_journal->actor)
            .bind(number)
            .execute();
        auto taken = findAction(database, number);
        transaction.commit();
        return taken;
    });
}

Result<bool> ActionQueue::report(std::int64_t number, const ActionProgress& progress)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<bool> {
        Transaction transaction(database);
        const int changed =
            database
                .query("UPDATE action SET done = ?, total = ?, doing = ? WHERE number = ? AND claim = ? "
                       "AND state = ?")
                .bind(storedCount(progress.done))
                .bind(storedCount(progress.total))
                .bind(storedText(progress.doing, doingLimit))
                .bind(number)
                .bind(m_claim)
                .bind(toString(ActionState::Taken))
                .execute();
        if (changed == 0)
            return notThisWorkers(number);
        Query query = database.query("SELECT cancel_at IS NULL FROM action WHERE number = ?");
        query.bind(number).step();
        const bool goesOn = query.number(0) != 0;
        transaction.commit();
        return goesOn;
    });
}

Result<> ActionQueue::giveBack(std::int64_t number)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        const int changed =
            database
                .query(
                    "UPDATE action SET state = ?, claim = NULL WHERE number = ? AND claim = ? AND state = ?")
                .bind(toString(*after(ActionState::Taken, ActionStep::GiveBack)))
                .bind(number)
                .bind(m_claim)
                .bind(toString(ActionState::Taken))
                .execute();
        if (changed == 0)
            return notThisWorkers(number);
        return {};
    });
}

Result<> ActionQueue::end(std::int64_t number, ActionStep step, std::string_view result, UtcTime at)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        const auto state = after(ActionState::Taken, step);
        if (!state || !isEnded(*state))
            return fail(ErrorCode::BadInput,
                        "to " + std::string(toString(step)) + " an action does not end it");
        if (result.size() > textLimit || !m_journal->isJson(result))
            return fail(ErrorCode::BadInput, "the result of action " + std::to_string(number) +
                                                 " is no JSON, or longer than 16 MiB");
        const int changed = database
                                .query("UPDATE action SET state = ?, claim = NULL, ended_at = ?, result = ? "
                                       "WHERE number = ? AND claim = ? AND state = ?")
                                .bind(toString(*state))
                                .bind(stored(at))
                                .bind(result)
                                .bind(number)
                                .bind(m_claim)
                                .bind(toString(ActionState::Taken))
                                .execute();
        if (changed == 0)
            return notThisWorkers(number);
        return {};
    });
}

} // namespace connectorscope
