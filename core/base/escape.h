#pragma once

#include <string>
#include <string_view>

namespace connectorscope {

/// The text on one line that a terminal cannot misread: \r, \n, \t, \0 and \x1B for control characters,
/// \u0085, \u202E and the like for those beyond ASCII and for the marks that turn the direction of text,
/// U+FFFD for what is no UTF-8. A backslash stays as it is, so that Windows paths stay readable: this is for
/// people, not for programs.
std::string escapeControls(std::string_view text);

} // namespace connectorscope
