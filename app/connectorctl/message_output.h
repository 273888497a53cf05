#pragma once

#include "app/connectorctl/style.h"
#include "core/index/journal_reader.h"
#include "core/index/message_query.h"
#include "core/site/site.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace connectorscope {

/// A message of the site as it is printed.
struct PrintedMessage
{
    MessageRow row;
    bool stuck = false;
    std::optional<Acknowledgement> acknowledgement;
    UtcTime now;
};

std::filesystem::path pathOf(const Site& site, const Place& place);

/// The keys that `list` and `show` share; docs/json.md names them.
nlohmann::ordered_json messageJson(const Site& site, const PrintedMessage& message);

/// One line, or two where the terminal is narrow: what, since when, where, why, for whom, its id.
std::string messageLines(const PrintedMessage& message, const Style& style, std::size_t columns);
/// What stands above those lines; empty where they are two each.
std::string messageLinesTitle(const Style& style, std::size_t columns);

/// "Example Office <office@example.org>", "(no sender)".
std::string senderText(const MessageRow& row);
/// "anna@contoso.com and 2 more", "(nobody)".
std::string recipientsText(const MessageRow& row);
std::string subjectText(const MessageRow& row);

} // namespace connectorscope
