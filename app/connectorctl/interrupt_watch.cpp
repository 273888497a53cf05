#include "app/connectorctl/interrupt_watch.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace connectorscope {
namespace {

constexpr std::chrono::milliseconds interruptInterval{50};

} // namespace

InterruptWatch::InterruptWatch(const Environment& environment)
    : m_thread([interrupted = environment.interrupted, source = m_stop](const std::stop_token& end) mutable {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        while (!interrupted()) {
            (void)never.wait_for(lock, end, interruptInterval, [] { return false; });
            if (end.stop_requested())
                return;
        }
        source.request_stop();
    })
{
}

} // namespace connectorscope
