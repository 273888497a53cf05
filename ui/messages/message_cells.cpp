#include "ui/messages/message_cells.h"

#include "core/base/path_text.h"
#include "ui/theme/sense.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

namespace connectorscope {
namespace {

constexpr int cellLimit = 300;

QString inCells(const char* text)
{
    return QCoreApplication::translate("MessageList", text);
}

} // namespace

QString titleOf(MessageColumn column)
{
    switch (column) {
    case MessageColumn::Cause:
        return inCells(QT_TRANSLATE_NOOP("MessageList", "Cause"));
    case MessageColumn::Message:
        return inCells(QT_TRANSLATE_NOOP("MessageList", "From and subject"));
    case MessageColumn::For:
        return inCells(QT_TRANSLATE_NOOP("MessageList", "For"));
    case MessageColumn::Age:
        return inCells(QT_TRANSLATE_NOOP("MessageList", "Age"));
    case MessageColumn::Folder:
        return inCells(QT_TRANSLATE_NOOP("MessageList", "Folder"));
    case MessageColumn::Size:
        return inCells(QT_TRANSLATE_NOOP("MessageList", "Size"));
    case MessageColumn::File:
        break;
    }
    return inCells(QT_TRANSLATE_NOOP("MessageList", "File"));
}

SortColumn sortColumnOf(MessageColumn column)
{
    switch (column) {
    case MessageColumn::Cause:
        return SortColumn::Cause;
    case MessageColumn::Message:
        return SortColumn::Sender;
    case MessageColumn::For:
        return SortColumn::Recipient;
    case MessageColumn::Age:
        return SortColumn::Since;
    case MessageColumn::Folder:
        return SortColumn::Folder;
    case MessageColumn::Size:
        return SortColumn::Size;
    case MessageColumn::File:
        break;
    }
    return SortColumn::FileName;
}

QString senderText(const MessageRow& row)
{
    if (row.sender.empty())
        return row.judged ? inCells(QT_TRANSLATE_NOOP("MessageList", "(no sender)"))
                          : shownText(displayText(pathFromBytes(row.place.name)), cellLimit);
    // The address and not the name: names lie.
    return shownText(row.sender, cellLimit);
}

QString subjectText(const MessageRow& row)
{
    if (!row.judged && !row.hasSubject)
        return inCells(QT_TRANSLATE_NOOP("MessageList", "not read yet"));
    if (!row.hasSubject)
        return inCells(QT_TRANSLATE_NOOP("MessageList", "(no subject)"));
    return row.subject.empty() ? inCells(QT_TRANSLATE_NOOP("MessageList", "(empty subject)"))
                               : shownText(row.subject, cellLimit);
}

QString recipientsText(const MessageRow& row)
{
    if (row.recipients.empty())
        return inCells(QT_TRANSLATE_NOOP("MessageList", "(nobody)"));
    const QString first = shownText(row.recipients.front(), cellLimit);
    return row.recipients.size() == 1 ? first
                                      : inCells(QT_TRANSLATE_NOOP("MessageList", "%1 and %2 more"))
                                            .arg(first, countWords(row.recipients.size() - 1));
}

QString causeText(const MessageRow& row)
{
    if (row.primary)
        return shownText(causeOf(*row.primary).title);
    if (row.leftBehind)
        return inCells(QT_TRANSLATE_NOOP("MessageList", "Left behind"));
    return row.judged ? inCells(QT_TRANSLATE_NOOP("MessageList", "No fault found"))
                      : inCells(QT_TRANSLATE_NOOP("MessageList", "Not read yet"));
}

QString cellText(const MessageRow& row, MessageColumn column, UtcTime now)
{
    switch (column) {
    case MessageColumn::Cause:
        return wordOf(row.verdict) + QStringLiteral(": ") + causeText(row);
    case MessageColumn::Message:
        return senderText(row) + QStringLiteral(": ") + subjectText(row);
    case MessageColumn::For:
        return recipientsText(row);
    case MessageColumn::Age:
        return ageWords(now - row.since);
    case MessageColumn::Folder:
        return row.state == MessageState::Present
                   ? wordOf(row.place.folder)
                   : QString::fromUtf8(toString(row.state).data(),
                                       static_cast<int>(toString(row.state).size()));
    case MessageColumn::Size:
        return sizeWords(row.size);
    case MessageColumn::File:
        break;
    }
    return shownText(displayText(pathFromBytes(row.place.name)), cellLimit);
}

} // namespace connectorscope
