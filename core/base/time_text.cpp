#include "core/base/time_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <ctime>

namespace connectorscope {

std::string ageText(std::chrono::nanoseconds age)
{
    const std::int64_t seconds =
        std::max<std::int64_t>(std::chrono::duration_cast<std::chrono::seconds>(age).count(), 0);
    const std::int64_t minutes = seconds / 60;
    const std::int64_t hours = minutes / 60;
    if (minutes == 0)
        return std::to_string(seconds) + " s";
    if (hours == 0)
        return std::to_string(minutes) + " min";
    if (hours < 24)
        return std::to_string(hours) + " h " + std::to_string(minutes % 60) + " min";
    return std::to_string(hours / 24) + " d " + std::to_string(hours % 24) + " h";
}

std::string utcText(UtcTime time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::milliseconds>(time - day));
    std::array<char, 64> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string localText(UtcTime time)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(
        std::chrono::time_point_cast<std::chrono::system_clock::duration>(
            std::chrono::floor<std::chrono::seconds>(time)));
    std::tm parts{};
#ifdef _WIN32
    if (::localtime_s(&parts, &seconds) != 0)
        return utcText(time);
#else
    if (::localtime_r(&seconds, &parts) == nullptr)
        return utcText(time);
#endif
    std::array<char, 32> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &parts);
    return {text.data(), length};
}

} // namespace connectorscope
