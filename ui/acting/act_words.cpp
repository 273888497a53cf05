#include "ui/acting/act_words.h"

#include "ui/theme/sense.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

QString inActing(const char* text)
{
    return QCoreApplication::translate("Acting", text);
}

/// One sentence for one, another for several.
QString countedWords(std::uint64_t count, const char* one, const char* several)
{
    return count == 1 ? inActing(one) : inActing(several).arg(countWords(count));
}

/// The core's hints name options of the command line.
QString hintWords(const Refusal& refusal)
{
    switch (refusal.kind) {
    case RefusalKind::NoSuchMessage:
    case RefusalKind::Changed:
        return inActing(QT_TRANSLATE_NOOP("Acting", "Look again (F5)."));
    case RefusalKind::Held:
        return inActing(QT_TRANSLATE_NOOP("Acting", "Release it first."));
    case RefusalKind::InRun:
        return inActing(QT_TRANSLATE_NOOP("Acting", "Wait until that run has ended, or undo it."));
    case RefusalKind::NoRecipient:
        return inActing(
            QT_TRANSLATE_NOOP("Acting", "Choose a mailbox, or set routing.undeliverable in the site file."));
    case RefusalKind::BadRecipient:
    case RefusalKind::TooManyRecipients:
    case RefusalKind::HeaderNotRead:
        return inActing(QT_TRANSLATE_NOOP("Acting", "Choose a mailbox of this site."));
    case RefusalKind::HandedOverBefore:
        return inActing(QT_TRANSLATE_NOOP("Acting", "Requeue it again only if it shall go out twice."));
    case RefusalKind::StillFatal:
        if (wantsMailbox(refusal))
            return inActing(QT_TRANSLATE_NOOP("Acting", "Choose a mailbox of this site."));
        // It stands there only where no repair was tried.
        if (refusal.hint.starts_with("Repair it on the way"))
            return inActing(QT_TRANSLATE_NOOP("Acting", "Repair it on the way."));
        break;
    default:
        break;
    }
    return shownText(refusal.hint);
}

/// What has been done, in figures.
struct ActFigures
{
    std::uint64_t well = 0;
    std::uint64_t refused = 0;
    std::uint64_t failed = 0;
    std::uint64_t tooLate = 0;
    std::uint64_t stopped = 0; ///< before anything was done
    std::uint64_t unknown = 0;
    const RunReceipt* firstWell = nullptr;
    const RunReceipt* firstRefused = nullptr;
    const RunReceipt* firstFailed = nullptr;
    const RunReceipt* firstUnknown = nullptr;
};

bool isUnknown(const RunReceipt& receipt)
{
    return receipt.state == RunState::OutcomeUnknown || receipt.state == RunState::UndoUncertain;
}

ActFigures figuresOf(const ActEnd& end)
{
    ActFigures figures;
    const auto note = [](std::uint64_t& count, const RunReceipt*& first, const RunReceipt& receipt) {
        ++count;
        if (first == nullptr)
            first = &receipt;
    };
    for (const RunReceipt& receipt : end.receipts) {
        if (!receipt.refusals.empty())
            note(figures.refused, figures.firstRefused, receipt);
        else if (isUnknown(receipt))
            note(figures.unknown, figures.firstUnknown, receipt);
        else if (end.act.kind == OrderKind::Undo && receipt.state == RunState::HandedOver)
            ++figures.tooLate;
        else if (receipt.state == RunState::Cancelled)
            ++figures.stopped;
        else if (isWell(receipt))
            note(figures.well, figures.firstWell, receipt);
        else
            note(figures.failed, figures.firstFailed, receipt);
    }
    return figures;
}

QString placeWords(const RunReceipt& receipt)
{
    if (receipt.now && receipt.now->folder == FolderKind::PickUp)
        return inActing(QT_TRANSLATE_NOOP("Acting", "The SMTP service takes it from PickUp."));
    if (receipt.now && receipt.now->folder == FolderKind::Incoming)
        return inActing(QT_TRANSLATE_NOOP("Acting", "The connector takes it from Incoming Mail."));
    return {};
}

