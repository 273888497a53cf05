#pragma once

#include "core/base/clock.h"
#include "core/index/database.h"
#include "core/index/names.h"

#include <cstdint>
#include <string_view>

namespace connectorscope {

/// Whether a message is not yet old: it lies in a folder or is held, a run or an action has it, or something
/// has happened to it, or was planned for it, since then. Throws SQLiteCpp's exceptions. Internal to
/// core/index.
bool isMessageNeeded(Database& journal, const Names& names, std::int64_t message, std::string_view id,
                     UtcTime since);

} // namespace connectorscope
