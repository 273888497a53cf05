#include "core/site/units.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

TEST(Units, ReadTimes)
{
    EXPECT_EQ(parseTime("15s").value(), 15s);
    EXPECT_EQ(parseTime("5m").value(), 5min);
    EXPECT_EQ(parseTime("4h").value(), 4h);
    EXPECT_EQ(parseTime("90d").value(), 90 * 24h);
    EXPECT_EQ(parseTime("0s").value(), 0s);
    EXPECT_EQ(parseTime("15 s").value(), 15s);
}

TEST(Units, ReadSizes)
{
    EXPECT_EQ(parseSize("7B").value(), 7U);
    EXPECT_EQ(parseSize("64KiB").value(), 65536U);
    EXPECT_EQ(parseSize("10MiB").value(), 10U << 20U);
    EXPECT_EQ(parseSize("20GiB").value(), std::uint64_t{20} << 30U);
}

TEST(Units, SayWhatIsWrong)
{
    EXPECT_THAT(parseTime("15").error().message, HasSubstr("\"15\" has no unit"));
    EXPECT_THAT(parseTime("15M").error().message, HasSubstr("unknown unit \"M\""));
    EXPECT_THAT(parseTime("").error().message, HasSubstr("does not begin with a number"));
    EXPECT_THAT(parseTime("-1s").error().message, HasSubstr("does not begin with a number"));
    EXPECT_THAT(parseSize("10MB").error().message, HasSubstr("unknown unit \"MB\""));
    EXPECT_THAT(parseSize("99999999999GiB").error().message, HasSubstr("too large"));
    EXPECT_THAT(parseSize("99999999999999999999B").error().message, HasSubstr("too large"));
    EXPECT_THAT(parseTime("106752d").error().message, HasSubstr("too large"));
}

TEST(Units, AreWrittenInTheLargestThatFits)
{
    EXPECT_EQ(timeText(0s), "0s");
    EXPECT_EQ(timeText(90s), "90s");
    EXPECT_EQ(timeText(120s), "2m");
    EXPECT_EQ(timeText(24h), "1d");
    EXPECT_EQ(timeText(1500ms), "1s");
    EXPECT_EQ(sizeText(0), "0B");
    EXPECT_EQ(sizeText(1000), "1000B");
    EXPECT_EQ(sizeText(10U << 20U), "10MiB");
}

TEST(Units, ComeBackAsTheyWereWritten)
{
    for (const std::uint64_t size : {std::uint64_t{1}, std::uint64_t{1023}, std::uint64_t{1} << 40U})
        EXPECT_EQ(parseSize(sizeText(size)).value(), size);
    for (const std::chrono::seconds time : {1s, 59s, 3600s, 86401s})
        EXPECT_EQ(parseTime(timeText(time)).value(), time);
}

} // namespace
} // namespace connectorscope
