#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace connectorscope {

/// A Date field: what the sender's clock showed and how far it was from UTC.
struct DateTime
{
    int year = 0;
    int month = 0; ///< 1 to 12
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;        ///< up to 60
    int offsetMinutes = 0; ///< east of UTC
    bool zoneKnown = true; ///< false for "-0000" and unknown zone names, which count as UTC

    /// Seconds since 1970-01-01T00:00:00Z.
    std::int64_t secondsSinceEpoch() const;
    /// "2026-11-23T09:41:07+01:00".
    std::string iso8601() const;

    bool operator==(const DateTime&) const = default;
};

/// RFC 5322, 3.3 with the obsolete zones and two-digit years, comments, and what mailers really send
/// (asctime, ISO 8601, no day of week, no seconds, "GMT+0100"). nullopt when no date can be read or it does
/// not exist.
std::optional<DateTime> parseDateTime(std::string_view rawValue);

} // namespace connectorscope
