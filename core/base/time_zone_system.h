#pragma once

#include "core/base/time_zone.h"

#include <optional>
#include <string_view>

namespace connectorscope {

/// What the system's own database says of the zone; nullopt where it has none. `name` is a safe one.
/// Internal to core/base.
std::optional<ZoneFile> systemZoneFile(std::string_view name);

} // namespace connectorscope
