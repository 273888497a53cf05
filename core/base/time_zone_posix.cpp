#include "core/base/time_zone_system.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace connectorscope {

namespace {

constexpr const char* zoneFolder = "/usr/share/zoneinfo";
constexpr const char* machineZone = "/etc/localtime";

std::optional<ZoneFile> readZoneFile(const std::filesystem::path& path)
{
    constexpr std::uintmax_t largest = 1024 * 1024;
    std::error_code failure;
    const std::uintmax_t size = std::filesystem::file_size(path, failure);
    if (failure || size > largest)
        return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    return parseZoneFile(bytes);
}

/// What stands in the variable TZ: a name, a file, or a rule.
std::optional<TimeZone> zoneOfVariable(std::string text)
{
    if (text.starts_with(':'))
        text.erase(0, 1);
    if (text.empty())
        return TimeZone();
    if (auto zone = TimeZone::named(text))
        return zone;
    if (text.starts_with('/'))
        if (auto file = readZoneFile(text))
            return TimeZone(text, std::move(*file));
    if (const auto rule = parseZoneRule(text))
        return TimeZone(text, *rule);
    return std::nullopt;
}

/// The name that the link leads to; where it is no link, what people would call it.
std::string machineZoneName()
{
    std::error_code failure;
    const std::string path = std::filesystem::canonical(machineZone, failure).string();
    const std::string before = std::string(zoneFolder) + "/";
    return !failure && path.starts_with(before) ? path.substr(before.size()) : "local time";
}

} // namespace

std::optional<ZoneFile> systemZoneFile(std::string_view name)
{
    return readZoneFile(std::filesystem::path(zoneFolder) / name);
}

TimeZone TimeZone::ofMachine()
{
    if (const char* variable = std::getenv("TZ"); variable != nullptr)
        if (auto zone = zoneOfVariable(variable))
            return *zone;
    if (auto file = readZoneFile(machineZone))
        return {machineZoneName(), std::move(*file)};
    return {};
}

} // namespace connectorscope
