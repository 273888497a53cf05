#include "tests/support/fake_clock.h"

namespace connectorscope {

namespace {

constexpr UtcTime start =
    std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 23) + std::chrono::hours(6);

} // namespace

FakeClock::FakeClock()
    : m_now(start.time_since_epoch().count())
{
}

UtcTime FakeClock::now()
{
    return UtcTime(std::chrono::nanoseconds(m_now));
}

SteadyTime FakeClock::steadyNow()
{
    return SteadyTime(std::chrono::nanoseconds(m_steady));
}

bool FakeClock::sleep(std::chrono::nanoseconds duration, std::stop_token stop)
{
    if (stop.stop_requested())
        return false;
    advance(duration);
    m_slept += duration.count();
    return true;
}

void FakeClock::advance(std::chrono::nanoseconds duration)
{
    m_now += duration.count();
    m_steady += duration.count();
}

void FakeClock::setNow(UtcTime time)
{
    m_now = time.time_since_epoch().count();
}

} // namespace connectorscope
