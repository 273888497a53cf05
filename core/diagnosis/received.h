#pragma once

#include <string_view>

namespace connectorscope {

/// What a Received field (RFC 5321, 4.4) says of the hop, as views into its value.
struct Hop
{
    std::string_view from;      ///< everything before "by", comments included
    std::string_view by;        ///< the host that took it; empty when it is not named
    std::string_view recipient; ///< of its "for" clause, without < and >; empty when there is none
};

/// Reads a raw field value. Linear in the bytes.
Hop readHop(std::string_view received);

/// "from mail pickup service": the SMTP service took it from its pickup folder.
bool isPickup(const Hop& hop);

/// The first public IP address in brackets or parentheses, as servers note who has connected to them; a view
/// into the value, empty when there is none.
std::string_view publicAddressIn(std::string_view received);

/// The name of the host that connected: the one that the server has looked up where it says so ("from CLAIM
/// (NAME [ADDRESS])"), else the one that the host gave itself. Empty when the look-up found nothing.
std::string_view connectedHost(const Hop& hop);

} // namespace connectorscope
