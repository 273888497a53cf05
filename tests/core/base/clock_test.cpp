#include "core/base/clock.h"

#include <gmock/gmock.h>

#include <atomic>
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

/// What each sleep holds that a stop may end. libstdc++'s own semaphore lost the callback's end on Windows
/// now and then, and a program that was closed stayed for ever.
TEST(StopCallback, EndsHoweverLongItsCallTakes)
{
    const auto clock = systemClock();
    for (int i = 0; i < 1000; ++i) {
        std::stop_source stop;
        std::atomic<bool> called = false;
        const auto call = [&, length = (i % 400) * 100ns] {
            called = true;
            const SteadyTime end = clock->steadyNow() + length;
            while (clock->steadyNow() < end) {
            }
        };
        std::jthread stopper;
        const std::stop_callback callback(stop.get_token(), call);
        stopper = std::jthread([&] { stop.request_stop(); });
        while (!called)
            std::this_thread::yield();
    }
    SUCCEED();
}

} // namespace
} // namespace connectorscope
