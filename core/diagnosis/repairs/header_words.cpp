#include "core/diagnosis/repairs/header_words.h"

#include "core/base/utf8.h"
#include "core/diagnosis/repairs/planner.h"
#include "core/diagnosis/repairs/rewriter.h"
#include "core/message/date_time.h"
#include "core/message/lexical.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace connectorscope {

namespace {

constexpr std::size_t bytesOfWord = 42; ///< 56 characters of base64; "=?utf-8?B??=" takes 12 more
constexpr std::size_t charactersOfQ = 60;

bool isPlainQ(char c)
{
    return isLetter(c) || isDigit(c) || std::string_view("!*+-/").find(c) != std::string_view::npos;
}

void appendHex(char c, char sign, std::string& text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    text += sign;
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
}

std::string qText(std::string_view character)
{
    std::string text;
    for (const char c : character) {
        if (c == ' ')
            text += '_';
        else if (isPlainQ(c))
            text += c;
        else
            appendHex(c, '=', text);
    }
    return text;
}

} // namespace

std::string encodedWords(std::string_view utf8, std::string_view lineEnd)
{
    const auto eightBit = std::ranges::count_if(utf8, isEightBit);
    const bool useQ = static_cast<std::size_t>(eightBit) * 3 <= utf8.size();
    std::string words;
    std::string q;
    std::size_t begin = 0;
    const auto endWord = [&](std::size_t end) {
        if (!words.empty())
            words += std::string(lineEnd) + " ";
        words += useQ ? "=?utf-8?Q?" + q : "=?utf-8?B?" + base64Text(utf8.substr(begin, end - begin));
        words += "?=";
        q.clear();
        begin = end;
    };
    std::size_t at = 0;
    while (at < utf8.size()) {
        const std::size_t length = utf8Step(utf8.substr(at)).length;
        const std::string text = useQ ? qText(utf8.substr(at, length)) : std::string();
        if (at > begin && (useQ ? q.size() + text.size() > charactersOfQ : at + length - begin > bytesOfWord))
            endWord(at);
        q += text;
        at += length;
    }
    if (begin < utf8.size())
        endWord(utf8.size());
    return words;
}

std::string extendedValue(std::string_view utf8)
{
    std::string text = "utf-8''";
    for (const char c : utf8) {
        if (isLetter(c) || isDigit(c) || c == '.' || c == '-' || c == '_')
            text += c;
        else
            appendHex(c, '%', text);
    }
    return text;
}

std::string writtenParameter(std::string_view name, std::string_view value)
{
    const bool isPlain = std::ranges::all_of(value, [](char c) { return c >= ' ' && c < 0x7f; });
    if (!isPlain)
        return std::string(name) + "*=" + extendedValue(value);
    const bool isToken = !value.empty() && std::ranges::all_of(value, [](char c) {
        return c > ' ' && std::string_view("()<>@,;:\\\"/[]?=").find(c) == std::string_view::npos;
    });
    if (isToken)
        return std::string(name) + "=" + std::string(value);
    std::string text = std::string(name) + "=\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + "\"";
}

std::string structuredText(const StructuredValue& value, std::string_view lineEnd)
{
    std::string text = value.token;
    for (const Parameter& parameter : value.parameters)
        text += ";" + std::string(lineEnd) + "\t" + writtenParameter(parameter.name, parameter.value);
    return text;
}

ByteRange findParameterText(std::string_view raw, std::string_view name)
{
    bool inQuotes = false;
    std::size_t depth = 0;
    for (std::size_t at = 0; at < raw.size(); ++at) {
        const char c = raw[at];
        if (c == '\\' && (inQuotes || depth > 0)) {
            ++at;
            continue;
        }
        if (c == '"' && depth == 0)
            inQuotes = !inQuotes;
        if (inQuotes)
            continue;
        depth += c == '(' ? 1 : 0;
        depth -= c == ')' && depth > 0 ? 1 : 0;
        const bool isStart = depth == 0 && at > 0 && (raw[at - 1] == ';' || isBlank(raw[at - 1]));
        if (!isStart || !equalsIgnoringCase(raw.substr(at, name.size()), name))
            continue;
        std::size_t end = std::min(raw.find_first_not_of(" \t\r\n", at + name.size()), raw.size());
        if (end == raw.size() || raw[end] != '=')
            continue;
        end = std::min(raw.find_first_not_of(" \t", end + 1), raw.size());
        if (end < raw.size() && raw[end] == '"') {
            const std::size_t quoted = quotedStringEnd(raw, end);
            if (quoted == std::string_view::npos)
                return {};
            end = quoted;
        } else {
            end = std::min(raw.find_first_of("; \t\r\n", end), raw.size());
        }
        return {at, end};
    }
    return {};
}

std::optional<UtcTime> utcOf(std::string_view rawDate)
{
    const auto date = parseDateTime(rawDate);
    if (!date || date->year < 1700 || date->year > 2200)
        return std::nullopt;
    return UtcTime(std::chrono::seconds(date->secondsSinceEpoch()));
}

std::string dateText(UtcTime time)
{
    constexpr std::array<const char*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    std::array<char, 64> text{};
    (void)std::snprintf(text.data(), text.size(), "%s, %u %s %04d %02d:%02d:%02d +0000",
                        weekdays[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                        months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                        static_cast<int>(clock.seconds().count()));
    return text.data();
}

} // namespace connectorscope
