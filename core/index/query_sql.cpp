#include "core/index/query_sql.h"

#include "core/index/index_row.h"
#include "core/index/stored_values.h"
#include "core/index/text_fold.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// How rows are sorted by a column, and the index that holds them in that order.
struct SortRule
{
    const char* column;
    const char* index;
    bool bySince;  ///< rows that are equal in it stand in the order of `since`
    bool isNumber; ///< the column holds numbers
};

SortRule ruleOf(SortColumn column)
{
    switch (column) {
    case SortColumn::Since:
        return {"since", "message_since", false, true};
    case SortColumn::Folder:
        return {"folder", "message_folder", true, true};
    case SortColumn::Verdict:
        return {"verdict", "message_verdict", true, true};
    case SortColumn::Cause:
        return {"cause", "message_cause", true, true};
    case SortColumn::State:
        return {"state", "message_state", true, true};
    case SortColumn::Size:
        return {"size", "message_size", false, true};
    case SortColumn::Subject:
        return {"subject_key", "message_subject", false, false};
    case SortColumn::Sender:
        return {"sender_key", "message_sender", false, false};
    case SortColumn::Recipient:
        return {"recipient_key", "message_recipient", false, false};
    case SortColumn::FileName:
        return {"name_key", "message_name", false, false};
    }
    return {"since", "message_since", false, true};
}

void bindNumber(BoundSql& bound, std::int64_t value)
{
    bound.values.emplace_back(value);
}

void bindText(BoundSql& bound, std::string value)
{
    bound.values.emplace_back(std::move(value));
}

/// "WHERE" before the first condition, "AND" before the others.
class Conditions
{
public:
    explicit Conditions(BoundSql& bound)
        : m_bound(bound)
    {
    }

    BoundSql& add(std::string_view condition)
    {
        m_bound.sql += m_isFirst ? " WHERE " : " AND ";
        m_bound.sql += condition;
        m_isFirst = false;
        return m_bound;
    }

    template <class Value>
    void addSmall(const char* column, const std::vector<Value>& values, const Names& names)
    {
        if (values.empty())
            return;
        std::string condition = std::string("m.") + column;
        condition += values.size() == 1 ? " = ?" : " IN (?";
        for (std::size_t i = 1; i < values.size(); ++i)
            condition += ", ?";
        if (values.size() > 1)
            condition += ')';
        add(condition);
        for (const Value value : values)
            bindNumber(m_bound, names.of(value));
    }

private:
    BoundSql& m_bound;
    bool m_isFirst = true;
};

void addSmallColumns(Conditions& conditions, const MessageFilter& filter, const Names& names)
{
    conditions.addSmall("folder", filter.folders, names);
    conditions.addSmall("state", filter.states, names);
    conditions.addSmall("verdict", filter.verdicts, names);
    conditions.addSmall("cause", filter.causes, names);
    if (filter.stuck)
        conditions.addSmall("state", std::vector{MessageState::Present}, names);
}

void addStuck(Conditions& conditions, const StuckLimits& limits, const Names& names)
{
    BoundSql& bound =
        conditions.add("((+m.folder = ? AND m.verdict != ?) OR +m.folder = ? OR (+m.folder = ? AND "
                       "(m.since < ? OR m.left_behind)) OR (+m.folder = ? AND m.since < ?))");
    bindNumber(bound, names.of(FolderKind::Failed));
    bindNumber(bound, names.of(Verdict::Pending));
    bindNumber(bound, names.of(FolderKind::BadMail));
    bindNumber(bound, names.of(FolderKind::Incoming));
    bindNumber(bound, stored(limits.incomingBefore));
    bindNumber(bound, names.of(FolderKind::PickUp));
    bindNumber(bound, stored(limits.pickupBefore));
}

void addAddresses(Conditions& conditions, const QueryPlan& plan, const MessageFilter& filter)
{
    if (asksForDomain(filter)) {
        bindText(conditions.add("m.domain_key = ?"), domainKey(filter.sender));
    } else if (!filter.sender.empty()) {
        bindText(conditions.add("m.sender_key = ?"), addressKey(filter.sender));
    }
    if (filter.recipient.empty())
        return;
    if (plan.access == Access::Few && std::string_view(plan.column) == "recipient")
        bindText(conditions.add("r.address = ?"), addressKey(filter.recipient));
    else
        bindText(
            conditions.add("EXISTS (SELECT 1 FROM recipient r WHERE r.address = ? AND r.message = m.number)"),
            addressKey(filter.recipient));
}

void addText(Conditions& conditions, const QueryPlan& plan, const MessageFilter& filter)
{
    if (plan.access == Access::Text)
        bindText(conditions.add("message_text MATCH ?"), plan.trigrams);
    else if (!plan.trigrams.empty()) // the + keeps SQLite from going through them one by one
        bindText(conditions.add("+m.number IN (SELECT rowid FROM message_text WHERE message_text MATCH ?)"),
                 plan.trigrams);
    if (filter.text.empty())
        return;
    const std::string text = searchableText(filter.text);
    if (hasTrigrams(filter)) {
        bindText(conditions.add("has_text(m.subject, m.sender_name, m.sender, m.recipients, m.message_id, "
                                "m.name, ?)"),
                 text);
        return;
    }
    BoundSql& bound = conditions.add("(substr(m.subject_key, 1, length(?)) = ? OR substr(m.sender_key, 1, "
                                     "length(?)) = ? OR substr(m.recipient_key, 1, length(?)) = ?)");
    for (int i = 0; i < 6; ++i)
        bindText(bound, text);
}

