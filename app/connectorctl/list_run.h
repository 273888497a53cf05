#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/selectors.h"
#include "app/connectorctl/style.h"
#include "core/site/site.h"

#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// What `list` is asked for.
struct ListRequest
{
    Selectors selectors;
    std::vector<MessageState> states; ///< with everything; empty: of what lies in the folders
    bool everything = false;          ///< not only what is stuck
    std::optional<GroupBy> group;
    std::optional<SortColumn> sort; ///< nullopt: the most severe first, of those the oldest
    bool descending = false;
    bool json = false;
    Style style{false};
};

/// Scans the site unless a watcher runs, and prints what was asked for.
ExitStatus list(const Site& site, const ListRequest& request, Environment& environment);

} // namespace connectorscope
