#include "core/index/query_planner.h"

#include "core/index/rare_trigrams.h"

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

bool isFew(Database& index, const BoundSql& sql, std::int64_t few)
{
    return probe(index, sql) <= few;
}

/// An index begins with the domain and holds this column, too: no row is looked at for it.
bool standsBesideDomain(SortColumn sort)
{
    return sort != SortColumn::Size && sort != SortColumn::Subject && sort != SortColumn::Recipient &&
           sort != SortColumn::FileName;
}

/// By an address or a domain that the filter asks for; nullopt when it asks for none that names few rows.
std::optional<QueryPlan> planByAddress(Database& index, const MessageFilter& filter, std::int64_t few,
                                       std::int64_t fewOfDomain)
{
    if (!filter.sender.empty() && !asksForDomain(filter) && isFew(index, senderProbe(filter, few + 1), few))
        return QueryPlan{Access::Few, "sender"};
    if (!filter.recipient.empty() && isFew(index, recipientProbe(filter, few + 1), few))
        return QueryPlan{Access::Few, "recipient"};
    if (asksForDomain(filter) && isFew(index, domainProbe(filter, fewOfDomain + 1), fewOfDomain))
        return QueryPlan{Access::Few, "domain"};
    return std::nullopt;
}

} // namespace

QueryPlan planPage(Database& index, const Names& names, const MessageFilter& filter, SortColumn sort,
                   const SearchTuning& tuning)
{
    if (!filter.text.empty() && !hasTrigrams(filter))
        return {Access::Newest, ""};
    const std::array<SmallColumn, 4> columns = smallColumns(index, names, filter);
    const SmallColumn* fewest = smallest(columns, false);
    const bool areFew = fewest != nullptr && fewest->rows <= tuning.few;
    if (areFew && (sort != SortColumn::Since || fewest->values.size() != 1))
        return {Access::Few, fewest->name};
    QueryPlan plan;
    if (!areFew) {
        const std::int64_t fewOfDomain = standsBesideDomain(sort) ? tuning.fewNumbers : tuning.few;
        if (const auto byAddress = planByAddress(index, filter, tuning.few, fewOfDomain))
            return *byAddress;
        if (hasTrigrams(filter)) {
            const std::string trigrams = rareTrigramQuery(index, searchableText(filter.text));
            const std::int64_t rows = probe(index, textProbe(trigrams, tuning.fewNumbers + 1));
            if (rows <= tuning.few)
                return {Access::Text, "", trigrams};
            if (rows <= tuning.fewNumbers)
                plan.trigrams = trigrams;
        }
    }
    if (sort == SortColumn::Sender && asksForDomain(filter)) {
        plan.access = Access::Prefix;
        plan.column = "domain";
    } else if (const SmallColumn* one = smallest(columns, true);
               one != nullptr && sort == SortColumn::Since) {
        plan.access = Access::Prefix;
        plan.column = one->name;
    }
    return plan;
}

QueryPlan planCount(Database& index, const Names& names, const MessageFilter& filter,
                    const SearchTuning& tuning)
{
    if (!filter.text.empty() && !hasTrigrams(filter))
        return {Access::Newest, ""};
    const std::array<SmallColumn, 4> columns = smallColumns(index, names, filter);
    const SmallColumn* fewest = smallest(columns, false);
    if (fewest != nullptr && fewest->rows <= tuning.few)
        return {Access::Few, fewest->name};
    if (const auto plan = planByAddress(index, filter, tuning.fewNumbers, tuning.fewNumbers))
        return *plan;
    if (hasTrigrams(filter)) {
        std::string trigrams = rareTrigramQuery(index, searchableText(filter.text));
        if (isFew(index, textProbe(trigrams, tuning.fewToCount + 1), tuning.fewToCount))
            return {Access::Text, "", std::move(trigrams)};
        return {Access::All, ""};
    }
    return {Access::Walk, ""};
}

} // namespace connectorscope
