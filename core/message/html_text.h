#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace connectorscope {

/// What of an HTML page (UTF-8) a person would read, as plain text: tags taken out, entities decoded, lines
/// where blocks begin and end, `text <target>` for a link whose target is not its text, `[picture: words]`
/// for a picture. Scripts, styles, comments and the head are left out; nothing is fetched or run. Whatever
/// the bytes are, some text comes back: linear time, at most `most` bytes, whole characters.
std::string htmlToText(std::string_view html, std::size_t most);

} // namespace connectorscope
