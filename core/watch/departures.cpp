#include "core/watch/departures.h"

#include <algorithm>

namespace connectorscope {

Departures::Departures(std::chrono::nanoseconds cycle, int waves)
    : m_cycle(cycle)
    , m_waves(static_cast<std::size_t>(std::max(waves, 1)))
{
}

void Departures::add(UtcTime modified, SteadyTime at)
{
    m_last = std::max(at, m_last.value_or(at));
    if (m_seen.empty() || at - m_seen.back().begin > m_cycle / 2)
        m_seen.push_back({at, modified});
    m_seen.back().newest = std::max(m_seen.back().newest, modified);
    if (m_seen.size() > m_waves)
        m_seen.pop_front();
}

bool Departures::hasLeftBehind(UtcTime modified, SteadyTime present) const
{
    return m_seen.size() == m_waves && std::ranges::all_of(m_seen, [&](const Wave& wave) {
               return present <= wave.begin && modified < wave.newest;
           });
}

} // namespace connectorscope
