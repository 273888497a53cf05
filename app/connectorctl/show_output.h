#pragma once

#include "app/connectorctl/message_output.h"
#include "core/message/message.h"

#include <string>
#include <vector>

namespace connectorscope {

/// Everything that the databases know of one message.
struct ShownMessage
{
    ListedMessage message;
    std::vector<Finding> findings;       ///< most severe first
    std::vector<FilterVerdict> filtered; ///< by the filters that it passed by, when it was first seen
    std::vector<HistoryEntry> history;
};

std::string shownAsJson(const Site& site, const ShownMessage& shown);
/// For people: why, the proof, what to do, where it is, what happened.
std::string shownText(const Site& site, const ShownMessage& shown, const Style& style, std::size_t columns);

/// The parts of a message, indented as a tree, a line each; or one object each.
std::string partsText(const Message& message);
std::string partsAsJson(const Message& message);

} // namespace connectorscope
