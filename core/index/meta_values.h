#pragma once

#include "core/base/clock.h"
#include "core/index/database.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace connectorscope {

// Single values that a database remembers of itself, in its table `meta`. Throw SQLiteCpp's exceptions.
// Internal to core/index.

/// 0 where none was ever set.
std::int64_t metaNumber(Database& database, std::string_view key);
void setMetaNumber(Database& database, std::string_view key, std::int64_t value);

/// nullopt where none was ever set.
std::optional<UtcTime> metaTime(Database& database, std::string_view key);
void setMetaTime(Database& database, std::string_view key, UtcTime time);

} // namespace connectorscope
