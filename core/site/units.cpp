#include "core/site/units.h"

#include "core/base/escape.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace connectorscope {

namespace {

struct Unit
{
    std::string_view name;
    std::int64_t factor;
};

constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;
constexpr Unit times[] = {{"s", nanosecondsPerSecond},
                          {"m", 60 * nanosecondsPerSecond},
                          {"h", 3600 * nanosecondsPerSecond},
                          {"d", 86400 * nanosecondsPerSecond}};
constexpr Unit sizes[] = {
    {"B", 1}, {"KiB", std::int64_t{1} << 10}, {"MiB", std::int64_t{1} << 20}, {"GiB", std::int64_t{1} << 30}};

std::string quoted(std::string_view text)
{
    constexpr std::size_t most = 60;
    std::string shown = escapeControls(text.substr(0, most));
    return '"' + shown + (text.size() > most ? "...\"" : "\"");
}

Result<std::int64_t> parse(std::string_view text, std::span<const Unit> units)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end == text.data() || number < 0)
        return fail(ErrorCode::BadInput, quoted(text) + " does not begin with a number");
    std::string_view name = text.substr(static_cast<std::size_t>(end - text.data()));
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    if (name.empty())
        return fail(ErrorCode::BadInput, quoted(text) + " has no unit");
    const auto unit =
        std::find_if(units.begin(), units.end(), [&](const Unit& known) { return known.name == name; });
    if (unit == units.end())
        return fail(ErrorCode::BadInput, quoted(text) + " has the unknown unit " + quoted(name));
    std::int64_t product = 0;
    if (error != std::errc() || __builtin_mul_overflow(number, unit->factor, &product))
        return fail(ErrorCode::BadInput, quoted(text) + " is too large");
    return product;
}

std::string textOf(std::int64_t value, std::span<const Unit> units)
{
    const Unit* fitting = units.data();
    for (const Unit& unit : units)
        if (value != 0 && value % unit.factor == 0)
            fitting = &unit;
    return std::to_string(value / fitting->factor).append(fitting->name);
}

} // namespace

Result<std::chrono::nanoseconds> parseTime(std::string_view text)
{
    const Result<std::int64_t> value = parse(text, times);
    if (!value)
        return fail(value.error());
    return std::chrono::nanoseconds(*value);
}

std::string timeText(std::chrono::nanoseconds time)
{
    return textOf(time.count() / nanosecondsPerSecond * nanosecondsPerSecond, times);
}

Result<std::uint64_t> parseSize(std::string_view text)
{
    const Result<std::int64_t> value = parse(text, sizes);
    if (!value)
        return fail(value.error());
    return static_cast<std::uint64_t>(*value);
}

std::string sizeText(std::uint64_t bytes)
{
    return textOf(static_cast<std::int64_t>(bytes), sizes);
}

} // namespace connectorscope
