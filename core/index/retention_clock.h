#pragma once

#include "core/base/clock.h"
#include "core/index/database.h"

#include <optional>

namespace connectorscope {

// The times that retention goes by. The wall clock may be set at any moment, by a year and more; what is kept
// for so many days must not be forgotten at once for that. So the journal holds times of its own, which a
// round moves by two days at most. Throw SQLiteCpp's exceptions. Internal to core/index.

/// `now`, or less where the clock is ahead of the rounds; nullopt before the first round. What is forgotten
/// is forgotten by it.
std::optional<UtcTime> boundedTime(Database& journal, UtcTime now);
/// `now`, or more where the clock is behind the rounds. What is written is kept from then on.
UtcTime keptFrom(Database& journal, UtcTime now);
/// A round has ended.
void moveRetentionTimes(Database& journal, UtcTime now);

} // namespace connectorscope
