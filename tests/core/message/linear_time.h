#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <time.h>

namespace connectorscope {

/// The text so many times.
inline std::string repeated(std::string_view text, std::size_t times)
{
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

inline double asMilliseconds(const timespec& time)
{
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

/// Of this process: other programs run too. std::clock() tells the time of day on Windows.
inline double processorMilliseconds()
{
    timespec used = {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return asMilliseconds(used);
}

/// What that clock cannot tell from nothing: many milliseconds on Windows.
inline double processorResolution()
{
    timespec resolution = {};
    ::clock_getres(CLOCK_PROCESS_CPUTIME_ID, &resolution);
    return asMilliseconds(resolution);
}

/// Whether eight times a few pieces of input take much less than the 64 times as long that quadratic work
/// would. Tried again when it does not: caches and their other users disturb it.
inline bool takesLinearTime(const std::function<void(std::size_t)>& work, std::size_t few = 4'000)
{
    const auto milliseconds = [&](std::size_t size) {
        const double start = processorMilliseconds();
        work(size);
        return processorMilliseconds() - start;
    };
    constexpr double disturbance = 20;
    for (int attempt = 0; attempt < 6; ++attempt) {
        const double base = std::max(std::min(milliseconds(few), milliseconds(few)), processorResolution());
        if (milliseconds(8 * few) < 40 * base + disturbance)
            return true;
    }
    return false;
}

} // namespace connectorscope
