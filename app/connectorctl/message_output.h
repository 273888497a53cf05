#pragma once

#include "app/connectorctl/style.h"
#include "core/index/message_json.h"

#include <string>

namespace connectorscope {

/// One line, or two where the terminal is narrow: what, since when, where, why, for whom, its id.
std::string messageLines(const ListedMessage& message, const Style& style, std::size_t columns);
/// What stands above those lines; empty where they are two each.
std::string messageLinesTitle(const Style& style, std::size_t columns);

/// "Example Office <office@example.org>", "(no sender)".
std::string senderText(const MessageRow& row);
/// "anna@contoso.com and 2 more", "(nobody)".
std::string recipientsText(const MessageRow& row);
std::string subjectText(const MessageRow& row);

} // namespace connectorscope