QString wellWords(OrderKind kind, const ActFigures& figures)
{
    const std::uint64_t count = figures.well;
    const RunReceipt& first = *figures.firstWell;
    const QString folder = first.now ? wordOf(first.now->folder) : QString();
    switch (kind) {
    case OrderKind::Requeue:
        return countedWords(count, QT_TRANSLATE_NOOP("Acting", "1 message requeued."),
                            QT_TRANSLATE_NOOP("Acting", "%1 messages requeued.")) +
               (count == 1 ? QLatin1Char(' ') + placeWords(first) : QString());
    case OrderKind::Delete:
        return countedWords(count, QT_TRANSLATE_NOOP("Acting", "1 message deleted; the vault keeps it."),
                            QT_TRANSLATE_NOOP("Acting", "%1 messages deleted; the vault keeps them."));
    case OrderKind::Hold:
        return countedWords(count, QT_TRANSLATE_NOOP("Acting", "1 message held."),
                            QT_TRANSLATE_NOOP("Acting", "%1 messages held."));
    case OrderKind::Release:
    case OrderKind::Undo:
        if (count == 1 && !folder.isEmpty())
            return inActing(QT_TRANSLATE_NOOP("Acting", "1 message is back in %1.")).arg(folder);
        return countedWords(count, QT_TRANSLATE_NOOP("Acting", "1 message is back."),
                            QT_TRANSLATE_NOOP("Acting", "%1 messages are back."));
    case OrderKind::Decide:
        return asSentence(shownText(first.outcome));
    case OrderKind::Resume:
        break;
    }
    return countedWords(count, QT_TRANSLATE_NOOP("Acting", "1 message looked after."),
                        QT_TRANSLATE_NOOP("Acting", "%1 messages looked after."));
}

QString refusedWords(const ActFigures& figures, bool isOnly)
{
    const QString why = refusalWords(figures.firstRefused->refusals.front());
    if (isOnly && figures.refused == 1)
        return inActing(QT_TRANSLATE_NOOP("Acting", "Refused: %1")).arg(why);
    return countedWords(figures.refused, QT_TRANSLATE_NOOP("Acting", "1 was refused:"),
                        QT_TRANSLATE_NOOP("Acting", "%1 were refused, the first of them:")) +
           QLatin1Char(' ') + why;
}

QString failedWords(const ActFigures& figures, bool isOnly)
{
    const RunReceipt& first = *figures.firstFailed;
    const QString why = first.error ? shownError(*first.error) : asSentence(shownText(first.outcome));
    if (isOnly && figures.failed == 1)
        return inActing(QT_TRANSLATE_NOOP("Acting", "Not done: %1")).arg(why);
    return countedWords(figures.failed, QT_TRANSLATE_NOOP("Acting", "1 failed:"),
                        QT_TRANSLATE_NOOP("Acting", "%1 failed, the first of them:")) +
           QLatin1Char(' ') + why;
}

QString unknownWords(std::uint64_t count)
{
    return countedWords(
        count,
        QT_TRANSLATE_NOOP("Acting", "Whether 1 message was delivered cannot be known. Look in the mailbox or "
                                    "the server's log whether it arrived, then say so on its run: it is "
                                    "neither lost nor sent again."),
        QT_TRANSLATE_NOOP("Acting",
                          "Whether %1 messages were delivered cannot be known. Look in the mailboxes or the "
                          "server's log whether they arrived, then say so on their runs: they are neither "
                          "lost nor sent again."));
}

