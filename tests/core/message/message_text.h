#pragma once

#include "core/message/message.h"

#include <string>

namespace connectorscope {

/// A message's parts as indented text, one line a part: "multipart/mixed 2 parts, closed", "  text/plain 12
/// bytes".
std::string treeOf(const Message& message);

/// Everything that the reader said, for comparing two readings.
std::string everythingOf(const Message& message);

} // namespace connectorscope
