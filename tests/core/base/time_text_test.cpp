#include "core/base/time_text.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;

TEST(AgeText, TellsTwoUnitsAtMost)
{
    EXPECT_EQ(ageText(-5s), "0 s");
    EXPECT_EQ(ageText(59s), "59 s");
    EXPECT_EQ(ageText(60s), "1 min");
    EXPECT_EQ(ageText(59min + 59s), "59 min");
    EXPECT_EQ(ageText(9h + 12min), "9 h 12 min");
    EXPECT_EQ(ageText(24h), "1 d 0 h");
    EXPECT_EQ(ageText(76h + 59min), "3 d 4 h");
}

TEST(UtcText, IsExactToTheMillisecond)
{
    EXPECT_EQ(utcText(UtcTime(0s)), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(utcText(UtcTime(1'795'000'000s + 7'900'000ns)), "2026-11-18T11:06:40.007Z");
    EXPECT_EQ(utcText(UtcTime(-1ms)), "1969-12-31T23:59:59.999Z");
}

} // namespace
} // namespace connectorscope
