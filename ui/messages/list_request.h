#pragma once

#include "core/index/message_query.h"
#include "core/site/site.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace connectorscope {

/// Which messages a list is about, before any filter.
enum class ListScope : std::uint8_t
{
    Stuck,
    InFolders,
    Everything, ///< also what has gone
    Held        ///< by a person, out of the way
};

/// What the table shows.
struct ListRequest
{
    ListScope scope = ListScope::Stuck;
    MessageFilter filter; ///< without `stuck`, which follows the clock
    std::optional<GroupBy> group = GroupBy::Cause;
    MessageOrder order{SortColumn::Since, false};
};

/// The filter with what the scope means at that time.
MessageFilter filterAt(const ListRequest& request, const Site& site, UtcTime now);
/// That of one group; `key` is a GroupCount's, or empty for what is without.
MessageFilter filterOfGroup(MessageFilter filter, GroupBy group, const std::string& key);

/// The heading of a group.
QString groupTitle(GroupBy group, const std::string& key);
/// The hour of a key of GroupBy::Hour.
std::optional<UtcTime> hourOfKey(const std::string& key);

} // namespace connectorscope
