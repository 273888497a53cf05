#include "ui/detail/why/deed_questions.h"

#include "core/diagnosis/recipient_proposal.h"
#include "core/message/address.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t mostProposals = 4;

QString inQuestion(const char* text)
{
    return QCoreApplication::translate("Deeds", text);
}

bool isAddress(const QString& text)
{
    const AddressList list = parseAddressList(text.toStdString());
    return list.addresses.size() == 1 && list.addresses.front().usable() &&
           list.addresses.front().spec() == text.toStdString();
}

QString proposalWords(const ProposedRecipient& proposed)
{
    switch (proposed.reason) {
    case ProposalReason::DeliveryTrace:
        return inQuestion(QT_TRANSLATE_NOOP("Deeds", "The message says that it was delivered for %1"))
            .arg(shownText(proposed.evidence, 100));
    case ProposalReason::AccountTrace:
        return inQuestion(QT_TRANSLATE_NOOP("Deeds", "It came through the account of this mailbox"));
    case ProposalReason::OnlyAccount:
        return inQuestion(QT_TRANSLATE_NOOP("Deeds", "The only account of this site is for this mailbox"));
    case ProposalReason::Undeliverable:
        break;
    }
    return inQuestion(QT_TRANSLATE_NOOP("Deeds", "This mailbox takes what is undeliverable"));
}

QString mailboxFault(const QString& answer, const std::shared_ptr<const RoutingTable>& routing)
{
    if (!isAddress(answer))
        return inQuestion(QT_TRANSLATE_NOOP("Deeds", "That is no address. One looks like anna@contoso.com."));
    if (routing && routing->knowsLocalDomains() && routing->routeOf(answer.toStdString()).mailbox.empty())
        return inQuestion(
            QT_TRANSLATE_NOOP("Deeds", "That is no mailbox of this site: see [routing] in the site file."));
    return {};
}

} // namespace

std::optional<DeedQuestion> questionOf(const RepairProposal& proposal, const RequeueOptions& answered)
{
    for (const Unrepaired& left : proposal.left) {
        const std::string_view repair = causeOf(left.cause).repair;
        if (left.leavesContentMissing && !answered.leaveMissing)
            return DeedQuestion::LeaveMissing;
        if (repair == "set-from" && answered.from.empty())
            return DeedQuestion::From;
        if (repair == "set-recipient" && answered.to.empty())
            return DeedQuestion::Mailbox;
    }
    return std::nullopt;
}

AskRow::Question wordsOf(DeedQuestion question, const DetailRequest& request, const LoadedPointer& message)
{
    AskRow::Question words;
    words.confirm = inQuestion(QT_TRANSLATE_NOOP("Deeds", "Requeue"));
    switch (question) {
    case DeedQuestion::From:
        words.text = inQuestion(
            QT_TRANSLATE_NOOP("Deeds", "Nothing in the message tells who sent it. Whom shall From name?"));
        words.field = inQuestion(QT_TRANSLATE_NOOP("Deeds", "Sender"));
        words.placeholder = inQuestion(QT_TRANSLATE_NOOP("Deeds", "An address"));
        words.check = [](const QString& answer) {
            return isAddress(answer) ? QString()
                                     : inQuestion(QT_TRANSLATE_NOOP(
                                           "Deeds", "That is no address. One looks like anna@contoso.com."));
        };
        break;
    case DeedQuestion::Mailbox:
        words.text = inQuestion(QT_TRANSLATE_NOOP("Deeds", "Who shall get it?"));
        words.field = inQuestion(QT_TRANSLATE_NOOP("Deeds", "Mailbox"));
        words.placeholder = inQuestion(QT_TRANSLATE_NOOP("Deeds", "A mailbox of this site"));
        if (message && request.options.context.routing)
            for (const ProposedRecipient& proposed :
                 proposeRecipients(message->message, *request.options.context.routing))
                if (words.proposals.size() < mostProposals)
                    words.proposals.emplace_back(QString::fromStdString(proposed.mailbox),
                                                 proposalWords(proposed));
        for (const std::string& mailbox : request.mailboxes)
            words.completions << QString::fromStdString(mailbox);
        words.check = [routing = request.options.context.routing](const QString& answer) {
            return mailboxFault(answer, routing);
        };
        break;
    case DeedQuestion::LeaveMissing:
        words.text = inQuestion(QT_TRANSLATE_NOOP(
            "Deeds", "What is missing in the message stays missing; a note in it says so. The original stays "
                     "in the vault. Requeue it all the same?"));
        words.confirm = inQuestion(QT_TRANSLATE_NOOP("Deeds", "Yes, repair and requeue"));
        break;
    }
    return words;
}

} // namespace connectorscope
