#pragma once

#include "core/base/clock.h"
#include "core/base/hashing.h"
#include "core/index/database.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

// How plain values stand in the columns of both databases. Internal to core/index.

inline std::int64_t stored(UtcTime time)
{
    return time.time_since_epoch().count();
}

inline std::optional<std::int64_t> stored(const std::optional<UtcTime>& time)
{
    return time ? std::optional(stored(*time)) : std::nullopt;
}

inline UtcTime timeOf(std::int64_t value)
{
    return UtcTime(std::chrono::nanoseconds(value));
}

/// What figures and looks are kept by: quarters of an hour since 1970 UTC.
using Quarters = std::chrono::duration<std::int64_t, std::ratio<15 * 60>>;

inline std::int64_t quarterOf(UtcTime time)
{
    return std::chrono::floor<Quarters>(time.time_since_epoch()).count();
}

inline std::string_view bytesOf(const Xxh3Digest& digest)
{
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// The number in that column, nullopt for NULL.
std::optional<std::int64_t> optionalNumber(const Query& query, int column);
std::optional<UtcTime> optionalTime(const Query& query, int column);

/// One text for several, and back: one a line. Line ends inside become blanks.
std::string joinLines(const std::vector<std::string>& texts);
std::vector<std::string> splitLines(std::string_view text);

/// A text as it is stored: valid UTF-8 and no longer than `limit` bytes, so that a hostile message cannot
/// fill the databases.
std::string storedText(std::string_view text, std::size_t limit);

} // namespace connectorscope
