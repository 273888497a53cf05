#include "core/index/index_reader.h"

#include "core/index/index_health.h"
#include "core/index/index_row.h"
#include "core/index/query_planner.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "core/index/stored_values.h"
#include "core/index/text_function.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace connectorscope {

namespace {

constexpr const char* rowSql = "SELECT number, id, folder, name, state, verdict, cause, since, modified, "
                               "size, judged, left_behind, subject, "
                               "sender_name, sender, recipients, message_id, date, run FROM message WHERE ";

constexpr std::int64_t nanosecondsOfAnHour = 3'600'000'000'000;

MessageRow readRow(const Query& query, const Names& names)
{
    int column = 0;
    MessageRow row;
    row.number = query.number(column++);
    row.id = query.text(column++);
    row.place.folder = names.folder(query.number(column++));
    row.place.name = query.text(column++);
    row.state = names.state(query.number(column++));
    row.verdict = names.verdict(query.number(column++));
    row.primary = names.cause(query.number(column++));
    row.since = timeOf(query.number(column++));
    row.modified = timeOf(query.number(column++));
    row.size = static_cast<std::uint64_t>(query.number(column++));
    row.judged = query.number(column++) != 0;
    row.leftBehind = query.number(column++) != 0;
    row.hasSubject = !query.isNull(column);
    row.subject = query.text(column++);
    row.senderName = query.text(column++);
    row.sender = query.text(column++);
    row.recipients = splitLines(query.view(column++));
    row.messageId = query.text(column++);
    if (!query.isNull(column))
        row.date = query.text(column);
    ++column;
    row.run = query.text(column++);
    return row;
}

std::string hourText(std::int64_t hour)
{
    const std::chrono::sys_time<std::chrono::hours> time{std::chrono::hours(hour)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const auto two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(date.year())) + '-' + two(static_cast<unsigned>(date.month())) +
           '-' + two(static_cast<unsigned>(date.day())) + 'T' + two((time - day).count());
}

/// The most frequent first.
std::vector<GroupCount> mostFrequent(const std::unordered_map<std::string, std::uint64_t>& counted,
                                     std::size_t limit)
{
    std::vector<GroupCount> groups;
    for (const auto& [key, count] : counted)
        groups.push_back({key, count});
    std::ranges::sort(groups, [](const GroupCount& a, const GroupCount& b) {
        return a.count != b.count ? a.count > b.count : a.key < b.key;
    });
    if (groups.size() > limit)
        groups.resize(limit);
    return groups;
}

std::vector<GroupCount> countRecipients(Query& rows, std::size_t limit)
{
    std::unordered_map<std::string, std::uint64_t> counted;
    IndexRow row;
    while (rows.step()) {
        row.recipients = rows.text(0);
        for (std::string& address : recipientKeys(row))
            ++counted[std::move(address)];
    }
    return mostFrequent(counted, limit);
}

std::vector<GroupCount> countHours(Query& rows, std::size_t limit)
{
    std::unordered_map<std::int64_t, std::uint64_t> counted;
    while (rows.step()) {
        const std::int64_t since = rows.number(0);
        ++counted[since / nanosecondsOfAnHour - (since % nanosecondsOfAnHour < 0 ? 1 : 0)];
    }
    std::vector<std::pair<std::int64_t, std::uint64_t>> hours(counted.begin(), counted.end());
    std::ranges::sort(hours);
    std::vector<GroupCount> groups;
    for (const auto& [hour, count] : hours) {
        if (groups.size() < limit)
            groups.push_back({hourText(hour), count});
    }
    return groups;
}

} // namespace

struct IndexReader::State
{
    State(std::unique_ptr<Database> opened, const SearchTuning& given)
        : database(std::move(opened))
        , names(*database)
        , tuning(given)
    {
        addTextFunction(*database);
    }

    std::unique_ptr<Database> database;
    Names names;
    SearchTuning tuning;
};

