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

} // namespace connectorscope
