#include "core/report/render/wording.h"

#include "core/base/ascii.h"
#include "core/base/escape.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace connectorscope {
namespace {

constexpr std::size_t longestCharacter = 4; ///< bytes

using Names = std::array<std::string_view, 2>; ///< in the order of Language

constexpr std::array<Names, 7> dayNames = {{{"Sunday", "Sonntag"},
                                            {"Monday", "Montag"},
                                            {"Tuesday", "Dienstag"},
                                            {"Wednesday", "Mittwoch"},
                                            {"Thursday", "Donnerstag"},
                                            {"Friday", "Freitag"},
                                            {"Saturday", "Samstag"}}};
constexpr std::array<Names, 7> shortDayNames = {{{"Sun", "So"},
                                                 {"Mon", "Mo"},
                                                 {"Tue", "Di"},
                                                 {"Wed", "Mi"},
                                                 {"Thu", "Do"},
                                                 {"Fri", "Fr"},
                                                 {"Sat", "Sa"}}};
constexpr std::array<Names, 12> monthNames = {{{"January", "Januar"},
                                               {"February", "Februar"},
                                               {"March", "März"},
                                               {"April", "April"},
                                               {"May", "Mai"},
                                               {"June", "Juni"},
                                               {"July", "Juli"},
                                               {"August", "August"},
                                               {"September", "September"},
                                               {"October", "Oktober"},
                                               {"November", "November"},
                                               {"December", "Dezember"}}};
constexpr std::array<Names, 12> shortMonthNames = {{{"Jan", "Jan."},
                                                    {"Feb", "Feb."},
                                                    {"Mar", "März"},
                                                    {"Apr", "Apr."},
                                                    {"May", "Mai"},
                                                    {"Jun", "Juni"},
                                                    {"Jul", "Juli"},
                                                    {"Aug", "Aug."},
                                                    {"Sep", "Sep."},
                                                    {"Oct", "Okt."},
                                                    {"Nov", "Nov."},
                                                    {"Dec", "Dez."}}};

template <std::size_t count>
std::string nameIn(const std::array<Names, count>& names, std::size_t number, Language language)
{
    return std::string(names.at(number).at(static_cast<std::size_t>(language)));
}

std::string dayOfMonth(std::chrono::year_month_day day, Language language)
{
    return std::to_string(static_cast<unsigned>(day.day())) + (language == Language::German ? "." : "");
}

std::size_t weekdayNumber(std::chrono::year_month_day day)
{
    return std::chrono::weekday(std::chrono::sys_days(day)).c_encoding();
}

std::size_t monthNumber(std::chrono::year_month_day day)
{
    return static_cast<unsigned>(day.month()) - 1;
}

std::string twoDigits(std::int64_t number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string twoUnits(std::int64_t large, std::string_view largeUnit, std::int64_t small,
                     std::string_view smallUnit)
{
    std::string text = std::to_string(large) + std::string(largeUnit);
    if (small > 0)
        text += " " + std::to_string(small) + std::string(smallUnit);
    return text;
}

} // namespace

Language languageOf(std::string_view tag)
{
    return equalsIgnoringCase(tag.substr(0, tag.find_first_of("-_")), "de") ? Language::German
                                                                            : Language::English;
}

std::string_view tagOf(Language language)
{
    return language == Language::German ? "de" : "en";
}

std::string countText(std::uint64_t count, Language language)
{
    std::string text = std::to_string(count);
    for (std::size_t end = text.size(); end > 3; end -= 3)
        text.insert(end - 3, 1, language == Language::German ? '.' : ',');
    return text;
}

std::string changeText(std::int64_t change, Language language)
{
    const std::uint64_t size =
        change < 0 ? 0 - static_cast<std::uint64_t>(change) : static_cast<std::uint64_t>(change);
    return (change < 0 ? "-" : change > 0 ? "+" : "") + countText(size, language);
}

std::string decimalText(double number, Language language)
{
    const bool isNegative = number < 0;
    const auto tenths = static_cast<std::uint64_t>(std::llround(std::abs(number) * 10));
    std::string text = (isNegative && tenths > 0 ? "-" : "") + countText(tenths / 10, language);
    if (tenths % 10 != 0)
        text += (language == Language::German ? "," : ".") + std::to_string(tenths % 10);
    return text;
}

std::string spanText(std::chrono::nanoseconds span)
{
    const std::int64_t seconds =
        std::max<std::int64_t>(std::chrono::floor<std::chrono::seconds>(span).count(), 0);
    if (seconds < 60)
        return std::to_string(seconds) + " s";
    const std::int64_t minutes = seconds / 60;
    if (minutes < 60)
        return std::to_string(minutes) + " min";
    if (minutes < 24 * 60)
        return twoUnits(minutes / 60, " h", minutes % 60, " min");
    const std::int64_t hours = minutes / 60;
    return twoUnits(hours / 24, " d", hours % 24, " h");
}

std::string volumeText(std::uint64_t bytes, Language language)
{
    constexpr std::array<std::string_view, 5> units = {" B", " KiB", " MiB", " GiB", " TiB"};
    std::size_t unit = 0;
    auto size = static_cast<double>(bytes);
    while (size >= 1024 && unit + 1 < units.size()) {
        size /= 1024;
        ++unit;
    }
    return decimalText(size < 10 ? size : std::floor(size), language) + std::string(units.at(unit));
}

std::string longDay(std::chrono::year_month_day day, Language language)
{
    return nameIn(dayNames, weekdayNumber(day), language) + ", " + dayOfMonth(day, language) + " " +
           nameIn(monthNames, monthNumber(day), language) + " " +
           std::to_string(static_cast<int>(day.year()));
}

std::string shortDay(std::chrono::year_month_day day, Language language)
{
    return nameIn(shortDayNames, weekdayNumber(day), language) + " " + dayOfMonth(day, language) + " " +
           nameIn(shortMonthNames, monthNumber(day), language);
}

std::string isoDay(std::chrono::year_month_day day)
{
    std::string year = std::to_string(static_cast<int>(day.year()));
    year.insert(0, 4 - std::min<std::size_t>(year.size(), 4), '0');
    return year + "-" + twoDigits(static_cast<unsigned>(day.month())) + "-" +
           twoDigits(static_cast<unsigned>(day.day()));
}

std::string clockText(std::chrono::nanoseconds sinceMidnight)
{
    const std::int64_t minutes = std::chrono::floor<std::chrono::minutes>(sinceMidnight).count();
    return twoDigits(minutes / 60) + ":" + twoDigits(minutes % 60);
}

std::string shownWords(std::string_view text, std::size_t limit)
{
    // What is cut off is not read: a subject of a megabyte costs no more than one line.
    const bool isLong = text.size() > longestCharacter * limit;
    std::string shown = escapeControls(text.substr(0, longestCharacter * limit));
    std::size_t end = 0;
    for (std::size_t count = 0; end < shown.size(); ++count) {
        if (count == limit)
            return shown.substr(0, end) + "…";
        end += utf8Step(std::string_view(shown).substr(end)).length;
    }
    return isLong ? shown + "…" : shown;
}

} // namespace connectorscope
