#pragma once

#include "core/base/clock.h"

#include <atomic>
#include <thread>

namespace connectorscope {

/// The clock of the machine, for which whoever sleeps wakes up in another time at once (after a blink, in
/// which other threads come to their turn).
class HastyClock final : public Clock
{
public:
    UtcTime now() override { return m_real->now() + slept(); }
    SteadyTime steadyNow() override { return m_real->steadyNow() + slept(); }
    using Clock::sleep;
    bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override
    {
        m_slept += duration.count();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return !stop.stop_requested();
    }

    /// How long all that slept with it have slept together.
    std::chrono::nanoseconds slept() const { return std::chrono::nanoseconds(m_slept); }

private:
    std::unique_ptr<Clock> m_real = systemClock();
    std::atomic<std::int64_t> m_slept = 0;
};

} // namespace connectorscope
