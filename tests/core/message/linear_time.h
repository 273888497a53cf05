#pragma once

#include <algorithm>
#include <chrono>
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
/// would. Tried again when it does not: other programs run too.
inline bool takesLinearTime(const std::function<void(std::size_t)>& work, std::size_t few = 4'000)
{
    const auto milliseconds = [&](std::size_t size) {
        const auto start = std::chrono::steady_clock::now();
        work(size);
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    };
    constexpr double disturbance = 20;
    for (int attempt = 0; attempt < 4; ++attempt) {
        const double base = std::min(milliseconds(few), milliseconds(few));
        if (milliseconds(8 * few) < 20 * base + disturbance)
            return true;
    }
    return false;
}

} // namespace connectorscope
