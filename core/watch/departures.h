#pragma once

#include "core/base/clock.h"

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>

namespace connectorscope {

/// What left Incoming Mail, wave by wave: the connector takes everything at once, each cycle. Keeps only what
/// is needed to tell which messages were left behind. For one thread.
class Departures
{
public:
    /// Departures within half a cycle of a wave's first belong to it; the last `waves` waves are kept.
    Departures(std::chrono::nanoseconds cycle, int waves);

    /// A message has left; `modified` is the time of its file by the folder's clock.
    void add(UtcTime modified, SteadyTime at);

    /// Whether a message whose file bears that time, and that has been in the folder since `present`, was
    /// there while newer ones left, in each of the last waves. False while there were not that many.
    bool hasLeftBehind(UtcTime modified, SteadyTime present) const;

    std::optional<SteadyTime> last() const { return m_last; }

private:
    struct Wave
    {
        SteadyTime begin;
        UtcTime newest;
    };

    std::chrono::nanoseconds m_cycle;
    std::size_t m_waves;
    std::deque<Wave> m_seen;
    std::optional<SteadyTime> m_last;
};

} // namespace connectorscope
