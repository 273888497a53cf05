#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace connectorscope {

enum class WatchState : std::uint8_t
{
    Starting,
    Watching,
    OtherWatches, ///< another program holds the role; what it writes is read
    Failed        ///< tried again after some seconds
};

/// How the watch of the site is; a plain value.
struct WatchStatus
{
    WatchState state = WatchState::Starting;
    std::string other;            ///< with OtherWatches: that program
    std::optional<Error> problem; ///< that keeps the watch from its work, while it lasts
    std::uint64_t done = 0;       ///< of a scan that is under way
    std::uint64_t all = 0;        ///< 0: none is

    /// What the databases tell is not whole yet.
    bool isReading() const { return state == WatchState::Starting || all > 0; }
};

} // namespace connectorscope
