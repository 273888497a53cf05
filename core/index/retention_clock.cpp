#include "core/index/retention_clock.h"

#include "core/index/meta_values.h"

#include <algorithm>
#include <chrono>

namespace connectorscope {

namespace {

// A clock that is behind takes the first one with it at once, and the second one slowly.
constexpr const char* boundKey = "retention_bound";
constexpr const char* keptFromKey = "retention_kept_from";
constexpr std::chrono::nanoseconds longestMove = std::chrono::hours(48);

} // namespace

std::optional<UtcTime> boundedTime(Database& journal, UtcTime now)
{
    const auto bound = metaTime(journal, boundKey);
    return bound ? std::optional(std::min(now, *bound + longestMove)) : std::nullopt;
}

UtcTime keptFrom(Database& journal, UtcTime now)
{
    return std::max(now, metaTime(journal, keptFromKey).value_or(now));
}

void moveRetentionTimes(Database& journal, UtcTime now)
{
    const auto kept = metaTime(journal, keptFromKey);
    setMetaTime(journal, boundKey, boundedTime(journal, now).value_or(now));
    setMetaTime(journal, keptFromKey, kept ? std::clamp(now, *kept - longestMove, *kept + longestMove) : now);
}

} // namespace connectorscope