void addAbsence(Conditions& conditions, Absence absence)
{
    switch (absence) {
    case Absence::Cause:
        conditions.add("m.cause = 0");
        break;
    case Absence::Sender:
        conditions.add("m.sender_key = ''");
        break;
    case Absence::Recipient:
        conditions.add("m.recipient_key = ''");
        break;
    }
}

void addFilter(const QueryPlan& plan, const MessageFilter& filter, const Names& names, Conditions& conditions)
{
    addSmallColumns(conditions, filter, names);
    for (const Absence absence : filter.without)
        addAbsence(conditions, absence);
    if (filter.stuck)
        addStuck(conditions, *filter.stuck, names);
    if (filter.from)
        bindNumber(conditions.add("m.since >= ?"), stored(*filter.from));
    if (filter.before)
        bindNumber(conditions.add("m.since < ?"), stored(*filter.before));
    addAddresses(conditions, plan, filter);
    addText(conditions, plan, filter);
}

/// Where the rows come from. CROSS JOIN keeps SQLite from turning the order round.
void addSource(BoundSql& bound, const QueryPlan& plan, const char* walkIndex)
{
    const std::string_view column = plan.column;
    bound.sql += " FROM ";
    switch (plan.access) {
    case Access::Walk:
        bound.sql += std::string("message m INDEXED BY ") + walkIndex;
        break;
    case Access::Prefix:
        bound.sql += "message m INDEXED BY message_";
        bound.sql += column;
        break;
    case Access::Few:
        if (column == "recipient") {
            bound.sql += "recipient r CROSS JOIN message m ON m.number = r.message";
        } else {
            bound.sql += "message m INDEXED BY message_";
            bound.sql += column;
        }
        break;
    case Access::Text:
        bound.sql += "message_text t CROSS JOIN message m ON m.number = t.rowid";
        break;
    case Access::All:
        bound.sql += "message m NOT INDEXED";
        break;
    case Access::Newest:
        bound.sql += "(SELECT number FROM message INDEXED BY message_since ORDER BY since DESC, number DESC "
                     "LIMIT ?) n CROSS JOIN message m ON m.number = n.number";
        bindNumber(bound, MessageFilter::newestSearched);
        break;
    }
}

void addAfter(BoundSql& bound, Conditions& conditions, const SortRule& rule, bool descending,
              const PageKey& after)
{
    std::string condition = std::string("(m.") + rule.column;
    condition += rule.bySince ? ", m.since, m.number) " : ", m.number) ";
    condition += descending ? "< (?, ?" : "> (?, ?";
    condition += rule.bySince ? ", ?)" : ")";
    conditions.add(condition);
    if (rule.isNumber) {
        const auto* value = std::get_if<std::int64_t>(&after.value);
        bindNumber(bound, value == nullptr ? 0 : *value);
    } else {
        const auto* value = std::get_if<std::string>(&after.value);
        bindText(bound, value == nullptr ? std::string() : *value);
    }
    if (rule.bySince)
        bindNumber(bound, after.since);
    bindNumber(bound, after.number);
}

struct GroupRule
{
    const char* column;
    const char* index;
};

GroupRule ruleOf(GroupBy group)
{
    switch (group) {
    case GroupBy::Folder:
        return {"m.folder", "message_folder"};
    case GroupBy::Verdict:
        return {"m.verdict", "message_verdict"};
    case GroupBy::Cause:
        return {"m.cause", "message_cause"};
    case GroupBy::State:
        return {"m.state", "message_state"};
    case GroupBy::Sender:
        return {"m.sender_key", "message_sender"};
    case GroupBy::Recipient:
        return {"m.recipients", "message_since"};
    case GroupBy::Hour:
        return {"m.since", "message_since"};
    }
    return {"m.folder", "message_folder"};
}

bool isSmall(GroupBy group)
{
    return group == GroupBy::Folder || group == GroupBy::Verdict || group == GroupBy::Cause ||
           group == GroupBy::State;
}

} // namespace

Query BoundSql::prepare(Database& database) const
{
    Query query = database.query(sql);
    for (const auto& value : values) {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            query.bind(*number);
        else
            query.bind(std::string_view(std::get<std::string>(value)));
    }
    return query;
}

