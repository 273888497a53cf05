#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace connectorscope {

/// When, in each year, the clocks of a zone change.
struct ZoneChange
{
    enum class Kind : std::uint8_t
    {
        WeekDay,     ///< "M3.5.0": that weekday of the month, the last one where `week` is 5
        JulianDay,   ///< "J60": the day of the year from 1, without 29 February
        ZeroBasedDay ///< "59": the day of the year from 0
    };
    Kind kind = Kind::WeekDay;
    unsigned month = 1;
    unsigned week = 1;
    unsigned weekDay = 0; ///< 0: Sunday
    int day = 0;
    std::chrono::seconds time{std::chrono::hours(2)}; ///< after that day's midnight, by the clock that ends

    /// That moment of the year by the zone's clocks, before they change.
    std::chrono::local_seconds in(std::chrono::year year) const;
};

/// A zone's rule for all years: what POSIX writes into TZ and RFC 9636 into the end of a zone file.
struct ZoneRule
{
    std::chrono::seconds standard{}; ///< ahead of UTC
    std::chrono::seconds summer{};   ///< the same, between `begin` and `end`
    std::optional<ZoneChange> begin; ///< nullopt: the clocks never change
    ZoneChange end;

    std::chrono::seconds offsetAt(UtcTime time) const;
};

/// "CET-1CEST,M3.5.0,M10.5.0/3"; nullopt for what is no such rule, or one of daylight time without its dates.
std::optional<ZoneRule> parseZoneRule(std::string_view text);

} // namespace connectorscope
