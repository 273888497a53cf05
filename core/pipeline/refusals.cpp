#include "core/pipeline/refusals.h"

#include "core/base/path_text.h"
#include "core/message/address.h"
#include "core/message/limits.h"

#include <algorithm>
#include <array>
#include <utility>

namespace connectorscope {

namespace {

/// Faults of a message that names nobody who gets it.
constexpr std::array<CauseId, 5> recipientCauses = {CauseId::MissingRecipient, CauseId::InvalidRecipient,
                                                    CauseId::GroupSyntaxRecipient, CauseId::NoLocalRecipient,
                                                    CauseId::UnknownMailbox};

bool isOfRecipients(CauseId cause)
{
    return std::ranges::find(recipientCauses, cause) != recipientCauses.end();
}

bool isFault(Severity severity)
{
    return severity == Severity::Corrupt || severity == Severity::Fatal;
}

std::string titleOf(CauseId cause)
{
    return std::string(causeOf(cause).title) + " (" + std::string(causeOf(cause).id) + ")";
}

std::string messageStateSentence(MessageState state)
{
    switch (state) {
    case MessageState::HandedOver:
        return "it was handed over";
    case MessageState::Deleted:
        return "it was deleted";
    case MessageState::Replaced:
        return "another file has come under its name";
    case MessageState::Held:
    case MessageState::Present:
    case MessageState::Gone:
        break;
    }
    return "it has left its folder";
}

Refusal cameBackFrom(const std::string& what)
{
    return {RefusalKind::NotThere, "it has come back from " + what + ", and was not looked at since",
            "Try again when the watch has seen it; 'connectorctl scan' looks at once where nothing watches.",
            std::nullopt};
}

/// The run has ended with it being put back, which the index does not know yet.
bool hasComeBack(const RunRow& last, const MessageRow& row)
{
    if (!last.ended || *last.ended < row.since)
        return false;
    return last.state == RunState::Undone || last.state == RunState::Failed ||
           last.state == RunState::Cancelled;
}

} // namespace

Refusal noSuchMessage(const std::string& id)
{
    return {RefusalKind::NoSuchMessage, "there is no message '" + id + "'",
            "'connectorctl list' shows the ids.", std::nullopt};
}

Refusal isHeld(const Hold& hold)
{
    return {RefusalKind::Held, "it is held" + (hold.note.empty() ? std::string() : ": " + hold.note),
            "Release it first: connectorctl release " + hold.message + ".", std::nullopt};
}

Refusal isInRun(const RunRow& run)
{
    return {RefusalKind::InRun, "it is in run " + run.id + " (" + std::string(toString(run.state)) + ")",
            "Wait until that run has ended, or undo it: connectorctl undo " + run.id + ".", std::nullopt};
}

Refusal cannotRead(const Error& error)
{
    const bool isGone = error.code == ErrorCode::NotFound;
    return {isGone ? RefusalKind::NotThere : RefusalKind::Unreadable, error.message, error.hint,
            std::nullopt};
}

Refusal wasChanged(const std::filesystem::path& path)
{
    return {RefusalKind::Changed, quotedPath(path) + " is not the file that was judged",
            "Scan the site again and look at it.", std::nullopt};
}

Refusal wasHandedOver(const RunRow& run)
{
    const bool isOut = run.state == RunState::HandedOver;
    return {RefusalKind::HandedOverBefore,
            "the same content (body, From and Subject) " +
                std::string(isOut ? "was handed over by run " : "is under way in run ") + run.id,
            "To send it once more all the same: --again.", CauseId::DuplicateMessage};
}

Refusal goesWithItsLike()
{
    return {RefusalKind::HandedOverBefore, "another message of the same body, From and Subject goes with it",
            "To send it once more all the same: --again.", CauseId::DuplicateMessage};
}

Refusal wentThroughUs(const RunRow& run)
{
    return {RefusalKind::AlreadyTransferred,
            "it bears the trace line of run " + run.id + ", which has transferred it",
            "It would go out a second time. Delete it, or open it and send what is missing by hand.",
            CauseId::AlreadyTransferred};
}

Refusal headerNotRead(std::string hint)
{
    constexpr std::size_t mebibyte = 1024 * 1024;
    const ReadLimits limits;
    return {RefusalKind::HeaderNotRead,
            "its header is longer than is read (" + std::to_string(limits.headerBytes / mebibyte) + " MiB, " +
                std::to_string(limits.fields) + " fields, " + std::to_string(mostAddresses) +
                " addresses): what else stands in it nobody knows",
            std::move(hint), CauseId::HeaderBlockTooLarge};
}

Refusal whyNotThere(Refusal refusal, const std::vector<RunRow>& runs, const MessageRow& row)
{
    if (refusal.kind == RefusalKind::Unreadable || runs.empty())
        return refusal;
    const RunRow& last = runs.back();
    if (hasComeBack(last, row))
        return cameBackFrom("run " + last.id);
    const bool isGone = refusal.kind == RefusalKind::NotThere && row.state != MessageState::Replaced;
    if (isGone && last.state == RunState::Deleted)
        return {RefusalKind::NotThere, "run " + last.id + " has deleted it",
                "To bring it back: connectorctl undo " + last.id + ".", std::nullopt};
    if (isGone && last.state == RunState::HandedOver)
        return {RefusalKind::NotThere, "run " + last.id + " has handed it over", {}, std::nullopt};
    return refusal;
}

std::optional<Refusal> refusalOfPlace(const MessageRow& row, bool mayBeInPickUp)
{
    if (row.state == MessageState::Held) // of a hold that the journal knows no more
        return cameBackFrom("being held");
    if (row.state != MessageState::Present)
        return Refusal{RefusalKind::NotThere, messageStateSentence(row.state), {}, std::nullopt};
    if (row.place.folder == FolderKind::PickUp && !mayBeInPickUp)
        return Refusal{RefusalKind::InPickUp, "it lies in PickUp, from where the SMTP service takes it",
                       "If it stays there, look at the SMTP service.", std::nullopt};
    if (!row.judged)
        return Refusal{RefusalKind::Unreadable, "it is not read yet, or cannot be read",
                       "Scan the site again when it has arrived.", row.primary};
    return std::nullopt;
}

std::optional<Refusal> refusalOfDiagnosis(const Diagnosis& diagnosis, bool recipientsAreKnown,
                                          bool wasRepaired)
{
    for (const Finding& finding : diagnosis.findings) {
        if (finding.cause == CauseId::AlreadyTransferred)
            return Refusal{RefusalKind::AlreadyTransferred, titleOf(finding.cause),
                           std::string(causeOf(finding.cause).advice), finding.cause};
        if (finding.cause == CauseId::MailLoop && isFault(finding.severity))
            return Refusal{RefusalKind::MailLoop, titleOf(finding.cause),
                           std::string(causeOf(finding.cause).advice), finding.cause};
    }
    for (const Finding& finding : diagnosis.findings) {
        if (!isFault(finding.severity) || (recipientsAreKnown && isOfRecipients(finding.cause)))
            continue;
        const std::string why = std::string(wasRepaired ? "it still would fail: " : "it would fail again: ");
        const bool canBeRepaired = !causeOf(finding.cause).repair.empty() && !wasRepaired;
        // No repair knows who is meant.
        return Refusal{RefusalKind::StillFatal, why + titleOf(finding.cause),
                       isOfRecipients(finding.cause)
                           ? "Name the mailbox that gets it with --to; where the real "
                             "connector transfers, with --repair --to."
                       : canBeRepaired ? "Repair it on the way: --repair."
                                       : std::string(causeOf(finding.cause).advice),
                       finding.cause};
    }
    return std::nullopt;
}

std::optional<Refusal> refusalOfEnvelopeLines(const HeaderBlock& header)
{
    bool atStart = true;
    for (const Field& field : header.fields) {
        const bool isSender = field.id == FieldId::XSender;
        if (field.id == FieldId::XReceiver || (isSender && atStart))
            return Refusal{RefusalKind::StillFatal,
                           "it brings an envelope of its own, which the SMTP service would obey",
                           "Repair it on the way: --repair, with --cause envelope-header-in-message.",
                           CauseId::EnvelopeHeaderInMessage};
        atStart = atStart && (isSender || field.id == FieldId::XConnectorScope);
    }
    return std::nullopt;
}

} // namespace connectorscope
