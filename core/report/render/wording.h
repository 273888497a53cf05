#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

/// The languages in which a report can be written.
enum class Language : std::uint8_t
{
    English,
    German
};

/// Of the language tag of a site, "de-AT"; English where there is no better one.
Language languageOf(std::string_view tag);
/// "en", "de".
std::string_view tagOf(Language language);

// Numbers and dates as the language writes them.

/// "1,234"; "1.234".
std::string countText(std::uint64_t count, Language language);
/// A difference: "+4", "-1,234", "0".
std::string changeText(std::int64_t change, Language language);
/// With at most one digit after the point: "6", "6.5"; "6,5".
std::string decimalText(double number, Language language);
/// "45 s", "11 min", "9 h 12 min", "3 d 4 h": the two largest units.
std::string spanText(std::chrono::nanoseconds span);
/// "512 B", "1.8 KiB", "12 MiB": steps of 1024.
std::string volumeText(std::uint64_t bytes, Language language);
/// "Monday, 23 November 2026"; "Montag, 23. November 2026".
std::string longDay(std::chrono::year_month_day day, Language language);
/// "Mon 23 Nov"; "Mo 23. Nov.".
std::string shortDay(std::chrono::year_month_day day, Language language);
/// "2026-11-23": as programs have it.
std::string isoDay(std::chrono::year_month_day day);
/// "06:05", of the time since midnight.
std::string clockText(std::chrono::nanoseconds sinceMidnight);

/// Text that came from outside as a report may show it: on one line, control characters and marks that turn
/// the direction of text made visible, cut off with "…" after `limit` characters.
std::string shownWords(std::string_view text, std::size_t limit = 200);

} // namespace connectorscope
