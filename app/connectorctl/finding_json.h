#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/filters.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace connectorscope {

/// One finding as it stands in the output of every verb; docs/json.md names the keys.
nlohmann::ordered_json findingAsJson(const Finding& finding);

/// What the bypassed filters would have said, as an array.
nlohmann::ordered_json filteredAsJson(const std::vector<FilterVerdict>& verdicts);
/// "The bypassed filters would have stopped this: ..."
std::string filteredText(const FilterVerdict& verdict);

} // namespace connectorscope
