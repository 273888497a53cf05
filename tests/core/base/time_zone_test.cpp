#include "core/base/time_zone.h"

#include "core/base/zone_table.h"

#include <gtest/gtest.h>

#include <array>

namespace connectorscope {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

UtcTime utc(int year, unsigned month, unsigned day, int hour, int minute = 0, int second = 0)
{
    return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day)) +
           hours(hour) + minutes(minute) + seconds(second);
}

std::chrono::year_month_day date(int year, int month, int day)
{
    return std::chrono::year(year) / month / day;
}

TimeZone zoneByRule(std::string_view rule)
{
    const auto parsed = parseZoneRule(rule);
    EXPECT_TRUE(parsed) << rule;
    return {"by rule", parsed.value_or(ZoneRule())};
}

hours lengthOf(const TimeZone& zone, int year, int month, int day)
{
    const std::chrono::sys_days next = std::chrono::sys_days(date(year, month, day)) + std::chrono::days(1);
    return std::chrono::duration_cast<hours>(zone.beginOf(next) - zone.beginOf(date(year, month, day)));
}

std::string bigEndianOf(std::uint64_t number, int bytes)
{
    std::string text;
    for (int i = bytes - 1; i >= 0; --i)
        text += static_cast<char>((number >> static_cast<unsigned>(i * 8)) & 0xFFU);
    return text;
}

std::string zoneHeaderOf(std::uint64_t times, std::uint64_t types, std::uint64_t characters)
{
    std::string header = "TZif2" + std::string(15, '\0');
    for (const std::uint64_t count :
         {std::uint64_t{0}, std::uint64_t{0}, std::uint64_t{0}, times, types, characters})
        header += bigEndianOf(count, 4);
    return header;
}

/// Two hours ahead of UTC until 2020, one hour then, with a rule from 2021 on.
std::string zoneFileBytes()
{
    const auto at = [](int year) {
        return static_cast<std::uint64_t>(
            std::chrono::duration_cast<seconds>(utc(year, 1, 1, 0).time_since_epoch()).count());
    };
    std::string bytes = zoneHeaderOf(0, 1, 4) + bigEndianOf(0, 6) + "ABC" + '\0';
    bytes += zoneHeaderOf(2, 3, 4) + bigEndianOf(at(2020), 8) + bigEndianOf(at(2021), 8) + "\x01\x02";
    bytes += bigEndianOf(7200, 4) + bigEndianOf(0, 2) + bigEndianOf(3600, 4) + bigEndianOf(0, 2);
    bytes += bigEndianOf(static_cast<std::uint64_t>(-1800), 4) + bigEndianOf(0, 2);
    return bytes + "ABC" + '\0' + "\nABC0:30DEF-3,M4.1.0,M10.1.0\n";
}

TEST(TimeZones, ChangeTheirClocksWithTheYear)
{
    const auto zone = TimeZone::named("Europe/Berlin");
    ASSERT_TRUE(zone);
    EXPECT_EQ(zone->name(), "Europe/Berlin");
    EXPECT_EQ(zone->offsetAt(utc(2026, 3, 29, 0, 59, 59)), hours(1));
    EXPECT_EQ(zone->offsetAt(utc(2026, 3, 29, 1)), hours(2));
    EXPECT_EQ(zone->offsetAt(utc(2026, 10, 25, 0, 59, 59)), hours(2));
    EXPECT_EQ(zone->offsetAt(utc(2026, 10, 25, 1)), hours(1));
    EXPECT_EQ(zone->offsetAt(utc(2047, 7, 1, 0)), hours(2));
}

TEST(TimeZones, HaveDaysOf23And25Hours)
{
    const auto zone = TimeZone::named("Europe/Berlin");
    ASSERT_TRUE(zone);
    EXPECT_EQ(lengthOf(*zone, 2026, 3, 28), hours(24));
    EXPECT_EQ(lengthOf(*zone, 2026, 3, 29), hours(23));
    EXPECT_EQ(lengthOf(*zone, 2026, 10, 25), hours(25));
    EXPECT_EQ(zone->beginOf(date(2026, 3, 29)), utc(2026, 3, 28, 23));
    EXPECT_EQ(zone->beginOf(date(2026, 3, 30)), utc(2026, 3, 29, 22));
}

