#include "core/demo/demo_text.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

TEST(DemoDuration, AddsUpItsUnits)
{
    EXPECT_EQ(parseDemoDuration("8s").value(), seconds(8));
    EXPECT_EQ(parseDemoDuration("2h10m").value(), minutes(130));
    EXPECT_EQ(parseDemoDuration("1d1h1m1s").value(), seconds(90061));
}

TEST(DemoDuration, RefusesWhatIsNone)
{
    for (const char* text : {"", "5", "5x", "m", "-5m", "5m3", "99999999999999999999d", "9999999d"})
        EXPECT_FALSE(parseDemoDuration(text)) << text;
}

TEST(DemoCount, IsANumberWithinBounds)
{
    EXPECT_EQ(parseDemoCount("12", 12).value(), 12U);
    for (const char* text : {"", "0", "13", "-1", "1x", "99999999999999999999"})
        EXPECT_FALSE(parseDemoCount(text, 12)) << text;
}

TEST(DemoDate, WritesAMomentInAllItsForms)
{
    const UtcTime time =
        std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::hours(22) + seconds(7);
    const minutes japan(540);
    EXPECT_EQ(demoDate(time, japan, DemoDateForm::Mail), "Mon, 02 Mar 2026 07:00:07 +0900");
    EXPECT_EQ(demoDate(time, minutes(-210), DemoDateForm::Mail), "Sun, 01 Mar 2026 18:30:07 -0330");
    EXPECT_EQ(demoDate(time, {}, DemoDateForm::Mbox), "Sun Mar  1 22:00:07 2026");
    EXPECT_EQ(demoDate(time, japan, DemoDateForm::Iso), "2026-03-02");
    EXPECT_EQ(demoDate(time, {}, DemoDateForm::Compact), "20260301");
    EXPECT_EQ(demoDate(time, japan, DemoDateForm::Utc), "20260301T220007Z");
    EXPECT_EQ(demoDate(time, {}, DemoDateForm::Year), "2026");
    EXPECT_EQ(demoDate(time, {}, DemoDateForm::Time), "22:00");
    EXPECT_EQ(demoDate(time, {}, DemoDateForm::English), "1 March 2026");
    EXPECT_EQ(demoDate(time, {}, DemoDateForm::German), "01.03.2026");
    EXPECT_EQ(demoDate(time, {}, DemoDateForm::French), "01/03/2026");
    EXPECT_EQ(demoDate(time, {}, DemoDateForm::Japanese), "2026年3月1日");
}

} // namespace
} // namespace connectorscope
