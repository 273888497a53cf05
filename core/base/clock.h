#pragma once

#include <chrono>
#include <memory>
#include <stop_token>

namespace connectorscope {

/// A moment of the wall clock, in nanoseconds since 1970-01-01 UTC (1677 to 2262).
using UtcTime = std::chrono::sys_time<std::chrono::nanoseconds>;

/// A moment of a clock that never jumps and never runs ahead; meaningful until the machine is restarted.
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>;

/// The time, as a thing that is passed in, so that a test need not wait. May be used by several threads.
class Clock
{
public:
    virtual ~Clock() = default;

    virtual UtcTime now() = 0;
    virtual SteadyTime steadyNow() = 0;

    /// Waits that long, or until a stop is asked for. False when it was stopped.
    virtual bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) = 0;
    void sleep(std::chrono::nanoseconds duration) { (void)sleep(duration, std::stop_token()); }
};

/// The clock of the machine.
std::unique_ptr<Clock> systemClock();

} // namespace connectorscope
