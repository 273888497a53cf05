#include "core/index/message_need.h"

#include "core/index/stored_values.h"

namespace connectorscope {

namespace {

constexpr const char* neededSql =
    "SELECT EXISTS(SELECT 1 FROM file WHERE message = ?1 AND (is_present OR since >= ?2 OR state = ?3)) "
    "OR EXISTS(SELECT 1 FROM hold WHERE message = ?1) "
    "OR EXISTS(SELECT 1 FROM run WHERE message = ?1 AND (ended IS NULL OR ended >= ?2 "
    "OR kept_from >= ?2)) "
    "OR EXISTS(SELECT 1 FROM attempt WHERE message = ?1 AND (at >= ?2 OR next_at >= ?2)) "
    "OR EXISTS(SELECT 1 FROM action WHERE state IN ('waiting', 'taken') AND message = ?4) "
    "OR ifnull((SELECT at FROM event WHERE message = ?1 ORDER BY number DESC LIMIT 1) >= ?2, 0)";

} // namespace

bool isMessageNeeded(Database& journal, const Names& names, std::int64_t message, std::string_view id,
                     UtcTime since)
{
    Query query = journal.query(neededSql);
    query.bind(message).bind(stored(since)).bind(names.of(MessageState::Held)).bind(id);
    return query.step() && query.number(0) != 0;
}

} // namespace connectorscope