/// The same of several, whose reasons differ only in the runs that they name.
QString reasonWords(const BulkReason& reason)
{
    if (reason.count > 1 && reason.refusal.kind == RefusalKind::HandedOverBefore)
        return inActing(QT_TRANSLATE_NOOP(
            "Acting",
            "The same content (body, From and Subject) was handed over lately, or goes with another "
            "message. Requeue such a message by itself if it shall go out twice."));
    if (reason.count > 1 && reason.refusal.kind == RefusalKind::InRun)
        return inActing(QT_TRANSLATE_NOOP("Acting", "They are in runs that have not ended."));
    return refusalWords(reason.refusal);
}

const char* doingWords(OrderKind kind)
{
    switch (kind) {
    case OrderKind::Requeue:
        return QT_TRANSLATE_NOOP("Acting", "Requeueing %1 of %2");
    case OrderKind::Delete:
        return QT_TRANSLATE_NOOP("Acting", "Deleting %1 of %2");
    case OrderKind::Hold:
        return QT_TRANSLATE_NOOP("Acting", "Holding %1 of %2");
    case OrderKind::Release:
        return QT_TRANSLATE_NOOP("Acting", "Releasing %1 of %2");
    case OrderKind::Undo:
        return QT_TRANSLATE_NOOP("Acting", "Taking back %1 of %2");
    case OrderKind::Decide:
    case OrderKind::Resume:
        break;
    }
    return QT_TRANSLATE_NOOP("Acting", "Working: %1 of %2");
}

} // namespace

QString refusalWords(const Refusal& refusal)
{
    const QString hint = hintWords(refusal);
    return asSentence(shownText(refusal.reason)) + (hint.isEmpty() ? QString() : QLatin1Char(' ') + hint);
}

NextStep nextStepOf(const Refusal& refusal)
{
    if (wantsMailbox(refusal) || refusal.kind == RefusalKind::BadRecipient ||
        refusal.kind == RefusalKind::TooManyRecipients || refusal.kind == RefusalKind::HeaderNotRead)
        return NextStep::ChooseMailbox;
    if (refusal.kind == RefusalKind::HandedOverBefore)
        return NextStep::RequeueAgain;
    if (refusal.kind == RefusalKind::Held)
        return NextStep::Release;
    const bool canBeRepaired =
        refusal.kind == RefusalKind::StillFatal && refusal.cause && !causeOf(*refusal.cause).repair.empty();
    return canBeRepaired ? NextStep::Repair : NextStep::None;
}

QString nextStepText(NextStep step)
{
    switch (step) {
    case NextStep::Repair:
        return inActing(QT_TRANSLATE_NOOP("Acting", "Repair and requeue"));
    case NextStep::ChooseMailbox:
        return inActing(QT_TRANSLATE_NOOP("Acting", "Choose mailbox…"));
    case NextStep::RequeueAgain:
        return inActing(QT_TRANSLATE_NOOP("Acting", "Send it once more"));
    case NextStep::Release:
        return inActing(QT_TRANSLATE_NOOP("Acting", "Release"));
    case NextStep::None:
        break;
    }
    return {};
}

QString workWords(const Act& act)
{
    return inActing(doingWords(act.kind)).arg(countWords(act.done), countWords(act.total));
}

