#pragma once

#include "core/site/site_keys.h"

#include <optional>
#include <string>
#include <string_view>

namespace connectorscope {

/// The text of a site file in the form in which a Site keeps it (domains, hosts and the domains of addresses
/// in lower case), or nothing where it is not of that format. `text` is UTF-8.
std::optional<std::string> readFormat(TextFormat format, std::string_view text);

/// Whether a site can be called so: the name is also that of its work folder, on every system.
bool isSiteName(std::string_view name);

} // namespace connectorscope
