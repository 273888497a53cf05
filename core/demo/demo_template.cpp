#include "core/demo/demo_template.h"

#include "core/base/utf16.h"
#include "core/demo/demo_filler.h"
#include "core/demo/demo_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace connectorscope {

namespace {

struct NamedForm
{
    std::string_view name;
    DemoDateForm form;
};

constexpr std::array<NamedForm, 11> dateForms{{
    {"date", DemoDateForm::Mail},
    {"mbox-date", DemoDateForm::Mbox},
    {"iso-day", DemoDateForm::Iso},
    {"compact-day", DemoDateForm::Compact},
    {"utc", DemoDateForm::Utc},
    {"year", DemoDateForm::Year},
    {"clock", DemoDateForm::Time},
    {"day-en", DemoDateForm::English},
    {"day-de", DemoDateForm::German},
    {"day-fr", DemoDateForm::French},
    {"day-ja", DemoDateForm::Japanese},
}};

std::optional<DemoDateForm> dateFormOf(std::string_view name)
{
    for (const NamedForm& named : dateForms)
        if (named.name == name)
            return named.form;
    return std::nullopt;
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = text.find_first_not_of(' ', at);
        if (begin == std::string_view::npos)
            break;
        at = std::min(text.find(' ', begin), text.size());
        words.push_back(text.substr(begin, at - begin));
    }
    return words;
}

bool isZone(std::string_view word)
{
    return word.size() == 5 && word.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

/// What follows the name of a date: an offset from the message's time (-6s, +14d), a zone (+0900), both or
/// none.
Result<std::string> fillDate(DemoDateForm form, const std::vector<std::string_view>& words,
                             const DemoValues& values)
{
    UtcTime time = values.time;
    std::chrono::minutes zone{60};
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view word = words[i];
        const int sign = word.front() == '-' ? -1 : 1;
        if (isZone(word)) {
            const auto digits = [&](std::size_t at) { return (word[at] - '0') * 10 + word[at + 1] - '0'; };
            zone = std::chrono::minutes(sign * (digits(1) * 60 + digits(3)));
            continue;
        }
        const Result<std::chrono::seconds> offset = parseDemoDuration(word.substr(1));
        if (!offset)
            return fail(offset.error());
        time += sign * *offset;
    }
    return demoDate(time, zone, form);
}

/// Eight digits of FNV-1a over the file's name and the day: another id for each message, another one
/// tomorrow.
std::string idOf(const DemoValues& values)
{
    std::uint32_t hash = 2166136261U;
    for (const char c : values.name + demoDate(values.time, {}, DemoDateForm::Compact))
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    std::string id;
    for (int shift = 28; shift >= 0; shift -= 4)
        id += "0123456789ABCDEF"[(hash >> shift) & 15U];
    return id;
}

Result<std::string> fillPlaceholder(std::string_view placeholder, const DemoValues& values)
{
    const std::vector<std::string_view> words = wordsOf(placeholder);
    const std::string_view name = words.empty() ? std::string_view() : words.front();
    if (name == "id" && words.size() == 1)
        return idOf(values);
    if (const std::optional<DemoDateForm> form = dateFormOf(name))
        return fillDate(*form, words, values);
    if (const std::optional<Result<std::string>> filler = demoFiller(name, words))
        return *filler;
    return fail(ErrorCode::BadInput,
                "the template of " + values.name + " has the unknown placeholder {{" +
                    std::string(placeholder) + "}}",
                "resources/demo/README.md lists those that are known.");
}

} // namespace

Result<std::string> fillDemoTemplate(std::string_view text, const DemoValues& values)
{
    std::string filled;
    filled.reserve(text.size());
    while (true) {
        const std::size_t begin = text.find("{{");
        const std::size_t end = begin == std::string_view::npos ? begin : text.find("}}", begin);
        if (end == std::string_view::npos)
            break;
        filled.append(text.substr(0, begin));
        Result<std::string> value = fillPlaceholder(text.substr(begin + 2, end - begin - 2), values);
        if (!value)
            return value;
        filled.append(*value);
        text.remove_prefix(end + 2);
    }
    filled.append(text);
    return filled;
}

std::string asUtf16(std::string_view utf8)
{
    std::string bytes = "\xFF\xFE";
    for (const char16_t unit : utf16FromUtf8(utf8)) {
        bytes += static_cast<char>(unit & 0xFFU);
        bytes += static_cast<char>(unit >> 8U);
    }
    return bytes;
}

} // namespace connectorscope
