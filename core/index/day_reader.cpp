#include "core/index/day_reader.h"

#include "core/index/day_state.h"
#include "core/index/hold_states.h"
#include "core/index/journal_opening.h"
#include "core/index/stored_values.h"

#include <algorithm>
#include <map>

namespace connectorscope {

namespace {

FolderLook readLook(const Query& query, const Names& names)
{
    FolderLook look;
    look.folder = names.folder(query.number(0));
    look.at = timeOf(query.number(1));
    look.path = query.text(2);
    look.listed = optionalTime(query, 3);
    look.unreachableSince = optionalTime(query, 4);
    look.whyUnreachable = query.text(5);
    look.entries = static_cast<std::uint64_t>(query.number(6));
    look.notLookedAt = static_cast<std::uint64_t>(query.number(7));
    if (const auto space = optionalNumber(query, 8))
        look.freeSpace = static_cast<std::uint64_t>(*space);
    if (const auto skew = optionalNumber(query, 9))
        look.skew = std::chrono::nanoseconds(*skew);
    return look;
}

} // namespace

DayReader::State::State(std::unique_ptr<Database> opened)
    : database(std::move(opened))
    , names(*database)
    , transaction(std::make_unique<ReadTransaction>(*database))
{
}

std::int64_t DayReader::State::lastBefore(UtcTime moment, const char* sql)
{
    Query query = database->query(sql);
    query.bind(quarterOf(moment)).bind(stored(moment)).step();
    return query.number(0);
}

std::int64_t DayReader::State::lastEventBefore(UtcTime moment)
{
    return lastBefore(moment, "SELECT max(event) FROM (SELECT event, at FROM look WHERE quarter <= ? "
                              "ORDER BY quarter DESC LIMIT 8) WHERE at < ?");
}

std::int64_t DayReader::State::lastMessageBefore(UtcTime moment)
{
    return lastBefore(moment, "SELECT max(message) FROM (SELECT message, at FROM look WHERE quarter <= ? "
                              "ORDER BY quarter DESC LIMIT 8) WHERE at < ?");
}

DayReader::DayReader(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

DayReader::~DayReader() = default;

Result<std::unique_ptr<DayReader>> DayReader::open(const std::filesystem::path& workFolder)
{
    auto opened = openJournal<State>(workFolder);
    if (!opened)
        return fail(std::move(opened.error()));
    return std::unique_ptr<DayReader>(new DayReader(std::move(*opened)));
}

Result<> DayReader::refresh()
{
    return m_state->database->run([&] {
        m_state->transaction.reset();
        m_state->transaction = std::make_unique<ReadTransaction>(*m_state->database);
    });
}

Result<std::optional<UtcTime>> DayReader::firstWatched()
{
    return m_state->database->run([&] {
        Query query = m_state->database->query("SELECT min(began) FROM watched");
        return query.step() ? optionalTime(query, 0) : std::nullopt;
    });
}

Result<std::optional<UtcTime>> DayReader::lastWatched()
{
    return m_state->database->run([&] {
        Query query = m_state->database->query("SELECT max(until) FROM watched");
        return query.step() ? optionalTime(query, 0) : std::nullopt;
    });
}

Result<std::vector<WatchedTime>> DayReader::watched(const TimeWindow& window)
{
    return m_state->database->run([&] {
        Query query = m_state->database->query("SELECT folder, began, until FROM watched "
                                               "WHERE until >= ? AND began < ? ORDER BY began, folder");
        query.bind(stored(window.from)).bind(stored(window.before));
        std::vector<WatchedTime> times;
        while (query.step())
            times.push_back(
                {m_state->names.folder(query.number(0)), timeOf(query.number(1)), timeOf(query.number(2))});
        return times;
    });
}

Result<std::vector<FolderLook>> DayReader::looks(UtcTime before)
{
    return m_state->database->run([&] {
        std::vector<FolderLook> looks;
        for (const FolderKind folder : watchedFolders) {
            // One that could not be listed for long has an old row beside newer ones, or the newest.
            Query query = m_state->database->query(
                "SELECT folder, at, path, listed, unreachable_since, why_unreachable, entries, "
                "not_looked_at, free_space, skew FROM look WHERE folder = ? AND quarter <= ? AND at < ? "
                "ORDER BY quarter DESC LIMIT 1");
            query.bind(m_state->names.of(folder)).bind(quarterOf(before)).bind(stored(before));
            if (query.step())
                looks.push_back(readLook(query, m_state->names));
        }
        return looks;
    });
}

Result<> DayReader::eachLying(UtcTime before, const std::function<void(const LyingFile&)>& visit)
{
    return m_state->database->run([&] { visitLying(*m_state, before, visit); });
}

Result<std::uint64_t> DayReader::held(UtcTime before)
{
    return m_state->database->run([&] {
        Query now = m_state->database->query("SELECT count(*) FROM hold WHERE state = ? AND at < ?");
        now.bind(toString(HoldState::Held)).bind(stored(before)).step();
        // Those that have been released since then were held for as long.
        Query since = m_state->database->query(
            "SELECT count(*) FROM event r WHERE r.number > ? AND r.kind = ? AND r.at >= ? AND EXISTS("
            "SELECT 1 FROM event h WHERE h.message = r.message AND h.number < r.number AND h.kind = ? "
            "AND h.at < ?)");
        since.bind(m_state->lastEventBefore(before))
            .bind(m_state->names.of(std::string_view("released")))
            .bind(stored(before))
            .bind(m_state->names.of(std::string_view("held")))
            .bind(stored(before))
            .step();
        return static_cast<std::uint64_t>(now.number(0) + since.number(0));
    });
}

Result<std::vector<CauseFailures>> DayReader::failures(const TimeWindow& window)
{
    return m_state->database->run([&] {
        Query query = m_state->database->query(
            "SELECT cause, count(*) FROM event WHERE failed IS NOT NULL AND at >= ? AND at < ? "
            "GROUP BY cause");
        query.bind(stored(window.from)).bind(stored(window.before));
        std::vector<CauseFailures> failures;
        while (query.step())
            failures.push_back(
                {m_state->names.cause(query.number(0)), static_cast<std::uint64_t>(query.number(1))});
        std::ranges::stable_sort(failures, [](const CauseFailures& a, const CauseFailures& b) {
            return a.count != b.count ? a.count > b.count : a.cause < b.cause;
        });
        return failures;
    });
}

Result<std::vector<ConditionTime>> DayReader::conditions(const TimeWindow& window)
{
    Database& database = *m_state->database;
    const Names& names = m_state->names;
    return database.run([&] {
        std::map<ConditionKey, ConditionTime> holding;
        std::vector<ConditionTime> conditions;
        const std::int64_t began = names.of(std::string_view("condition-began"));
        const std::int64_t ended = names.of(std::string_view("condition-ended"));
        Query query = database.query("SELECT at, kind, folder, cause, detail FROM event "
                                     "WHERE file IS NULL AND message IS NULL AND at < ? ORDER BY at, number");
        query.bind(stored(window.before));
        while (query.step()) {
            const auto cause = names.cause(query.number(3));
            if (!cause)
                continue;
            const UtcTime at = timeOf(query.number(0));
            const ConditionKey key{*cause, names.folder(query.number(2))};
            if (query.number(1) == ended) {
                const auto found = holding.find(key);
                if (found == holding.end())
                    continue;
                found->second.ended = at;
                if (at >= window.from)
                    conditions.push_back(std::move(found->second));
                holding.erase(found);
            } else if (query.number(1) == began) {
                holding.insert_or_assign(key, ConditionTime{key, at, std::nullopt, query.text(4)});
            } else if (const auto found = holding.find(key); found != holding.end()) {
                found->second.evidence = query.text(4);
            }
        }
        for (auto& [key, condition] : holding)
            conditions.push_back(std::move(condition));
        std::ranges::stable_sort(conditions, {}, &ConditionTime::since);
        return conditions;
    });
}

Result<std::optional<UtcTime>> DayReader::lastDeparture(UtcTime before)
{
    return m_state->database->run([&] {
        Query query = m_state->database->query("SELECT at FROM event WHERE departed IS NOT NULL AND at < ? "
                                               "ORDER BY at DESC LIMIT 1");
        query.bind(stored(before));
        return query.step() ? optionalTime(query, 0) : std::nullopt;
    });
}

Result<std::optional<UtcTime>> DayReader::lastHandOver(UtcTime before)
{
    return m_state->database->run([&] {
        Query query = m_state->database->query("SELECT quarter FROM figure WHERE quarter < ? AND "
                                               "handed_over > 0 ORDER BY quarter DESC LIMIT 1");
        query.bind(quarterOf(before));
        return query.step() ? std::optional(UtcTime(Quarters(query.number(0)))) : std::nullopt;
    });
}

} // namespace connectorscope
