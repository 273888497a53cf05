#pragma once

#include "core/index/query_sql.h"

namespace connectorscope {

/// Chooses how the rows of a filter are reached: SQLite would need statistics that are old as soon as they
/// are made, and cannot look into the trigrams. Costs a few probes. Internal to core/index.
QueryPlan planPage(Database& index, const Names& names, const MessageFilter& filter, SortColumn sort,
                   const SearchTuning& tuning);
/// The same where all rows are counted.
QueryPlan planCount(Database& index, const Names& names, const MessageFilter& filter,
                    const SearchTuning& tuning);

} // namespace connectorscope