EndWords endWords(const ActEnd& end)
{
    const ActFigures figures = figuresOf(end);
    const bool isOnly = end.receipts.size() == 1 && !end.error;
    EndWords words;
    QStringList sentences;
    if (figures.well > 0)
        sentences << wellWords(end.act.kind, figures).trimmed();
    if (figures.tooLate > 0)
        sentences << countedWords(
            figures.tooLate,
            QT_TRANSLATE_NOOP("Acting", "Too late to take 1 message back: it was handed over already."),
            QT_TRANSLATE_NOOP("Acting", "Too late to take %1 messages back: they were handed over already."));
    if (figures.refused > 0)
        sentences << refusedWords(figures, isOnly);
    if (figures.failed > 0)
        sentences << failedWords(figures, isOnly);
    if (figures.stopped > 0)
        sentences << countedWords(
            figures.stopped,
            QT_TRANSLATE_NOOP("Acting",
                              "1 message was stopped before anything was done; it is where it was."),
            QT_TRANSLATE_NOOP(
                "Acting", "%1 messages were stopped before anything was done; they are where they were."));
    if (figures.unknown > 0)
        sentences << unknownWords(figures.unknown);
    const std::uint64_t left = end.act.total > end.receipts.size() ? end.act.total - end.receipts.size() : 0;
    if (left > 0 && !end.error)
        sentences << countedWords(left, QT_TRANSLATE_NOOP("Acting", "1 was not begun."),
                                  QT_TRANSLATE_NOOP("Acting", "%1 were not begun."));
    if (end.error)
        sentences << shownError(*end.error);
    words.text = sentences.join(QLatin1Char(' '));
    words.needsPerson = figures.unknown > 0;
    words.isBad =
        figures.refused + figures.failed + figures.stopped + figures.unknown + figures.tooLate > 0 ||
        end.error;
    return words;
}

QString planWords(const BulkPlan& plan)
{
    QStringList parts;
    const std::uint64_t goes = plan.goThrough();
    parts << (goes == 1 ? inActing(QT_TRANSLATE_NOOP("Acting", "1 goes through"))
                        : inActing(QT_TRANSLATE_NOOP("Acting", "%1 go through")).arg(countWords(goes)));
    if (plan.repaired > 0)
        parts.back() +=
            plan.repaired == goes
                ? inActing(QT_TRANSLATE_NOOP("Acting", " after a repair"))
                : inActing(QT_TRANSLATE_NOOP("Acting", ", %1 after a repair")).arg(countWords(plan.repaired));
    if (plan.needMailbox > 0)
        parts << countedWords(plan.needMailbox, QT_TRANSLATE_NOOP("Acting", "1 needs a mailbox"),
                              QT_TRANSLATE_NOOP("Acting", "%1 need a mailbox"));
    if (plan.needSender > 0)
        parts << countedWords(plan.needSender, QT_TRANSLATE_NOOP("Acting", "1 needs a sender"),
                              QT_TRANSLATE_NOOP("Acting", "%1 need a sender"));
    if (plan.refused > 0)
        parts << countedWords(plan.refused, QT_TRANSLATE_NOOP("Acting", "1 is refused"),
                              QT_TRANSLATE_NOOP("Acting", "%1 are refused"));
    return countedWords(plan.looked, QT_TRANSLATE_NOOP("Acting", "1 message: "),
                        QT_TRANSLATE_NOOP("Acting", "%1 messages: ")) +
           parts.join(QStringLiteral("; ")) + QLatin1Char('.');
}

QStringList planReasons(const BulkPlan& plan, std::size_t most)
{
    QStringList lines;
    if (plan.isOneAtFirst)
        lines << inActing(QT_TRANSLATE_NOOP(
            "Acting", "▲ Nobody has proved yet that this connector takes a file that was put back into "
                      "Incoming Mail. One message goes first: see that it arrives."));
    const std::size_t all = plan.reasons.size() + plan.warnings.size();
    std::size_t shown = 0;
    for (const BulkReason& reason : plan.reasons)
        if (shown < most) {
            ++shown;
            lines << inActing(QT_TRANSLATE_NOOP("Acting", "◆ %1 refused: %2"))
                         .arg(countWords(reason.count), reasonWords(reason));
        }
    for (const BulkReason& warning : plan.warnings)
        if (shown < most) {
            ++shown;
            lines << inActing(QT_TRANSLATE_NOOP("Acting", "▲ %1: %2"))
                         .arg(countWords(warning.count), asSentence(shownText(warning.refusal.reason)));
        }
    if (all > shown)
        lines << countedWords(all - shown, QT_TRANSLATE_NOOP("Acting", "and 1 more reason"),
                              QT_TRANSLATE_NOOP("Acting", "and %1 more reasons"));
    return lines;
}

} // namespace connectorscope
