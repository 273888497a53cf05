#pragma once

#include "core/base/clock.h"

#include <algorithm>
#include <atomic>
#include <limits>
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
        m_slept = std::min(m_slept + duration.count(), m_standsAt.load());
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return !stop.stop_requested();
    }

    /// From there on it goes no faster than the real time: what is waited for there may take as long as it
    /// likes.
    void standAt(std::chrono::nanoseconds slept) { m_standsAt = slept.count(); }

    /// How long all that slept with it have slept together.
    std::chrono::nanoseconds slept() const { return std::chrono::nanoseconds(m_slept); }

private:
    std::unique_ptr<Clock> m_real = systemClock();
    std::atomic<std::int64_t> m_slept = 0;
    std::atomic<std::int64_t> m_standsAt = std::numeric_limits<std::int64_t>::max();
};

} // namespace connectorscope
