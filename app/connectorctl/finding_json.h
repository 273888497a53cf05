#pragma once

#include "core/diagnosis/diagnosis.h"

#include <nlohmann/json_fwd.hpp>

namespace connectorscope {

/// One finding as it stands in the output of every verb; docs/json.md names the keys.
nlohmann::ordered_json findingAsJson(const Finding& finding);

} // namespace connectorscope
