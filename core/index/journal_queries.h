#pragma once

#include "core/index/names.h"
#include "core/watch/message_ledger.h"

namespace connectorscope {

// What the watch asks the journal. Throw SQLiteCpp's exceptions. Internal to core/index.

std::vector<MessagePlace> placesWith(Database& journal, const Names& names, const Xxh3Digest& content,
                                     std::size_t limit);
std::optional<std::string> latestMessageLike(Database& journal, const MessageLikeness& likeness);
/// Without the faults of the failures.
RecentHistory historySince(Database& journal, const Names& names, UtcTime since, std::size_t limit);
std::vector<ConditionState> conditionsIn(Database& journal, const Names& names);
/// Adds them, from the index.
void addFaults(Database& index, const Names& names, std::vector<Failure>& failures);

} // namespace connectorscope
