#include "core/base/time_zone_system.h"
#include "core/base/utf16.h"

#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#include <windows.h>

#include <algorithm>
#include <iterator>
#include <string>

namespace connectorscope {

namespace {

/// Windows writes "the last Sunday of October at 03:00" into a SYSTEMTIME without a year.
ZoneChange changeOf(const SYSTEMTIME& time)
{
    ZoneChange change;
    change.month = time.wMonth;
    change.week = time.wDay;
    change.weekDay = time.wDayOfWeek;
    change.time = std::chrono::hours(time.wHour) + std::chrono::minutes(time.wMinute);
    return change;
}

} // namespace

/// Its zones have names of their own.
std::optional<ZoneFile> systemZoneFile(std::string_view /*name*/)
{
    return std::nullopt;
}

TimeZone TimeZone::ofMachine()
{
    DYNAMIC_TIME_ZONE_INFORMATION zone = {};
    if (::GetDynamicTimeZoneInformation(&zone) == TIME_ZONE_ID_INVALID)
        return {};
    ZoneRule rule;
    rule.standard = -std::chrono::minutes(zone.Bias + zone.StandardBias);
    rule.summer = -std::chrono::minutes(zone.Bias + zone.DaylightBias);
    if (zone.DaylightDate.wMonth != 0 && zone.DaylightDate.wYear == 0) {
        rule.begin = changeOf(zone.DaylightDate);
        rule.end = changeOf(zone.StandardDate);
    }
    const wchar_t* const begin = std::begin(zone.TimeZoneKeyName);
    const std::u16string name(begin, std::find(begin, std::cend(zone.TimeZoneKeyName), L'\0'));
    return {name.empty() ? "local time" : utf8FromUtf16(name, LoneSurrogates::Replace), rule};
}

} // namespace connectorscope
