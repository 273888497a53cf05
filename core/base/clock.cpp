#include "core/base/clock.h"

#include <condition_variable>
#include <mutex>

namespace connectorscope {

namespace {

class SystemClock final : public Clock
{
public:
    UtcTime now() override
    {
        return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
    }

    SteadyTime steadyNow() override
    {
        return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now());
    }

    using Clock::sleep;
    bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override
    {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        never.wait_for(lock, stop, duration, [] { return false; });
        return !stop.stop_requested();
    }
};

} // namespace

std::unique_ptr<Clock> systemClock()
{
    return std::make_unique<SystemClock>();
}

} // namespace connectorscope
