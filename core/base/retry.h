#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <algorithm>

namespace connectorscope {

/// How long an action is tried again while another program (a scanner, an indexer) holds the file.
inline constexpr std::chrono::seconds lockPatience{2};

/// Whether the error may pass by itself within moments. Windows says "access denied" (5) also of a file that
/// another program is just deleting or looking at.
inline bool mayPass(const Error& error)
{
#ifdef _WIN32
    return error.code == ErrorCode::Locked || error.code == ErrorCode::AccessDenied;
#else
    return error.code == ErrorCode::Locked;
#endif
}

/// Calls `action`, which returns a Result, again while its error may pass, for at most `lockPatience`.
template <class Action>
auto retryWhileLocked(Clock& clock, Action action)
{
    constexpr std::chrono::nanoseconds longestPause = std::chrono::milliseconds(200);
    std::chrono::nanoseconds pause = std::chrono::milliseconds(10);
    const SteadyTime end = clock.steadyNow() + lockPatience;
    auto result = action();
    while (!result && mayPass(result.error()) && clock.steadyNow() < end) {
        clock.sleep(pause);
        pause = std::min(pause * 2, longestPause);
        result = action();
    }
    return result;
}

} // namespace connectorscope
