#include "core/watch/clock_skew.h"

#include "tests/support/failing_file_system.h"
#include "tests/support/fake_clock.h"
#include "tests/support/forgetful_file_system.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;

TEST(ClockSkew, IsHowFarTheServersClockIsAhead)
{
    FakeClock ours;
    FakeClock servers;
    servers.advance(90s);
    ForgetfulFileSystem files(servers);
    const auto skew = measureSkew(files, ours, "/");
    ASSERT_TRUE(skew);
    EXPECT_EQ(*skew, 90s);
    EXPECT_THAT(namesIn(files, "/"), IsEmpty()) << "the file is removed";
}

TEST(ClockSkew, IsNoneWhereItIsSmallerThanTimesAreKept)
{
    FakeClock ours;
    FakeClock servers;
    servers.advance(-1s);
    ForgetfulFileSystem files(servers);
    EXPECT_EQ(measureSkew(files, ours, "/").value(), 0s);
}

TEST(ClockSkew, CannotBeMeasuredWhereNoFileCanBeMade)
{
    FakeClock clock;
    ForgetfulFileSystem memory(clock);
    FailingFileSystem files(memory);
    files.failCall(FileAction::Create, 1, ErrorCode::AccessDenied);
    const auto skew = measureSkew(files, clock, "/");
    ASSERT_FALSE(skew);
    EXPECT_EQ(skew.error().code, ErrorCode::AccessDenied);
}

TEST(ClockWatch, NoticesThatTheClockWasSet)
{
    FakeClock clock;
    ClockWatch watch(clock);
    clock.advance(10h);
    EXPECT_FALSE(watch.hasJumped());
    clock.setNow(clock.now() + 1h);
    EXPECT_TRUE(watch.hasJumped());
    EXPECT_FALSE(watch.hasJumped()) << "once";
    clock.setNow(clock.now() - 3s);
    EXPECT_TRUE(watch.hasJumped());
}

TEST(AgeOf, IsByTheClockOfTheServer)
{
    const UtcTime now(std::chrono::hours(400'000));
    EXPECT_EQ(ageOf(now - 10s, now, 0s), 10s);
    EXPECT_EQ(ageOf(now + 50s, now, 60s), 10s);
    EXPECT_EQ(ageOf(now + 50s, now, 0s), -50s);
}

TEST(AgeOf, StaysWithinItsRangeForTimesOfBrokenClocks)
{
    const UtcTime now(std::chrono::hours(400'000));
    EXPECT_GT(ageOf(UtcTime::min(), now, 0s), std::chrono::hours(24 * 365 * 200));
    EXPECT_LT(ageOf(UtcTime::max(), now, 0s), std::chrono::hours(-24 * 365 * 200));
}

} // namespace
} // namespace connectorscope
