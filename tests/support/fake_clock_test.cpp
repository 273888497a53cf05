#include "tests/support/fake_clock.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;

TEST(FakeClock, MovesBothTimesWhenSomebodySleeps)
{
    FakeClock clock;
    const UtcTime now = clock.now();
    const SteadyTime steady = clock.steadyNow();
    clock.sleep(3s);
    EXPECT_EQ(clock.now() - now, 3s);
    EXPECT_EQ(clock.steadyNow() - steady, 3s);
    EXPECT_EQ(clock.slept(), 3s);
}

TEST(FakeClock, KeepsTheSteadyTimeWhenTheWallClockIsSetBack)
{
    FakeClock clock;
    const SteadyTime steady = clock.steadyNow();
    clock.setNow(clock.now() - 24h);
    EXPECT_EQ(clock.steadyNow(), steady);
}

TEST(FakeClock, DoesNotSleepWhenAStopWasAskedFor)
{
    FakeClock clock;
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(clock.sleep(3s, stop.get_token()));
    EXPECT_EQ(clock.slept(), 0s);
}

} // namespace
} // namespace connectorscope
