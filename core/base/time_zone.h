#pragma once

#include "core/base/clock.h"
#include "core/base/zone_rule.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// From when on the clocks of a zone are how far ahead of UTC.
struct ZoneTransition
{
    UtcTime at;
    std::chrono::seconds offset{};
};

/// What a zone's file says (RFC 9636, "TZif"), in the order of time.
struct ZoneFile
{
    std::chrono::seconds first{}; ///< before the first transition
    std::vector<ZoneTransition> transitions;
    std::optional<ZoneRule> rule; ///< after the last one
};
/// nullopt for what is no such file, or one of the first version.
std::optional<ZoneFile> parseZoneFile(std::string_view bytes);

/// The clocks and the calendar of a place. A plain value.
///
/// A zone's rules come from the system's database where it has one, and else from
/// resources/base/time_zones.tsv, which knows only how clocks change now: nothing of a past that was
/// different, and nothing of zones that go by a moon (Casablanca in Ramadan).
class TimeZone
{
public:
    /// UTC.
    TimeZone() = default;
    /// That of the IANA database: "Europe/Berlin"; nullopt where there is none of that name.
    static std::optional<TimeZone> named(std::string_view name);
    /// That of this machine; UTC where it has none.
    static TimeZone ofMachine();
    TimeZone(std::string name, const ZoneRule& rule);
    TimeZone(std::string name, ZoneFile file);

    const std::string& name() const { return m_name; }

    /// How far the clocks are ahead of UTC then.
    std::chrono::seconds offsetAt(UtcTime time) const;
    std::chrono::year_month_day dayAt(UtcTime time) const;
    /// The first moment of that day, which is not always midnight. Of a day that a zone has left out, the
    /// first one after it: it begins when it ends.
    UtcTime beginOf(std::chrono::year_month_day day) const;
    /// The first moment of the day at which the clocks show that time or, where they jump over it, a later
    /// one.
    UtcTime timeOfDay(std::chrono::year_month_day day, std::chrono::minutes time) const;

private:
    UtcTime firstAtOrAfter(std::chrono::local_seconds clock) const;

    std::string m_name = "UTC";
    ZoneFile m_file;
};

} // namespace connectorscope
