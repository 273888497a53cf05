#pragma once

#include "core/index/message_query.h"
#include "core/index/names.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace connectorscope {

/// A statement and the values of its parameters, in order.
struct BoundSql
{
    std::string sql;
    std::vector<std::variant<std::int64_t, std::string>> values;

    /// Gives the statement its values.
    Query prepare(Database& database) const;
};

/// How the rows of a filter are reached.
enum class Access : std::uint8_t
{
    Walk,   ///< along the index of the sort column, leaving out what does not fit
    Prefix, ///< along the part of an index that a folder, verdict, cause or state of the filter names
    Few,    ///< those of a small column, an address or a domain that fit are few: all of them, then sorted
    Text,   ///< those that the trigrams name, then sorted
    Newest, ///< the newest ones, then sorted
    All     ///< one after the other as they lie on the disk; for counting
};

struct QueryPlan
{
    Access access = Access::Walk;
    const char* column = ""; ///< of Prefix and Few: what names the rows
    /// The query for the trigrams of the text. Where the access is not Text, the rows that it names are
    /// gathered first, and only those are looked into.
    std::string trigrams = {};
};

// All SQL that asks for messages is put together here, from constant pieces; values of filters are only ever
// bound. Internal to core/index.

/// The keys of the rows that come after `after`, in order.
BoundSql pageSql(const Names& names, const QueryPlan& plan, const MessageFilter& filter,
                 const MessageOrder& order, std::size_t limit, const std::optional<PageKey>& after);
/// The key of the row that `query` stands on.
PageKey readKey(const Query& query, SortColumn column);

/// Columns: the group, how many; of GroupBy::Recipient with a filter the recipients of each row, of
/// GroupBy::Hour `since` of each row.
BoundSql countSql(const Names& names, const QueryPlan& plan, const MessageFilter& filter, GroupBy group,
                  std::size_t limit);
BoundSql totalSql(const Names& names, const QueryPlan& plan, const MessageFilter& filter);

/// How many rows could fit by one condition alone, counted up to `limit`.
BoundSql senderProbe(const MessageFilter& filter, std::int64_t limit);
BoundSql recipientProbe(const MessageFilter& filter, std::int64_t limit);
BoundSql domainProbe(const MessageFilter& filter, std::int64_t limit);
BoundSql textProbe(const std::string& trigrams, std::int64_t limit);
/// The numbers of the first rows with that text, at most so many.
BoundSql textSample(const std::string& trigrams, std::int64_t limit);

/// Whether nothing but the small columns is asked for, so that `tally` can answer.
bool asksOnlySmallColumns(const MessageFilter& filter);
bool asksNothing(const MessageFilter& filter);
/// What a filter's text is compared as.
std::string searchableText(std::string_view text);
/// Whether the text is long enough for trigrams.
bool hasTrigrams(const MessageFilter& filter);
/// Whether the filter's sender is a domain: "@example.com".
bool asksForDomain(const MessageFilter& filter);

} // namespace connectorscope
