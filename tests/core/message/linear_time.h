#pragma once

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>

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

/// Whether eight times a few pieces of input take much less than the 64 times as long that quadratic work
/// would. Tried again when it does not: caches and their other users disturb it.
inline bool takesLinearTime(const std::function<void(std::size_t)>& work, std::size_t few = 4'000)
{
    const auto milliseconds = [&](std::size_t size) {
        const std::clock_t start = std::clock(); // processor time: other programs run too
        work(size);
        return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    };
    constexpr double disturbance = 20;
    for (int attempt = 0; attempt < 6; ++attempt) {
        const double base = std::min(milliseconds(few), milliseconds(few));
        if (milliseconds(8 * few) < 40 * base + disturbance)
            return true;
    }
    return false;
}

} // namespace connectorscope
