#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What stands between the separators; nothing behind one at the end, and nothing of an empty text.
std::vector<std::string> splitAt(std::string_view text, char separator);

} // namespace connectorscope
