#include "ui/detail/why/deed_order.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

QString deedWords(const char* text)
{
    return QCoreApplication::translate("Deeds", text);
}

struct RepairWords
{
    std::string_view repair;
    const char* text;
};

constexpr std::array<RepairWords, 25> repairWords = {{
    {"set-from", QT_TRANSLATE_NOOP("Deeds", "Add From")},
    {"set-sender", QT_TRANSLATE_NOOP("Deeds", "Add Sender")},
    {"set-recipient", QT_TRANSLATE_NOOP("Deeds", "Set recipient")},
    {"set-date", QT_TRANSLATE_NOOP("Deeds", "Set date")},
    {"set-message-id", QT_TRANSLATE_NOOP("Deeds", "Add Message-ID")},
    {"set-charset", QT_TRANSLATE_NOOP("Deeds", "Declare charset")},
    {"set-content-type", QT_TRANSLATE_NOOP("Deeds", "Declare content type")},
    {"set-transfer-encoding", QT_TRANSLATE_NOOP("Deeds", "Declare encoding")},
    {"strip-bom", QT_TRANSLATE_NOOP("Deeds", "Remove byte order mark")},
    {"strip-pop3-framing", QT_TRANSLATE_NOOP("Deeds", "Remove POP3 framing")},
    {"strip-envelope-line", QT_TRANSLATE_NOOP("Deeds", "Remove envelope lines")},
    {"strip-leading-blank", QT_TRANSLATE_NOOP("Deeds", "Remove blank line")},
    {"strip-nul", QT_TRANSLATE_NOOP("Deeds", "Remove NUL bytes")},
    {"insert-separator", QT_TRANSLATE_NOOP("Deeds", "Insert blank line")},
    {"rename-header", QT_TRANSLATE_NOOP("Deeds", "Rename header")},
    {"fold-header", QT_TRANSLATE_NOOP("Deeds", "Fold long header")},
    {"encode-header", QT_TRANSLATE_NOOP("Deeds", "Encode header")},
    {"quote-address", QT_TRANSLATE_NOOP("Deeds", "Quote address")},
    {"find-boundary", QT_TRANSLATE_NOOP("Deeds", "Mend boundary")},
    {"close-multipart", QT_TRANSLATE_NOOP("Deeds", "Close multipart")},
    {"re-encode-body", QT_TRANSLATE_NOOP("Deeds", "Encode text anew")},
    {"normalise-line-ends", QT_TRANSLATE_NOOP("Deeds", "Mend line ends")},
    {"to-utf8", QT_TRANSLATE_NOOP("Deeds", "Turn into UTF-8")},
    {"fill-part", QT_TRANSLATE_NOOP("Deeds", "Fill empty part")},
    {"wrap-as-attachment", QT_TRANSLATE_NOOP("Deeds", "Send as attachment")},
}};

/// In the order of sense; the first is right, unless the retry says that nothing is.
std::vector<Deed> wishedOrder(const Cause* cause)
{
    // What holds up the others, or would go round again, has to get out of the way first.
    if (cause != nullptr && (cause->key == CauseId::LeftBehind || cause->key == CauseId::MailLoop))
        return {Deed::Hold, Deed::RepairAndRequeue, Deed::Requeue, Deed::ChooseMailbox};
    if (cause != nullptr && (cause->stage == Stage::Recipients || cause->key == CauseId::BadMailed))
        return {Deed::ChooseMailbox, Deed::RepairAndRequeue, Deed::Requeue};
    switch (cause != nullptr ? cause->retry : Retry::Now) {
    case Retry::Repair:
    case Retry::Ask: // what is too large, say, is so for every mailbox
        return {Deed::RepairAndRequeue, Deed::Requeue, Deed::ChooseMailbox};
    case Retry::DoNotRetry:
        return {Deed::Hold, Deed::RepairAndRequeue, Deed::Requeue, Deed::ChooseMailbox};
    default:
        return {Deed::Requeue, Deed::RepairAndRequeue, Deed::ChooseMailbox};
    }
}

bool hasRightDeed(const Cause* cause)
{
    return cause != nullptr && cause->retry != Retry::Wait && cause->retry != Retry::FixEnvironment;
}

} // namespace

DeedOrder orderOfDeeds(const Cause* cause, MessageState state, Deeds offered, bool canRepair)
{
    DeedOrder order;
    const auto add = [&](Deed deed) {
        const bool isNew = std::ranges::find(order.deeds, deed) == order.deeds.end();
        if (offered.testFlag(deed) && isNew && (deed != Deed::RepairAndRequeue || canRepair))
            order.deeds.push_back(deed);
    };
    if (state == MessageState::Held) {
        add(Deed::Release);
        add(Deed::Acknowledge);
        if (!order.deeds.empty() && order.deeds.front() == Deed::Release)
            order.primary = Deed::Release;
        return order;
    }
    if (state != MessageState::Present)
        return order;
    const std::vector<Deed> wished = wishedOrder(cause);
    for (const Deed deed : wished)
        add(deed);
    for (const Deed deed : {Deed::Hold, Deed::Remove, Deed::Acknowledge})
        add(deed);
    const bool isRight =
        !order.deeds.empty() && hasRightDeed(cause) &&
        (order.deeds.front() == wished.front() || order.deeds.front() == Deed::RepairAndRequeue);
    if (isRight)
        order.primary = order.deeds.front();
    return order;
}

QString repairText(std::string_view repair)
{
    const auto* const found = std::ranges::find(repairWords, repair, &RepairWords::repair);
    return deedWords(found == repairWords.end() ? QT_TRANSLATE_NOOP("Deeds", "Repair") : found->text);
}

QString deedText(Deed deed, const Cause* cause, std::string_view repair)
{
    switch (deed) {
    case Deed::Requeue:
        if (cause != nullptr && cause->retry == Retry::Refetch)
            return deedWords(QT_TRANSLATE_NOOP("Deeds", "Fetch again and requeue"));
        return deedWords(QT_TRANSLATE_NOOP("Deeds", "Requeue"));
    case Deed::RepairAndRequeue:
        return deedWords(QT_TRANSLATE_NOOP("Deeds", "%1 and requeue")).arg(repairText(repair));
    case Deed::ChooseMailbox:
        return deedWords(QT_TRANSLATE_NOOP("Deeds", "Choose mailbox\u2026"));
    case Deed::Hold:
        return deedWords(QT_TRANSLATE_NOOP("Deeds", "Hold"));
    case Deed::Release:
        return deedWords(QT_TRANSLATE_NOOP("Deeds", "Release"));
    case Deed::Remove:
        return deedWords(QT_TRANSLATE_NOOP("Deeds", "Delete"));
    case Deed::Acknowledge:
        return deedWords(QT_TRANSLATE_NOOP("Deeds", "Acknowledge\u2026"));
    }
    return {};
}

QString basisText(Basis basis)
{
    switch (basis) {
    case Basis::Documented:
        return deedWords(QT_TRANSLATE_NOOP("Deeds", "documented by the maker or in a standard"));
    case Basis::Observed:
        return deedWords(QT_TRANSLATE_NOOP("Deeds", "observed on real servers"));
    case Basis::Analogous:
        return deedWords(QT_TRANSLATE_NOOP("Deeds", "likely: similar faults fail this way"));
    case Basis::Inferred:
        return deedWords(QT_TRANSLATE_NOOP("Deeds", "inferred from how the transfer works"));
    }
    return {};
}

} // namespace connectorscope
