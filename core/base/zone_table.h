#pragma once

#include <optional>
#include <string_view>

namespace connectorscope {

/// The bytes of a file of resources/base, which the build has put into the program; nullopt when there is
/// none of that name.
std::optional<std::string_view> zoneTable(std::string_view name);

} // namespace connectorscope
