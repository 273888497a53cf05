#include "core/demo/demo_text.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace connectorscope {

namespace {

constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> months{"January",   "February", "March",    "April",
                                             "May",       "June",     "July",     "August",
                                             "September", "October",  "November", "December"};

template <class... Values>
std::string formatted(const char* format, Values... values)
{
    std::array<char, 96> text{};
    const int length = std::snprintf(text.data(), text.size(), format, values...);
    return {text.data(), static_cast<std::size_t>(length)};
}

} // namespace

Result<std::chrono::seconds> parseDemoDuration(std::string_view text)
{
    constexpr std::string_view units = "smhd";
    constexpr std::array<long long, 4> secondsOf{1, 60, 3600, 86400};
    constexpr long long most = 10LL * 366 * 86400; // of seconds; the product below cannot overflow
    long long total = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    do {
        long long number = 0;
        const auto [unit, error] = std::from_chars(at, end, number);
        const std::size_t index = unit == end ? std::string_view::npos : units.find(*unit);
        const bool isNumber = error == std::errc() && number >= 0 && number <= most;
        if (isNumber && index != std::string_view::npos)
            total += number * secondsOf[index];
        if (!isNumber || index == std::string_view::npos || total > most)
            return fail(ErrorCode::BadInput, "'" + std::string(text) + "' is no duration",
                        "Write it as 90s, 25m, 2h10m or 3d.");
        at = unit + 1;
    } while (at != end);
    return std::chrono::seconds(total);
}

Result<std::size_t> parseDemoCount(std::string_view text, std::size_t most)
{
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number == 0 || number > most)
        return fail(ErrorCode::BadInput,
                    "'" + std::string(text) + "' is no number from 1 to " + std::to_string(most));
    return number;
}

std::string demoDate(UtcTime time, std::chrono::minutes zone, DemoDateForm form)
{
    if (form == DemoDateForm::Utc)
        zone = {};
    const auto local = std::chrono::floor<std::chrono::seconds>(time + zone);
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date(midnight);
    const std::chrono::hh_mm_ss clock(local - midnight);
    const int year = static_cast<int>(date.year());
    const auto month = static_cast<unsigned>(date.month());
    const auto day = static_cast<unsigned>(date.day());
    const auto hour = static_cast<int>(clock.hours().count());
    const auto minute = static_cast<int>(clock.minutes().count());
    const auto second = static_cast<int>(clock.seconds().count());
    const char* const weekday = days[std::chrono::weekday(midnight).c_encoding()];
    const char* const monthName = months[month - 1];
    const int offset = static_cast<int>(zone.count() < 0 ? -zone.count() : zone.count());

    switch (form) {
    case DemoDateForm::Mail:
        return formatted("%s, %02u %.3s %04d %02d:%02d:%02d %c%02d%02d", weekday, day, monthName, year, hour,
                         minute, second, zone.count() < 0 ? '-' : '+', offset / 60, offset % 60);
    case DemoDateForm::Mbox:
        return formatted("%s %.3s %2u %02d:%02d:%02d %04d", weekday, monthName, day, hour, minute, second,
                         year);
    case DemoDateForm::Iso:
        return formatted("%04d-%02u-%02u", year, month, day);
    case DemoDateForm::Compact:
        return formatted("%04d%02u%02u", year, month, day);
    case DemoDateForm::Utc:
        return formatted("%04d%02u%02uT%02d%02d%02dZ", year, month, day, hour, minute, second);
    case DemoDateForm::Year:
        return formatted("%04d", year);
    case DemoDateForm::Time:
        return formatted("%02d:%02d", hour, minute);
    case DemoDateForm::English:
        return formatted("%u %s %04d", day, monthName, year);
    case DemoDateForm::German:
        return formatted("%02u.%02u.%04d", day, month, year);
    case DemoDateForm::French:
        return formatted("%02u/%02u/%04d", day, month, year);
    case DemoDateForm::Japanese:
        return formatted("%04d\xE5\xB9\xB4%u\xE6\x9C\x88%u\xE6\x97\xA5", year, month, day);
    }
    return {};
}

} // namespace connectorscope
