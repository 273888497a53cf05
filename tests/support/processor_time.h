#pragma once

#include <ctime>

namespace connectorscope {

/// What this process has used: other programs run too. std::clock() tells the time of day on Windows.
inline double processorSeconds()
{
    timespec used = {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

} // namespace connectorscope
