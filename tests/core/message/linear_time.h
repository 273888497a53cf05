#pragma once

#include "tests/support/processor_time.h"

#include <cstddef>
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
/// would: less than five times as long as eight times the few of them. Tried again when it does not: caches
/// and their other users disturb it.
inline bool takesLinearTime(const std::function<void(std::size_t)>& work, std::size_t few = 4'000)
{
    const auto seconds = [&](int times, std::size_t size) {
        const double start = processorSeconds();
        for (int i = 0; i < times; ++i)
            work(size);
        return processorSeconds() - start;
    };
    constexpr double disturbance = 0.020;
    for (int attempt = 0; attempt < 6; ++attempt) {
        const double base = seconds(8, few);
        if (seconds(1, 8 * few) < 5 * base + disturbance)
            return true;
    }
    return false;
}

} // namespace connectorscope
