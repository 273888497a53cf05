#include "app/connectorctl/message_output.h"

#include "app/connectorctl/stuck_summary.h"
#include "app/connectorctl/text_layout.h"
#include "core/base/escape.h"
#include "core/base/path_text.h"
#include "core/base/time_text.h"
#include "core/pipeline/run_text.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t oneLine = 96; ///< columns that a row on one line needs

constexpr std::size_t listedVerdictColumns = 12;
constexpr std::size_t ageColumns = 11;
constexpr std::size_t idColumns = 10;

/// The columns that texts may share on one line.
struct Widths
{
    std::size_t cause;
    std::size_t recipients;
    std::size_t subject;
};

Widths widthsFor(std::size_t columns)
{
    const std::size_t fixed = listedVerdictColumns + ageColumns + folderColumns + idColumns + 6;
    const std::size_t room = columns - fixed;
    const std::size_t cause = std::clamp<std::size_t>(room * 2 / 5, 16, 34);
    const std::size_t recipients = std::clamp<std::size_t>(room * 3 / 10, 12, 30);
    return {cause, recipients, room - cause - recipients};
}

std::string whyText(const MessageRow& row)
{
    if (row.leftBehind && !row.primary)
        return "left behind";
    if (row.primary)
        return std::string(causeOf(*row.primary).title);
    return row.judged ? "no fault found" : "not read yet";
}

std::string cell(std::string_view text, std::size_t columns)
{
    return padTo(fitTo(escapeControls(text), columns), columns);
}

} // namespace

std::string senderText(const MessageRow& row)
{
    if (row.sender.empty())
        return "(no sender)";
    return row.senderName.empty() ? row.sender : row.senderName + " <" + row.sender + ">";
}

std::string recipientsText(const MessageRow& row)
{
    if (row.recipients.empty())
        return "(nobody)";
    if (row.recipients.size() == 1)
        return row.recipients.front();
    return row.recipients.front() + " and " + std::to_string(row.recipients.size() - 1) + " more";
}

std::string subjectText(const MessageRow& row)
{
    if (!row.judged && !row.hasSubject)
        return displayText(pathFromBytes(row.place.name));
    return row.hasSubject ? row.subject.empty() ? "(empty subject)" : row.subject : "(no subject)";
}

std::string messageLinesTitle(const Style& style, std::size_t columns)
{
    if (columns < oneLine)
        return {};
    const Widths widths = widthsFor(columns);
    return style.paint(Tone::Muted, padTo("VERDICT", listedVerdictColumns) + " " + padTo("FOR", ageColumns) +
                                        " " + padTo("FOLDER", folderColumns) + " " +
                                        padTo("WHY", widths.cause) + " " + padTo("TO", widths.recipients) +
                                        " " + padTo("SUBJECT", widths.subject) + " ID") +
           "\n";
}

std::string messageLines(const ListedMessage& message, const Style& style, std::size_t columns)
{
    const MessageRow& row = message.row;
    const Look look = lookOf(row.verdict);
    const bool present = row.state == MessageState::Present;
    const std::string verdict =
        style.paint(look.tone, std::string(look.sign) + " " + padTo(look.word, listedVerdictColumns - 2));
    const std::string age = padTo(ageText(message.now - row.since), ageColumns);
    const std::string folder =
        padTo(present ? folderWords(row.place.folder) : toString(row.state), folderColumns);
    const std::string id = row.id.empty() ? std::string("-") : row.id;
    const std::string subject =
        (message.acknowledgement ? "[known] " : "") +
        retryMark(message.tried.attempts, message.tried.isAutomatic, message.tried.retryAt, localText) +
        subjectText(row);
    if (columns >= oneLine) {
        const Widths widths = widthsFor(columns);
        return verdict + " " + age + " " + folder + " " + cell(whyText(row), widths.cause) + " " +
               cell(recipientsText(row), widths.recipients) + " " + cell(subject, widths.subject) + " " +
               style.paint(Tone::Strong, id) + "\n";
    }
    const std::size_t room = std::max(columns, narrowestText);
    return verdict + " " + age + " " + folder + " " + style.paint(Tone::Strong, id) + "\n  " +
           fitTo(escapeControls(whyText(row) + " · " + recipientsText(row) + " · " + subject), room - 2) +
           "\n";
}

} // namespace connectorscope
