#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace connectorscope {

/// An address of the internet protocol, version 4 or 6.
struct IpAddress
{
    std::array<std::uint8_t, 16> bytes = {}; ///< in the order of the network; of version 4 the first four
    bool isV4 = false;

    bool operator==(const IpAddress&) const = default;

    /// None of a private, local, shared or loopback range (RFC 1122, 1918, 3927, 6598, 4193, 4291): what no
    /// filter of networks is about.
    bool isPublic() const;
};

/// Four decimal numbers, or the forms of RFC 4291, 2.2; a version 4 address that is written as one of version
/// 6 (`::ffff:192.0.2.1`) is one of version 4. nullopt for everything else.
std::optional<IpAddress> readIpAddress(std::string_view text);

/// All addresses that begin with the same bits.
struct IpNetwork
{
    IpAddress address;
    unsigned bits = 0; ///< how many: up to 32, or 128

    bool contains(const IpAddress& other) const;
};

/// `192.0.2.0/24`, `2001:db8::/32`; an address alone is a network of one.
std::optional<IpNetwork> readIpNetwork(std::string_view text);

} // namespace connectorscope