BoundSql pageSql(const Names& names, const QueryPlan& plan, const MessageFilter& filter,
                 const MessageOrder& order, std::size_t limit, const std::optional<PageKey>& after)
{
    const SortRule rule = ruleOf(order.column);
    BoundSql bound;
    bound.sql = std::string("SELECT m.") + rule.column + ", m.since, m.number";
    addSource(bound, plan, rule.index);
    Conditions conditions(bound);
    addFilter(plan, filter, names, conditions);
    if (after)
        addAfter(bound, conditions, rule, order.descending, *after);
    const char* const direction = order.descending ? " DESC" : " ASC";
    bound.sql += std::string(" ORDER BY m.") + rule.column + direction;
    if (rule.bySince)
        bound.sql += std::string(", m.since") + direction;
    bound.sql += std::string(", m.number") + direction + " LIMIT ?";
    bindNumber(bound, static_cast<std::int64_t>(limit));
    return bound;
}

PageKey readKey(const Query& query, SortColumn column)
{
    PageKey key;
    if (ruleOf(column).isNumber)
        key.value = query.number(0);
    else
        key.value = query.text(0);
    key.since = query.number(1);
    key.number = query.number(2);
    return key;
}

BoundSql countSql(const Names& names, const QueryPlan& plan, const MessageFilter& filter, GroupBy group,
                  std::size_t limit)
{
    BoundSql bound;
    if (isSmall(group) && asksOnlySmallColumns(filter)) {
        bound.sql = std::string("SELECT ") + ruleOf(group).column + ", sum(m.count) FROM tally m";
    } else if (group == GroupBy::Recipient && asksNothing(filter)) {
        bound.sql =
            "SELECT m.address, count(*) FROM recipient m GROUP BY m.address ORDER BY 2 DESC, 1 LIMIT ?";
        bindNumber(bound, static_cast<std::int64_t>(limit));
        return bound;
    } else {
        const bool countsHere = group == GroupBy::Recipient || group == GroupBy::Hour;
        bound.sql = std::string("SELECT ") + ruleOf(group).column + (countsHere ? "" : ", count(*)");
        addSource(bound, plan, ruleOf(group).index);
    }
    Conditions conditions(bound);
    addFilter(plan, filter, names, conditions);
    if (group == GroupBy::Recipient || group == GroupBy::Hour)
        return bound;
    bound.sql += " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?";
    bindNumber(bound, static_cast<std::int64_t>(limit));
    return bound;
}

BoundSql totalSql(const Names& names, const QueryPlan& plan, const MessageFilter& filter)
{
    BoundSql bound;
    if (asksOnlySmallColumns(filter)) {
        bound.sql = "SELECT ifnull(sum(m.count), 0) FROM tally m";
    } else {
        bound.sql = "SELECT count(*)";
        addSource(bound, plan, "message_since");
    }
    Conditions conditions(bound);
    addFilter(plan, filter, names, conditions);
    return bound;
}

BoundSql senderProbe(const MessageFilter& filter, std::int64_t limit)
{
    BoundSql bound;
    bound.sql = "SELECT count(*) FROM (SELECT 1 FROM message INDEXED BY message_sender WHERE sender_key = ? "
                "LIMIT ?)";
    bindText(bound, addressKey(filter.sender));
    bindNumber(bound, limit);
    return bound;
}

BoundSql recipientProbe(const MessageFilter& filter, std::int64_t limit)
{
    BoundSql bound;
    bound.sql = "SELECT count(*) FROM (SELECT 1 FROM recipient WHERE address = ? LIMIT ?)";
    bindText(bound, addressKey(filter.recipient));
    bindNumber(bound, limit);
    return bound;
}

BoundSql domainProbe(const MessageFilter& filter, std::int64_t limit)
{
    BoundSql bound;
    bound.sql = "SELECT count(*) FROM (SELECT 1 FROM message INDEXED BY message_domain WHERE domain_key = ? "
                "LIMIT ?)";
    bindText(bound, domainKey(filter.sender));
    bindNumber(bound, limit);
    return bound;
}

BoundSql textProbe(const std::string& trigrams, std::int64_t limit)
{
    BoundSql bound;
    bound.sql = "SELECT count(*) FROM (SELECT 1 FROM message_text WHERE message_text MATCH ? LIMIT ?)";
    bindText(bound, trigrams);
    bindNumber(bound, limit);
    return bound;
}

BoundSql textSample(const std::string& trigrams, std::int64_t limit)
{
    BoundSql bound;
    bound.sql = "SELECT rowid FROM message_text WHERE message_text MATCH ? ORDER BY rowid LIMIT ?";
    bindText(bound, trigrams);
    bindNumber(bound, limit);
    return bound;
}

bool asksNothing(const MessageFilter& filter)
{
    return asksOnlySmallColumns(filter) && filter.folders.empty() && filter.states.empty() &&
           filter.verdicts.empty() && filter.causes.empty();
}

bool asksOnlySmallColumns(const MessageFilter& filter)
{
    return filter.sender.empty() && filter.recipient.empty() && filter.without.empty() && !filter.from &&
           !filter.before && !filter.stuck && filter.text.empty();
}

std::string searchableText(std::string_view text)
{
    std::string searched = foldText(text);
    std::ranges::replace(searched, '\n', ' ');
    return searched;
}

bool hasTrigrams(const MessageFilter& filter)
{
    return characterCount(searchableText(filter.text)) >= 3;
}

bool asksForDomain(const MessageFilter& filter)
{
    return filter.sender.starts_with('@');
}

} // namespace connectorscope
