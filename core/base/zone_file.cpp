#include "core/base/time_zone.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace connectorscope {

namespace {

constexpr std::size_t headerLength = 44;
constexpr std::size_t typeLength = 6;

/// The counts of a header, in the order of the file.
struct ZoneCounts
{
    std::size_t isUtc = 0;
    std::size_t isStandard = 0;
    std::size_t leapSeconds = 0;
    std::size_t times = 0;
    std::size_t types = 0;
    std::size_t characters = 0;

    std::size_t dataLength(std::size_t timeLength) const
    {
        return times * (timeLength + 1) + types * typeLength + characters + leapSeconds * (timeLength + 4) +
               isStandard + isUtc;
    }
};

std::int64_t bigEndian(std::string_view bytes)
{
    std::uint64_t number = static_cast<unsigned char>(bytes.front()) >= 0x80 ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes)
        number = (number << 8U) | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(number);
}

std::optional<ZoneCounts> zoneHeader(std::string_view bytes)
{
    constexpr std::size_t most = 1'000'000;
    if (bytes.size() < headerLength || !bytes.starts_with("TZif") || bytes[4] < '2')
        return std::nullopt;
    std::array<std::size_t, 6> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const std::int64_t count = bigEndian(bytes.substr(20 + i * 4, 4));
        if (count < 0 || static_cast<std::size_t>(count) > most)
            return std::nullopt;
        counts[i] = static_cast<std::size_t>(count);
    }
    return ZoneCounts{counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]};
}

/// Beyond what UtcTime can hold, which no mail is.
UtcTime clampedTime(std::int64_t seconds)
{
    constexpr std::int64_t most = 9'000'000'000;
    return UtcTime(std::chrono::seconds(seconds < -most ? -most : seconds > most ? most : seconds));
}

} // namespace

std::optional<ZoneFile> parseZoneFile(std::string_view bytes)
{
    constexpr std::size_t timeLength = 8;
    const auto old = zoneHeader(bytes);
    if (!old || bytes.size() < headerLength + old->dataLength(4))
        return std::nullopt;
    bytes.remove_prefix(headerLength + old->dataLength(4));
    const auto counts = zoneHeader(bytes);
    if (!counts || counts->types == 0 || bytes.size() < headerLength + counts->dataLength(timeLength))
        return std::nullopt;
    const std::string_view times = bytes.substr(headerLength, counts->times * timeLength);
    const std::string_view typeOf = bytes.substr(headerLength + times.size(), counts->times);
    const std::string_view types =
        bytes.substr(headerLength + times.size() + typeOf.size(), counts->types * typeLength);
    const auto offset = [&](std::size_t type) {
        return std::chrono::seconds(bigEndian(types.substr(type * typeLength, 4)));
    };
    ZoneFile file;
    file.first = offset(0);
    for (std::size_t i = 0; i < counts->times; ++i) {
        const auto type = static_cast<unsigned char>(typeOf[i]);
        if (type >= counts->types)
            return std::nullopt;
        const UtcTime at = clampedTime(bigEndian(times.substr(i * timeLength, timeLength)));
        if (!file.transitions.empty() && at < file.transitions.back().at)
            return std::nullopt;
        file.transitions.push_back({at, offset(type)});
    }
    std::string_view rule = bytes.substr(headerLength + counts->dataLength(timeLength));
    if (rule.starts_with('\n'))
        rule.remove_prefix(1);
    file.rule = parseZoneRule(rule.substr(0, rule.find('\n')));
    return file;
}

} // namespace connectorscope
