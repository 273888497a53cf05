#include "core/base/clock.h"

#include <gmock/gmock.h>

#include <thread>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;

TEST(SystemClock, TellsTheTimeOfTheMachine)
{
    const auto difference = systemClock()->now() - UtcTime(std::chrono::system_clock::now());
    EXPECT_LT(std::chrono::abs(difference), 5s);
}

TEST(SystemClock, SleepsAtLeastThatLong)
{
    const auto clock = systemClock();
    const SteadyTime start = clock->steadyNow();
    clock->sleep(20ms);
    EXPECT_GE(clock->steadyNow() - start, 20ms);
}

TEST(SystemClock, WakesUpWhenAStopIsAskedFor)
{
    const auto clock = systemClock();
    std::stop_source stop;
    std::jthread stopper([&] {
        clock->sleep(20ms);
        stop.request_stop();
    });
    const SteadyTime start = clock->steadyNow();
    EXPECT_FALSE(clock->sleep(60s, stop.get_token()));
    EXPECT_LT(clock->steadyNow() - start, 30s);
}

} // namespace
} // namespace connectorscope
