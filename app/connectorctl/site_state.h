#pragma once

#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/style.h"
#include "core/index/site_state.h"

#include <cstddef>
#include <string>

namespace connectorscope {

/// 3 where a folder is unreachable, 1 where something is stuck or a condition holds, else 0.
ExitStatus exitStatusOf(const SiteState& state);

/// One object for the folder, one for each condition; without a line end.
std::string folderAsJson(const FolderFigures& folder, UtcTime now);
std::string conditionAsJson(const ConditionState& condition);

/// A line for each folder, and one for each condition.
std::string foldersText(const SiteState& state, const Style& style, std::size_t columns);
std::string conditionsText(const SiteState& state, const Style& style, std::size_t columns);

} // namespace connectorscope
