#pragma once

#include "core/message/message.h"

#include <string>
#include <string_view>

namespace connectorscope {

/// Decodes one part's body from the bytes of the whole file: the transfer encoding taken off.
std::string decodeBody(std::string_view file, const Part& part);

/// Decodes a text part to UTF-8: transfer encoding taken off, charset converted.
std::string decodeText(std::string_view file, const Part& part);

/// The attachment's name in UTF-8: Content-Disposition's filename, else Content-Type's name; empty when there
/// is none.
std::string attachmentName(const Part& part);

/// "inline", "attachment" ..., lower case; empty when there is none.
std::string disposition(const Part& part);

} // namespace connectorscope
