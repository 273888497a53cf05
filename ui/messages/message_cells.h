#pragma once

#include "core/index/message_query.h"

#include <QString>

#include <array>
#include <cstdint>

namespace connectorscope {

/// The columns of the table, in their order.
enum class MessageColumn : std::uint8_t
{
    Cause,
    Message, ///< from whom, and the subject
    For,
    Age,
    Folder,
    Size,
    File
};

inline constexpr std::array messageColumns = {
    MessageColumn::Cause,  MessageColumn::Message, MessageColumn::For, MessageColumn::Age,
    MessageColumn::Folder, MessageColumn::Size,    MessageColumn::File};

QString titleOf(MessageColumn column);
/// By what a click on the heading sorts.
SortColumn sortColumnOf(MessageColumn column);

/// All texts are safe to show: see shownText().
QString senderText(const MessageRow& row);
QString subjectText(const MessageRow& row);
QString recipientsText(const MessageRow& row);
QString causeText(const MessageRow& row);
QString cellText(const MessageRow& row, MessageColumn column, UtcTime now);

} // namespace connectorscope
