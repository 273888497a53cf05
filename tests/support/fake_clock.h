#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace connectorscope {

/// A clock that stands still until it is moved; to sleep moves it. May be used by several threads.
class FakeClock final : public Clock
{
public:
    /// Starts at 2026-11-23 06:00 UTC.
    FakeClock();

    UtcTime now() override;
    SteadyTime steadyNow() override;
    using Clock::sleep;
    bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override;

    /// Time passes.
    void advance(std::chrono::nanoseconds duration);
    /// The wall clock is set to another time, as an administrator does; the steady one goes on.
    void setNow(UtcTime time);

    /// How long all that slept with it have slept together.
    std::chrono::nanoseconds slept() const { return std::chrono::nanoseconds(m_slept); }

private:
    std::atomic<std::int64_t> m_now;
    std::atomic<std::int64_t> m_steady = 0;
    std::atomic<std::int64_t> m_slept = 0;
};

} // namespace connectorscope
