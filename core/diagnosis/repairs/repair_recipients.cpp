#include "core/diagnosis/recipient_proposal.h"
#include "core/diagnosis/repairs/planner.h"
#include "core/message/address.h"
#include "core/message/field_kinds.h"
#include "core/message/lexical.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// Who was really meant, as servers note it.
std::string proposedRecipient(const Planner& planner)
{
    if (planner.options.context.routing) {
        const auto proposals = proposeRecipients(planner.message(), *planner.options.context.routing);
        if (!proposals.empty())
            return proposals.front().mailbox;
    }
    const HeaderBlock& header = planner.message().header();
    for (const FieldId id : {FieldId::DeliveredTo, FieldId::XEnvelopeTo, FieldId::XOriginalTo}) {
        std::string address = firstPlainAddress(header, id);
        if (!address.empty())
            return address;
    }
    return {};
}

tl::unexpected<Error> askForRecipient(const Planner& planner, std::string reason)
{
    const std::string proposed = proposedRecipient(planner);
    return noRepair(std::move(reason), proposed.empty() ? "Say who gets it, with --to ADDRESS."
                                                        : "Say who gets it: '--to " + proposed +
                                                              "' may be right, its way here says so.");
}

std::string asList(const std::vector<std::string>& entries, std::string_view lineEnd)
{
    std::string list;
    for (const std::string& entry : entries)
        list += (list.empty() ? "" : "," + std::string(lineEnd) + "\t") + entry;
    return list;
}

/// One address as it is written into a field, its name quoted or encoded.
std::string written(const Address& address, std::string_view lineEnd)
{
    const std::string name(trimmed(address.displayName));
    if (name.empty())
        return address.spec();
    if (!isAscii(name) || std::ranges::any_of(name, isControl))
        return encodedWords(name, lineEnd) + " <" + address.spec() + ">";
    std::string quoted;
    for (const char c : name) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return "\"" + quoted + "\" <" + address.spec() + ">";
}

std::vector<std::string> writtenAddresses(const AddressList& list, std::string_view lineEnd)
{
    std::vector<std::string> entries;
    for (const Address& address : list.addresses)
        if (address.usable() && isAscii(address.spec()))
            entries.push_back(written(address, lineEnd));
    return entries;
}

/// The field stays, under a name that nobody reads.
Edit setAside(const HeaderBlock& header, const Field& field)
{
    Edit rename;
    rename.offset = header.fileOffset(field.begin);
    rename.inserted = "X-Invalid-";
    return rename;
}

/// The recipient in place of the addresses that no mailbox has; whoever else gets the message still does.
RepairPlan replaceUnknown(const Planner& planner, const RoutingTable& table)
{
    const HeaderBlock& header = planner.message().header();
    RepairPlan plan;
    plan.what = "Writes the recipient that was given in place of the addresses that no mailbox has.";
    bool isWritten = false;
    for (const AddressField& in : planner.state.summary.addressFields) {
        if (in.id != FieldId::To && in.id != FieldId::Cc)
            continue;
        std::vector<std::string> entries;
        bool hasUnknown = false;
        for (const Address& address : in.list.addresses) {
            if (address.usable() && table.routeOf(address.localPart, address.domain).isUnknown())
                hasUnknown = true;
            else if (address.usable() && isAscii(address.spec()))
                entries.push_back(written(address, planner.lineEnd()));
        }
        if (!hasUnknown)
            continue;
        if (!isWritten)
            entries.push_back(planner.options.recipient);
        isWritten = true;
        const Field& field = header.fields[in.field];
        if (entries.empty())
            plan.edits.push_back(setAside(header, field));
        else
            plan.edits.push_back(planner.replaceField(0, field, asList(entries, planner.lineEnd())));
    }
    return plan;
}

} // namespace

Result<RepairPlan> planRecipient(const Planner& planner)
{
    const HeaderBlock& header = planner.message().header();
    const std::string& recipient = planner.options.recipient;
    const bool isGiven = isPlainAddress(recipient);
    if (!recipient.empty() && !isGiven)
        return noRepair("'" + recipient + "' is no address", "Give one as anna@contoso.com.");
    if (planner.cause == CauseId::UnknownMailbox && isGiven && planner.options.context.routing)
        return replaceUnknown(planner, *planner.options.context.routing);
    RepairPlan plan;
    plan.what = "Writes the recipient that was given.";
    if (planner.cause != CauseId::GroupSyntaxRecipient) {
        if (!isGiven)
            return askForRecipient(planner, "the message names nobody who could get it");
        plan.edits.push_back(planner.setField(0, FieldId::To, recipient));
        return plan;
    }

    bool isNamed = std::ranges::any_of(planner.state.summary.recipients(),
                                       [](const Address& address) { return isAscii(address.spec()); });
    if (!isNamed && !isGiven)
        return askForRecipient(planner, "the group in the recipients holds no address");
    if (isNamed)
        plan.what = "Writes the addresses of the group one by one.";
    for (const AddressField& in : planner.state.summary.addressFields) {
        if (!isRecipientField(in.id) || in.list.groups.empty())
            continue;
        const Field& field = header.fields[in.field];
        std::vector<std::string> entries = writtenAddresses(in.list, planner.lineEnd());
        if (!isNamed)
            entries.push_back(recipient);
        isNamed = true;
        if (!entries.empty()) {
            plan.edits.push_back(planner.replaceField(0, field, asList(entries, planner.lineEnd())));
            continue;
        }
        plan.edits.push_back(setAside(header, field));
    }
    return plan;
}

Result<RepairPlan> planQuote(const Planner& planner)
{
    const HeaderBlock& header = planner.message().header();
    RepairPlan plan;
    plan.what = "Writes the addresses anew, with their names in quotes.";
    bool isNamed = !planner.state.summary.recipients().empty();
    for (const AddressField& in : planner.state.summary.addressFields) {
        if (!isRecipientField(in.id))
            continue;
        const Field& field = header.fields[in.field];
        const bool hasFault = std::ranges::any_of(in.list.issues, [&](const AddressIssue& issue) {
            return planner.cause == CauseId::InvalidRecipient || issue.fault == AddressFault::UnbalancedQuote;
        });
        if (!hasFault && !(planner.cause == CauseId::InvalidRecipient && in.list.nullPath))
            continue;
        std::vector<std::string> entries;
        for (const Address& address : in.list.addresses) {
            // "<Anna Smith@contoso.com>" lacks only its quotes, which spec() writes.
            const bool isMended = address.broken && isPlainAddress(address.spec());
            if ((address.usable() || isMended) && isAscii(address.spec()))
                entries.push_back(written(address, planner.lineEnd()));
        }
        if (entries.empty() && !isNamed && isPlainAddress(planner.options.recipient)) {
            entries.push_back(planner.options.recipient);
            plan.what = "Writes the recipient that was given.";
        }
        isNamed = isNamed || !entries.empty();
        if (!entries.empty()) {
            plan.edits.push_back(planner.replaceField(0, field, asList(entries, planner.lineEnd())));
            continue;
        }
        plan.edits.push_back(setAside(header, field));
    }
    if (!isNamed)
        return askForRecipient(planner, "what stands for the recipients holds no address");
    return plan;
}

} // namespace connectorscope
