#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace connectorscope {

/// Numbers that look like chance and are the same on every system (SplitMix64).
class DemoDice
{
public:
    explicit DemoDice(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t next();
    /// 0 to `count` - 1.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
    bool oneIn(std::size_t count) { return below(count) == 0; }
    std::chrono::seconds between(std::chrono::seconds least, std::chrono::seconds most);
    /// So many hexadecimal digits: how connectors name files.
    std::string hex(std::size_t digits);

private:
    std::uint64_t m_state;
};

} // namespace connectorscope
