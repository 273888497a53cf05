#pragma once

#include <optional>
#include <string_view>

namespace connectorscope {

/// Minutes east of UTC of a zone's name as Date fields use it: those of RFC 5322, 4.3 and the unambiguous
/// ones of everyday mail (CET, JST ...). nullopt for an unknown name and for the military letters but Z,
/// which senders have used with both signs (RFC 5322, 4.3). Any case of letters. For date_time.cpp only.
std::optional<int> zoneOffset(std::string_view name);

} // namespace connectorscope
