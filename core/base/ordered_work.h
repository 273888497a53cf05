#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace connectorscope {

/// Does the same work on many items with several threads and gives the outputs back in the order of the
/// items. Memory is bounded: no more than a window of outputs waits for its turn.
///
/// `next` and `work` run on the threads of this object, `next` never twice at once; neither may throw. The
/// thread that owns the object takes the outputs. Destroying it stops after the items that are in work.
template <class Item, class Output>
class OrderedWork
{
public:
    using Next = std::function<std::optional<Item>()>;
    using Work = std::function<Output(Item&&)>;

    /// `makeWork` is called once for each thread, so that each has its own buffers.
    OrderedWork(std::size_t threads, Next next, const std::function<Work()>& makeWork)
        : m_next(std::move(next))
        , m_window(threads * 32)
    {
        for (std::size_t i = 0; i < threads; ++i)
            m_threads.emplace_back([this, work = makeWork()] { loop(work); });
    }

    ~OrderedWork() { stop(); }
    OrderedWork(const OrderedWork&) = delete;
    OrderedWork& operator=(const OrderedWork&) = delete;

    /// No further item is begun; the outputs of those that were begun can still be taken.
    void stop()
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        m_room.notify_all();
        m_done.notify_all();
    }

    /// Whether all outputs were taken.
    bool finished() const
    {
        const std::lock_guard lock(m_mutex);
        return m_outputs.empty() && isAtEnd();
    }

    /// The next output, or nullopt when it does not come within `patience` (ask finished()).
    std::optional<Output> take(std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_mutex);
        m_done.wait_for(lock, patience,
                        [this] { return m_outputs.empty() ? isAtEnd() : m_outputs.front().has_value(); });
        if (m_outputs.empty() || !m_outputs.front())
            return std::nullopt;
        std::optional<Output> output = std::move(m_outputs.front());
        m_outputs.pop_front();
        ++m_taken;
        // Not for each of them: to wake a thread costs as much as a small item.
        if (m_outputs.size() == m_window / 2)
            m_room.notify_all();
        return output;
    }

private:
    /// Whether no further output will be put. An item that is being asked for still will be, stopped or not.
    bool isAtEnd() const { return m_exhausted || (m_stopped && !m_isAsking); }

    void loop(const Work& work)
    {
        while (true) {
            std::unique_lock source(m_sourceMutex);
            {
                std::unique_lock lock(m_mutex);
                m_room.wait(lock, [this] { return m_stopped || m_outputs.size() < m_window; });
                if (m_stopped || m_exhausted)
                    return;
                m_isAsking = true;
            }
            std::optional<Item> item = m_next();
            std::size_t index = 0;
            {
                const std::lock_guard lock(m_mutex);
                m_isAsking = false;
                if (!item) {
                    m_exhausted = true;
                    m_done.notify_all();
                    return;
                }
                index = m_taken + m_outputs.size();
                m_outputs.emplace_back();
            }
            source.unlock();
            Output output = work(std::move(*item));
            const std::lock_guard lock(m_mutex);
            m_outputs[index - m_taken] = std::move(output);
            if (index == m_taken)
                m_done.notify_one();
        }
    }

    const Next m_next;
    const std::size_t m_window;
    std::mutex m_sourceMutex; ///< held around m_next, and taken before m_mutex
    mutable std::mutex m_mutex;
    std::condition_variable m_room; ///< an output was taken
    std::condition_variable m_done; ///< an output was put, or there will be no more
    std::deque<std::optional<Output>> m_outputs;
    std::size_t m_taken = 0;
    bool m_isAsking = false; ///< m_next runs
    bool m_exhausted = false;
    bool m_stopped = false;
    std::vector<std::jthread> m_threads; ///< last: joined before anything that they use is gone
};

} // namespace connectorscope