TEST(TimeZones, TellTheDateByTheirOwnClocks)
{
    const auto zone = TimeZone::named("Europe/Berlin");
    ASSERT_TRUE(zone);
    EXPECT_EQ(zone->dayAt(utc(2026, 11, 22, 22, 59, 59)), date(2026, 11, 22));
    EXPECT_EQ(zone->dayAt(utc(2026, 11, 22, 23)), date(2026, 11, 23));
    EXPECT_EQ(zoneByRule("EST5EDT,M3.2.0,M11.1.0").dayAt(utc(2026, 7, 1, 3, 59)), date(2026, 6, 30));
}

TEST(TimeZones, OfTheSouthHaveSummerAroundTheNewYear)
{
    const TimeZone sydney = zoneByRule("AEST-10AEDT,M10.1.0,M4.1.0/3");
    EXPECT_EQ(sydney.offsetAt(utc(2026, 12, 31, 23)), hours(11));
    EXPECT_EQ(sydney.offsetAt(utc(2027, 1, 1, 0)), hours(11));
    EXPECT_EQ(sydney.offsetAt(utc(2026, 7, 1, 0)), hours(10));
    EXPECT_EQ(sydney.offsetAt(utc(2026, 4, 4, 15, 59)), hours(11));
    EXPECT_EQ(sydney.offsetAt(utc(2026, 4, 4, 16)), hours(10));
}

TEST(TimeZones, MayChangeAtMidnight)
{
    // From 00:00 to 01:00: the day has no midnight.
    const TimeZone cairo = zoneByRule("EET-2EEST,M4.5.5/0,M10.5.4/24");
    EXPECT_EQ(cairo.beginOf(date(2026, 4, 24)), utc(2026, 4, 23, 22));
    EXPECT_EQ(cairo.offsetAt(cairo.beginOf(date(2026, 4, 24))), hours(3));
    EXPECT_EQ(lengthOf(cairo, 2026, 4, 24), hours(23));
    // From 00:00 back to 23:00 of the day before, which has 25 hours.
    const TimeZone beirut = zoneByRule("EET-2EEST,M3.5.0/0,M10.5.0/0");
    EXPECT_EQ(beirut.beginOf(date(2026, 10, 25)), utc(2026, 10, 24, 22));
    EXPECT_EQ(lengthOf(beirut, 2026, 10, 24), hours(25));
    EXPECT_EQ(lengthOf(beirut, 2026, 10, 25), hours(24));
    // From 01:00 back to 00:00: midnight comes twice, and the day begins with the first.
    const TimeZone havana = zoneByRule("CST5CDT,M3.2.0/0,M11.1.0/1");
    EXPECT_EQ(havana.beginOf(date(2026, 11, 1)), utc(2026, 11, 1, 4));
    EXPECT_EQ(lengthOf(havana, 2026, 11, 1), hours(25));
}

