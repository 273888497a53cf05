#pragma once

#include <string>
#include <string_view>

namespace connectorscope {

/// The text as it stands in HTML, between tags or within a quoted attribute: `& < > " '` become references,
/// control characters and marks that turn the direction of text become visible (core/base/escape.h).
std::string htmlEscape(std::string_view text);

} // namespace connectorscope