IndexReader::IndexReader(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

IndexReader::~IndexReader() = default;

Result<std::unique_ptr<IndexReader>> IndexReader::open(const std::filesystem::path& workFolder,
                                                       const SearchTuning& tuning)
{
    auto opened = Database::open(databaseFiles(workFolder).index, indexKind());
    if (!opened)
        return fail(std::move(opened.error()));
    std::unique_ptr<State> state;
    Database& database = **opened;
    auto ready = database.run([&] { state = std::make_unique<State>(std::move(*opened), tuning); });
    if (!ready)
        return fail(std::move(ready.error()));
    return std::unique_ptr<IndexReader>(new IndexReader(std::move(state)));
}

Result<MessagePage> IndexReader::page(const MessageFilter& filter, const MessageOrder& order,
                                      std::size_t limit, const std::optional<PageKey>& after,
                                      std::stop_token stop)
{
    Database& database = *m_state->database;
    return database.run(stop, [&] {
        const ReadTransaction transaction(database);
        const QueryPlan plan = planPage(database, m_state->names, filter, order.column, m_state->tuning);
        std::vector<PageKey> keys;
        {
            Query query = pageSql(m_state->names, plan, filter, order, limit + 1, after).prepare(database);
            while (query.step())
                keys.push_back(readKey(query, order.column));
        }
        MessagePage page;
        if (keys.size() > limit) {
            keys.resize(limit);
            page.next = keys.empty() ? after : std::optional(keys.back());
        }
        static const std::string sql = std::string(rowSql) + "number = ?";
        for (const PageKey& key : keys) {
            Query query = database.query(sql);
            query.bind(key.number);
            if (query.step())
                page.rows.push_back(readRow(query, m_state->names));
        }
        return page;
    });
}

Result<KeyLadder> IndexReader::ladder(const MessageFilter& filter, const MessageOrder& order,
                                      std::size_t stride, std::stop_token stop)
{
    Database& database = *m_state->database;
    return database.run(stop, [&] {
        constexpr auto all = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
        const ReadTransaction transaction(database);
        const QueryPlan plan = planPage(database, m_state->names, filter, order.column, m_state->tuning);
        Query query = pageSql(m_state->names, plan, filter, order, all, std::nullopt).prepare(database);
        KeyLadder ladder;
        while (query.step()) {
            ++ladder.rows;
            if (ladder.rows % stride == 0)
                ladder.keys.push_back(readKey(query, order.column));
        }
        return ladder;
    });
}

Result<std::vector<GroupCount>> IndexReader::counts(const MessageFilter& filter, GroupBy group,
                                                    std::size_t limit, std::stop_token stop)
{
    Database& database = *m_state->database;
    return database.run(stop, [&]() -> std::vector<GroupCount> {
        const ReadTransaction transaction(database);
        const Names& names = m_state->names;
        const QueryPlan plan = planCount(database, names, filter, m_state->tuning);
        Query query = countSql(names, plan, filter, group, limit).prepare(database);
        if (group == GroupBy::Hour)
            return countHours(query, limit);
        if (group == GroupBy::Recipient && !asksNothing(filter))
            return countRecipients(query, limit);
        const bool isText = group == GroupBy::Sender || group == GroupBy::Recipient;
        std::vector<GroupCount> groups;
        while (query.step()) {
            groups.push_back({isText ? query.text(0) : std::string(names.text(query.number(0))),
                              static_cast<std::uint64_t>(query.number(1))});
        }
        return groups;
    });
}

Result<std::uint64_t> IndexReader::count(const MessageFilter& filter, std::stop_token stop)
{
    Database& database = *m_state->database;
    return database.run(stop, [&] {
        const ReadTransaction transaction(database);
        const QueryPlan plan = planCount(database, m_state->names, filter, m_state->tuning);
        Query query = totalSql(m_state->names, plan, filter).prepare(database);
        return query.step() ? static_cast<std::uint64_t>(query.number(0)) : 0;
    });
}

Result<std::optional<MessageRow>> IndexReader::message(const std::string& id)
{
    Database& database = *m_state->database;
    return database.run([&] {
        static const std::string sql =
            std::string(rowSql) + "id = ? ORDER BY state = ? DESC, since DESC, number DESC LIMIT 1";
        Query query = database.query(sql);
        query.bind(id).bind(m_state->names.of(MessageState::Present));
        return query.step() ? std::optional(readRow(query, m_state->names)) : std::nullopt;
    });
}

Result<std::vector<Finding>> IndexReader::findings(std::int64_t number)
{
    return m_state->database->run([&] { return readFindings(*m_state->database, m_state->names, number); });
}

Result<std::vector<FolderHealth>> IndexReader::health()
{
    return m_state->database->run([&] { return readHealth(*m_state->database, m_state->names); });
}

Result<std::vector<std::string>> IndexReader::explain(const MessageFilter& filter, const MessageOrder& order,
                                                      const std::optional<PageKey>& after)
{
    Database& database = *m_state->database;
    return database.run([&] {
        constexpr std::size_t limit = 200;
        constexpr int detail = 3;
        const QueryPlan plan = planPage(database, m_state->names, filter, order.column, m_state->tuning);
        BoundSql sql = pageSql(m_state->names, plan, filter, order, limit, after);
        sql.sql = "EXPLAIN QUERY PLAN " + sql.sql;
        std::vector<std::string> steps;
        Query query = sql.prepare(database);
        while (query.step())
            steps.push_back(query.text(detail));
        return steps;
    });
}

} // namespace connectorscope