TEST(TimeZones, BeginEachDayWhereTheOneBeforeEnds)
{
    for (const char* rule : {"UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "EET-2EEST,M3.5.0/0,M10.5.0/0",
                             "CST5CDT,M3.2.0/0,M11.1.0/1", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
                             "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "IST-1GMT0,M10.5.0,M3.5.0/1"}) {
        const TimeZone zone = zoneByRule(rule);
        for (std::chrono::sys_days day = date(2026, 1, 1); day < std::chrono::sys_days(date(2029, 1, 1));
             day += std::chrono::days(1)) {
            const UtcTime begin = zone.beginOf(day);
            ASSERT_EQ(zone.dayAt(begin), std::chrono::year_month_day(day)) << rule;
            ASSERT_EQ(zone.dayAt(begin - seconds(1)), std::chrono::year_month_day(day - std::chrono::days(1)))
                << rule;
        }
    }
}

TEST(TimeZones, FindATimeOfDayAlsoWhereClocksJumpOverIt)
{
    const auto zone = TimeZone::named("Europe/Berlin");
    ASSERT_TRUE(zone);
    EXPECT_EQ(zone->timeOfDay(date(2026, 11, 23), hours(6)), utc(2026, 11, 23, 5));
    EXPECT_EQ(zone->timeOfDay(date(2026, 3, 29), hours(6)), utc(2026, 3, 29, 4));
    EXPECT_EQ(zone->timeOfDay(date(2026, 3, 29), minutes(150)), utc(2026, 3, 29, 1, 30));
    EXPECT_EQ(zone->timeOfDay(date(2026, 10, 25), minutes(150)), utc(2026, 10, 25, 0, 30));
    EXPECT_EQ(zone->timeOfDay(date(2026, 11, 23), minutes(0)), zone->beginOf(date(2026, 11, 23)));
}

TEST(TimeZones, AreKnownByNameOnly)
{
    for (const char* name : {"", "Berlin", "Europe/", "/Europe/Berlin", "Europe//Berlin", "../zoneinfo/UTC",
                             "Europe/Berlin\n", "Mars/Olympus", "tzdata.zi"})
        EXPECT_FALSE(TimeZone::named(name)) << name;
    for (const char* name : {"UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "US/Eastern"})
        EXPECT_TRUE(TimeZone::named(name)) << name;
}

TEST(TimeZones, OfTheMachineHaveAName)
{
    const TimeZone zone = TimeZone::ofMachine();
    EXPECT_FALSE(zone.name().empty());
    EXPECT_LE(zone.offsetAt(utc(2026, 1, 1, 0)), hours(14));
    EXPECT_GE(zone.offsetAt(utc(2026, 1, 1, 0)), hours(-12));
}

TEST(ZoneRules, OfTheTableCanAllBeRead)
{
    std::string_view rest = zoneTable("time_zones.tsv").value_or("");
    std::size_t lines = 0;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(line.size() + 1);
        const std::size_t tab = line.find('\t');
        ASSERT_NE(tab, std::string_view::npos) << line;
        EXPECT_TRUE(parseZoneRule(line.substr(tab + 1))) << line;
        EXPECT_TRUE(TimeZone::named(line.substr(0, tab))) << line;
        ++lines;
    }
    EXPECT_GT(lines, 400U);
}

TEST(ZoneRules, CountDaysInThreeWays)
{
    const TimeZone julian = zoneByRule("AAA0BBB,J60/0,J61/0");
    EXPECT_EQ(julian.offsetAt(utc(2028, 3, 1, 12)), hours(1)); // 29 February is not counted
    EXPECT_EQ(julian.offsetAt(utc(2028, 2, 29, 12)), hours(0));
    const TimeZone zeroBased = zoneByRule("AAA0BBB,59/0,60/0");
    EXPECT_EQ(zeroBased.offsetAt(utc(2028, 2, 29, 12)), hours(1));
    EXPECT_EQ(zeroBased.offsetAt(utc(2027, 3, 1, 12)), hours(1));
    const TimeZone second = zoneByRule("AAA0BBB-2:30,M3.2.0/1:30:30,M3.5.0/-1");
    EXPECT_EQ(second.offsetAt(utc(2026, 3, 8, 1, 30, 30)), minutes(150));
    EXPECT_EQ(second.offsetAt(utc(2026, 3, 8, 1, 30, 29)), minutes(0));
    EXPECT_EQ(second.offsetAt(utc(2026, 3, 28, 20, 29)), minutes(150));
    EXPECT_EQ(second.offsetAt(utc(2026, 3, 28, 20, 30)), minutes(0));
}

TEST(ZoneRules, AreRefusedWhenTheyAreNone)
{
    for (const char* rule :
         {"", "CE-1", "CET", "CET-", "CET-25", "CET-1CEST", "CET-1CEST,", "CET-1CEST,M3.5.0",
          "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
          "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-1CEST,M3.5.0,M10.5.0/168", "CET-1CEST,J0,J366",
          "CET-1CEST,M3.5,M10.5.0", "<+1", "<+1>", "CET-1:60", "CET-9999999999999"})
        EXPECT_FALSE(parseZoneRule(rule)) << rule;
}

TEST(ZoneFiles, TellTheirPastAndTheirRule)
{
    const auto file = parseZoneFile(zoneFileBytes());
    ASSERT_TRUE(file);
    const TimeZone zone("of a file", *file);
    EXPECT_EQ(zone.offsetAt(utc(2019, 12, 31, 23, 59)), hours(2));
    EXPECT_EQ(zone.offsetAt(utc(2020, 1, 1, 0)), hours(1));
    EXPECT_EQ(zone.offsetAt(utc(2021, 1, 1, 0)), minutes(-30));
    EXPECT_EQ(zone.offsetAt(utc(2021, 7, 1, 0)), hours(3));
}

TEST(ZoneFiles, AreRefusedWhereverTheyAreCut)
{
    const std::string bytes = zoneFileBytes();
    const std::size_t rule = bytes.rfind("\nABC0");
    for (std::size_t length = 0; length < rule; ++length)
        EXPECT_FALSE(parseZoneFile(std::string_view(bytes).substr(0, length))) << length;
    EXPECT_FALSE(parseZoneFile(std::string(bytes).replace(0, 4, "ELF!")));
}

} // namespace
} // namespace connectorscope
