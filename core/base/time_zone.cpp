#include "core/base/time_zone.h"

#include "core/base/time_zone_system.h"
#include "core/base/zone_table.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

/// Letters, digits and "+-_", in pieces between slashes: nothing that leads out of a folder.
bool isZoneName(std::string_view name)
{
    constexpr std::size_t longest = 64;
    const bool isWritten = std::ranges::all_of(name, [](char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z') ||
               (character >= '0' && character <= '9') || std::string_view("+-_/").find(character) < 4;
    });
    return isWritten && !name.empty() && name.size() <= longest && name.front() != '/' &&
           name.back() != '/' && name.find("//") == std::string_view::npos;
}

/// A line is a name, a tab and a rule.
std::optional<ZoneRule> ruleInTable(std::string_view name)
{
    std::string_view rest = zoneTable("time_zones.tsv").value_or("");
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        const std::size_t tab = line.find('\t');
        if (tab != std::string_view::npos && line.substr(0, tab) == name)
            return parseZoneRule(line.substr(tab + 1));
    }
    return std::nullopt;
}

} // namespace

TimeZone::TimeZone(std::string name, const ZoneRule& rule)
    : m_name(std::move(name))
{
    m_file.rule = rule;
}

TimeZone::TimeZone(std::string name, ZoneFile file)
    : m_name(std::move(name))
    , m_file(std::move(file))
{
}

std::optional<TimeZone> TimeZone::named(std::string_view name)
{
    if (!isZoneName(name))
        return std::nullopt;
    if (auto file = systemZoneFile(name))
        return TimeZone(std::string(name), std::move(*file));
    if (const auto rule = ruleInTable(name))
        return TimeZone(std::string(name), *rule);
    return std::nullopt;
}

std::chrono::seconds TimeZone::offsetAt(UtcTime time) const
{
    const auto next =
        std::ranges::upper_bound(m_file.transitions, time, std::ranges::less(), &ZoneTransition::at);
    if (next == m_file.transitions.end() && m_file.rule)
        return m_file.rule->offsetAt(time);
    return next == m_file.transitions.begin() ? m_file.first : std::prev(next)->offset;
}

std::chrono::year_month_day TimeZone::dayAt(UtcTime time) const
{
    return std::chrono::floor<std::chrono::days>(time + offsetAt(time));
}

UtcTime TimeZone::beginOf(std::chrono::year_month_day day) const
{
    return firstAtOrAfter(std::chrono::local_days(day));
}

UtcTime TimeZone::timeOfDay(std::chrono::year_month_day day, std::chrono::minutes time) const
{
    return std::max(beginOf(day), firstAtOrAfter(std::chrono::local_days(day) + time));
}

/// Clocks that are put back show some times twice; those that are put forward leave some out.
UtcTime TimeZone::firstAtOrAfter(std::chrono::local_seconds clock) const
{
    const UtcTime shown(clock.time_since_epoch());
    const std::chrono::seconds dayBefore = offsetAt(shown - std::chrono::days(1));
    const std::chrono::seconds before = offsetAt(shown - dayBefore - std::chrono::seconds(1));
    const UtcTime first = shown - before;
    // Put back at this very moment, to before the time that is asked for.
    if (first + offsetAt(first) < shown)
        return shown - offsetAt(first);
    return first;
}

} // namespace connectorscope
