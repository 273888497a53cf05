#include "core/index/query_planner.h"

#include <array>
#include <optional>

namespace connectorscope {

namespace {

constexpr std::int64_t nobodyCounted = -1;

std::int64_t probe(Database& index, const BoundSql& sql)
{
    Query query = sql.prepare(index);
    return query.step() ? query.number(0) : 0;
}

/// A condition of the filter on one small column.
struct SmallColumn
{
    const char* name = "";
    std::vector<std::int64_t> values;
    std::int64_t rows = nobodyCounted; ///< that have one of the values
};

template <class Value>
std::vector<std::int64_t> numbersOf(const std::vector<Value>& values, const Names& names)
{
    std::vector<std::int64_t> numbers;
    for (const Value value : values)
        numbers.push_back(names.of(value));
    return numbers;
}

/// In the order of the columns of `tally`.
std::array<SmallColumn, 4> smallColumns(Database& index, const Names& names, const MessageFilter& filter)
{
    std::array<SmallColumn, 4> columns = {{{"folder", numbersOf(filter.folders, names)},
                                           {"verdict", numbersOf(filter.verdicts, names)},
                                           {"cause", numbersOf(filter.causes, names)},
                                           {"state", numbersOf(filter.states, names)}}};
    if (filter.stuck)
        columns[3].values = {names.of(MessageState::Present)};
    for (SmallColumn& column : columns)
        column.rows = column.values.empty() ? nobodyCounted : 0;
    Query query = index.query("SELECT folder, verdict, cause, state, count FROM tally");
    while (query.step()) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            for (const std::int64_t value : columns[i].values) {
                if (query.number(static_cast<int>(i)) == value)
                    columns[i].rows += query.number(static_cast<int>(columns.size()));
            }
        }
    }
    return columns;
}

const SmallColumn* smallest(const std::array<SmallColumn, 4>& columns, bool withOneValue)
{
    const SmallColumn* best = nullptr;
    for (const SmallColumn& column : columns) {
        if (column.rows == nobodyCounted || (withOneValue && column.values.size() != 1))
            continue;
        if (best == nullptr || column.rows < best->rows)
            best = &column;
    }
    return best;
}

/// By what the filter asks besides the small columns; nullopt when it asks nothing that names few rows.
std::optional<QueryPlan> planByContent(Database& index, const MessageFilter& filter, std::int64_t limit)
{
    if (!filter.text.empty() && !hasTrigrams(filter))
        return QueryPlan{Access::Newest, ""};
    const auto isFew = [&](const BoundSql& sql) { return probe(index, sql) <= limit; };
    const bool isDomain = filter.sender.starts_with('@');
    if (!filter.sender.empty() && !isDomain && isFew(senderProbe(filter, limit + 1)))
        return QueryPlan{Access::Few, "sender"};
    if (!filter.recipient.empty() && isFew(recipientProbe(filter, limit + 1)))
        return QueryPlan{Access::Few, "recipient"};
    const bool hasText = !filter.text.empty() || (isDomain && filter.sender.size() >= 3);
    if (hasText && isFew(textProbe(filter, limit + 1)))
        return QueryPlan{Access::Text, ""};
    return std::nullopt;
}

} // namespace

QueryPlan planPage(Database& index, const Names& names, const MessageFilter& filter, SortColumn sort,
                   const SearchTuning& tuning)
{
    const std::array<SmallColumn, 4> columns = smallColumns(index, names, filter);
    const SmallColumn* fewest = smallest(columns, false);
    if (fewest == nullptr || fewest->rows > tuning.few) {
        if (const auto plan = planByContent(index, filter, tuning.few))
            return *plan;
    } else if (!filter.text.empty() && !hasTrigrams(filter)) {
        return {Access::Newest, ""};
    }
    if (sort == SortColumn::Since) {
        if (const SmallColumn* one = smallest(columns, true))
            return {Access::Prefix, one->name};
    }
    if (fewest != nullptr && fewest->rows <= tuning.few)
        return {Access::Few, fewest->name};
    return {Access::Walk, ""};
}

QueryPlan planCount(Database& index, const Names& names, const MessageFilter& filter,
                    const SearchTuning& tuning)
{
    const std::array<SmallColumn, 4> columns = smallColumns(index, names, filter);
    const SmallColumn* fewest = smallest(columns, false);
    if (!filter.text.empty() && !hasTrigrams(filter))
        return {Access::Newest, ""};
    if (fewest != nullptr && fewest->rows <= tuning.few)
        return {Access::Few, fewest->name};
    if (const auto plan = planByContent(index, filter, tuning.fewToCount))
        return *plan;
    return {Access::Walk, ""};
}

} // namespace connectorscope
