#include "core/message/header_block.h"
#include "core/watch/scan_file.h"

#include <array>
#include <charconv>
#include <optional>

namespace connectorscope {

namespace {

using Octets = std::array<unsigned, 4>;

std::optional<Octets> ipv4Of(std::string_view text)
{
    Octets octets = {};
    for (std::size_t i = 0; i < octets.size(); ++i) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), octets[i]);
        if (error != std::errc() || octets[i] > 255)
            return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        const bool last = i + 1 == octets.size();
        if (last ? !text.empty() : !text.starts_with('.'))
            return std::nullopt;
        if (!last)
            text.remove_prefix(1);
    }
    return octets;
}

/// RFC 1918, 3927, 6598, 1122: what no filter of networks is about.
bool isPublic(const Octets& a)
{
    return a[0] != 0 && a[0] != 10 && a[0] != 127 && !(a[0] == 172 && (a[1] & 0xF0) == 16) &&
           !(a[0] == 192 && a[1] == 168) && !(a[0] == 169 && a[1] == 254) &&
           !(a[0] == 100 && (a[1] & 0xC0) == 64);
}

/// A global unicast IPv6 address as far as its first digit and its characters tell.
bool isPublicIpv6(std::string_view text)
{
    if (text.size() < 3 || text.size() > 45 || text.find(':') == std::string_view::npos)
        return false;
    return (text[0] == '2' || text[0] == '3') &&
           text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

std::string addressIn(std::string_view received)
{
    constexpr std::size_t mostLookedAt = 2000;
    received = received.substr(0, mostLookedAt);
    std::size_t at = 0;
    while ((at = received.find_first_of("[(", at)) != std::string_view::npos) {
        ++at;
        const std::size_t end = received.find_first_of("])( \t", at);
        std::string_view text = received.substr(at, end == std::string_view::npos ? end : end - at);
        if (text.starts_with("IPv6:"))
            text.remove_prefix(5);
        const auto octets = ipv4Of(text);
        if (octets ? isPublic(*octets) : isPublicIpv6(text))
            return std::string(text);
    }
    return {};
}

} // namespace

std::string handoverAddress(const HeaderBlock& header)
{
    for (const Field& field : header.fields) {
        if (field.id != FieldId::Received)
            continue;
        std::string address = addressIn(header.rawValue(field));
        if (!address.empty())
            return address;
    }
    return {};
}

} // namespace connectorscope
