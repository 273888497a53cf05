#include "core/base/ip_address.h"

#include "core/base/ascii.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace connectorscope {

namespace {

constexpr std::size_t v4Bytes = 4;
constexpr std::size_t longestAddress = 45;

std::optional<unsigned> decimalUpTo(std::string_view text, unsigned most)
{
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || text.size() > 3 || error != std::errc() || end != text.data() + text.size() ||
        number > most)
        return std::nullopt;
    return number;
}

bool readV4(std::string_view text, std::uint8_t* bytes)
{
    for (std::size_t i = 0; i < v4Bytes; ++i) {
        const bool last = i + 1 == v4Bytes;
        const std::size_t end = last ? text.size() : text.find('.');
        if (end == std::string_view::npos)
            return false;
        const auto octet = decimalUpTo(text.substr(0, end), 255);
        if (!octet)
            return false;
        bytes[i] = static_cast<std::uint8_t>(*octet);
        text.remove_prefix(last ? end : end + 1);
    }
    return true;
}

/// What stands on one side of the "::".
struct Groups
{
    std::array<std::uint8_t, 16> bytes = {};
    std::size_t count = 0; ///< of bytes

    bool add(std::string_view group)
    {
        if (group.empty() || group.size() > 4 || count + 2 > bytes.size())
            return false;
        unsigned value = 0;
        for (const char c : group) {
            if (hexDigit(c) < 0)
                return false;
            value = value * 16 + static_cast<unsigned>(hexDigit(c));
        }
        bytes[count++] = static_cast<std::uint8_t>(value >> 8U);
        bytes[count++] = static_cast<std::uint8_t>(value & 0xFFU);
        return true;
    }

    /// `isLast`: nothing follows them, so that the last may be an address of version 4.
    bool read(std::string_view text, bool isLast)
    {
        while (!text.empty()) {
            const std::size_t end = text.find(':');
            const std::string_view group = text.substr(0, end);
            if (isLast && end == std::string_view::npos && group.find('.') != std::string_view::npos) {
                if (count + v4Bytes > bytes.size() || !readV4(group, bytes.data() + count))
                    return false;
                count += v4Bytes;
                return true;
            }
            if (!add(group))
                return false;
            if (end == std::string_view::npos)
                return true;
            text.remove_prefix(end + 1);
            if (text.empty())
                return false;
        }
        return true;
    }
};

std::optional<IpAddress> readV6(std::string_view text)
{
    IpAddress address;
    const std::size_t gap = text.find("::");
    Groups before;
    if (!before.read(text.substr(0, gap), gap == std::string_view::npos))
        return std::nullopt;
    if (gap == std::string_view::npos) {
        if (before.count != address.bytes.size())
            return std::nullopt;
        address.bytes = before.bytes;
        return address;
    }
    Groups after;
    if (!after.read(text.substr(gap + 2), true) || before.count + after.count + 2 > address.bytes.size())
        return std::nullopt;
    std::copy_n(before.bytes.begin(), before.count, address.bytes.begin());
    std::copy_n(after.bytes.begin(), after.count,
                address.bytes.end() - static_cast<std::ptrdiff_t>(after.count));
    return address;
}

/// `::ffff:a.b.c.d`, the form in which servers with one socket for both versions write version 4.
IpAddress withoutMapping(const IpAddress& address)
{
    constexpr std::size_t mark = 10;
    const auto& bytes = address.bytes;
    if (std::any_of(bytes.begin(), bytes.begin() + mark, [](std::uint8_t byte) { return byte != 0; }) ||
        bytes[mark] != 0xFF || bytes[mark + 1] != 0xFF)
        return address;
    IpAddress plain;
    plain.isV4 = true;
    std::copy_n(bytes.begin() + mark + 2, v4Bytes, plain.bytes.begin());
    return plain;
}

} // namespace

bool IpAddress::isPublic() const
{
    if (!isV4)
        return (bytes[0] & 0xE0U) == 0x20; // global unicast, 2000::/3
    return bytes[0] != 0 && bytes[0] != 10 && bytes[0] != 127 && bytes[0] < 224 &&
           !(bytes[0] == 172 && (bytes[1] & 0xF0U) == 16) && !(bytes[0] == 192 && bytes[1] == 168) &&
           !(bytes[0] == 169 && bytes[1] == 254) && !(bytes[0] == 100 && (bytes[1] & 0xC0U) == 64);
}

std::optional<IpAddress> readIpAddress(std::string_view text)
{
    if (text.size() > longestAddress)
        return std::nullopt;
    if (text.find(':') != std::string_view::npos) {
        const auto address = readV6(text);
        return address ? std::optional(withoutMapping(*address)) : std::nullopt;
    }
    IpAddress address;
    address.isV4 = true;
    return readV4(text, address.bytes.data()) ? std::optional(address) : std::nullopt;
}

bool IpNetwork::contains(const IpAddress& other) const
{
    if (address.isV4 != other.isV4)
        return false;
    const std::size_t whole = bits / 8;
    if (!std::equal(address.bytes.begin(), address.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                    other.bytes.begin()))
        return false;
    const unsigned rest = bits % 8;
    return rest == 0 || ((address.bytes[whole] ^ other.bytes[whole]) >> (8 - rest)) == 0;
}

std::optional<IpNetwork> readIpNetwork(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const auto address = readIpAddress(text.substr(0, slash));
    if (!address)
        return std::nullopt;
    const unsigned most = address->isV4 ? 32 : 128;
    if (slash == std::string_view::npos)
        return IpNetwork{*address, most};
    const auto bits = decimalUpTo(text.substr(slash + 1), most);
    return bits ? std::optional(IpNetwork{*address, *bits}) : std::nullopt;
}

} // namespace connectorscope
