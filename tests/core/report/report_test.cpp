#include "core/report/report.h"

#include "tests/core/report/full_report.h"

#include <gtest/gtest.h>

namespace connectorscope {

TEST(HealthReport, WritesTimesWithTheirOffset)
{
    const auto day = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
    EXPECT_EQ(reportTimeText({day + std::chrono::seconds(59), std::chrono::hours(1)}),
              "2026-11-23T01:00:59+01:00");
    EXPECT_EQ(reportTimeText({day, std::chrono::minutes(-210)}), "2026-11-22T20:30:00-03:30");
}

TEST(HealthReport, ReadsTheTimesThatItWrites)
{
    const auto day = std::chrono::sys_days(std::chrono::year(2026) / 3 / 29);
    for (const std::chrono::minutes offset : {std::chrono::minutes(0), std::chrono::minutes(345),
                                              std::chrono::minutes(-210), std::chrono::minutes(14 * 60)}) {
        const ReportTime time{day + std::chrono::seconds(12'345), offset};
        EXPECT_EQ(reportTimeFrom(reportTimeText(time)), time) << offset.count();
    }
}

TEST(HealthReport, TakesNothingElseForATime)
{
    for (const char* text :
         {"", "2026-11-23", "2026-11-23T01:00:59", "2026-11-23T01:00:59Z", "2026-11-31T01:00:59+01:00",
          "2026-11-23T24:00:00+01:00", "2026-11-23T01:60:00+01:00", "2026-11-23T01:00:60+01:00",
          "2026-11-23 01:00:00+01:00", "2026-11-23T01:00:0a+01:00", "2026-11-23T01:00:00+01:000"})
        EXPECT_FALSE(reportTimeFrom(text)) << text;
}

TEST(HealthReport, ReadsOnlyDaysThatThereAre)
{
    EXPECT_EQ(reportDayFrom("2028-02-29"), ReportDay(std::chrono::year(2028) / 2 / 29));
    for (const char* text : {"2026-02-29", "2026-13-01", "2026-1-01", "20260101--", "x026-01-01", ""})
        EXPECT_FALSE(reportDayFrom(text)) << text;
    EXPECT_EQ(reportDayText(std::chrono::year(987) / 6 / 5), "0987-06-05");
}

TEST(HealthReport, TellsWhatHasComeSinceYesterday)
{
    HealthReport report = fullReport();
    EXPECT_EQ(newCauses(report), 1U);
    EXPECT_EQ(stuckSinceYesterday(report), 63 - 151);
    report.figures[5].yesterday.reset();
    EXPECT_EQ(stuckSinceYesterday(report), std::nullopt);
}

} // namespace connectorscope
