#include "core/diagnosis/repairs/planner.h"
#include "core/message/address.h"
#include "core/message/lexical.h"

#include <algorithm>
#include <array>

namespace connectorscope {

namespace {

/// When the first server on the way, seen from here, took the message.
std::optional<UtcTime> topmostReceived(const HeaderBlock& header)
{
    for (const Field& field : header.fields) {
        if (field.id != FieldId::Received)
            continue;
        const std::string_view value = header.rawValue(field);
        const std::size_t semicolon = value.rfind(';');
        if (semicolon == std::string_view::npos)
            continue;
        if (const auto date = utcOf(value.substr(semicolon + 1)))
            return date;
    }
    return std::nullopt;
}

std::string firstPlainAddress(const HeaderBlock& header, FieldId id)
{
    for (const Field& field : header.fields) {
        if (field.id != id)
            continue;
        for (const Address& address : parseAddressList(header.rawValue(field)).addresses)
            if (address.usable() && isPlainAddress(address.spec()))
                return address.spec();
    }
    return {};
}

/// Who was really meant, as servers note it.
std::string proposedRecipient(const HeaderBlock& header)
{
    for (const FieldId id : {FieldId::DeliveredTo, FieldId::XEnvelopeTo, FieldId::XOriginalTo}) {
        std::string address = firstPlainAddress(header, id);
        if (!address.empty())
            return address;
    }
    return {};
}

tl::unexpected<Error> askForRecipient(const HeaderBlock& header, std::string reason)
{
    const std::string proposed = proposedRecipient(header);
    return noRepair(std::move(reason), proposed.empty() ? "Say who gets it, with --to ADDRESS."
                                                        : "Say who gets it: its trace names " + proposed +
                                                              ", so '--to " + proposed + "' may be right.");
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

bool isRecipientField(FieldId id)
{
    return id == FieldId::To || id == FieldId::Cc || id == FieldId::Bcc;
}

} // namespace

Result<RepairPlan> planDate(const Planner& planner)
{
    const HeaderBlock& header = planner.message().header();
    const auto received = topmostReceived(header);
    RepairPlan plan;
    plan.what = received ? "Writes the date at which the last server took the message."
                         : "Writes the present date: the message tells no other.";
    plan.certainty = received ? Certainty::Likely : Certainty::Guess;
    plan.edits.push_back(
        planner.setField(0, FieldId::Date, dateText(received.value_or(planner.options.now))));
    return plan;
}

Result<RepairPlan> planMessageId(const Planner& planner)
{
    RepairPlan plan;
    plan.what = "Gives the message an id of its own.";
    plan.edits.push_back(planner.setField(0, FieldId::MessageId, planner.newMessageId()));
    return plan;
}

Result<RepairPlan> planFrom(const Planner& planner)
{
    const HeaderBlock& header = planner.message().header();
    RepairPlan plan;
    std::string from;
    for (const FieldId id : {FieldId::ReplyTo, FieldId::ReturnPath, FieldId::Sender}) {
        from = firstPlainAddress(header, id);
        if (!from.empty()) {
            plan.what = "Writes the sender that " + std::string(fieldName(id)) + " names.";
            plan.certainty = Certainty::Likely;
            break;
        }
    }
    if (from.empty() && !planner.options.from.empty()) {
        if (!isPlainAddress(planner.options.from))
            return noRepair("'" + planner.options.from + "' is no address", "Give one as anna@contoso.com.");
        from = planner.options.from;
        plan.what = "Writes the sender that was given.";
    }
    if (from.empty())
        return noRepair("nothing in the message tells who sent it", "Say who did, with --from ADDRESS.");
    plan.edits.push_back(planner.setField(0, FieldId::From, from));
    return plan;
}

Result<RepairPlan> planSender(const Planner& planner)
{
    const std::vector<Address> from = planner.state.summary.from();
    const auto plain =
        std::ranges::find_if(from, [](const Address& address) { return isPlainAddress(address.spec()); });
    if (plain == from.end())
        return noRepair("none of the senders can be written as it is", "Deliver it by hand.");
    RepairPlan plan;
    plan.what = "Names the first of the senders as the one who sent it.";
    plan.edits.push_back(planner.insertField(0, "Sender", plain->spec()));
    return plan;
}

Result<RepairPlan> planRecipient(const Planner& planner)
{
    const HeaderBlock& header = planner.message().header();
    const std::string& recipient = planner.options.recipient;
    const bool isGiven = isPlainAddress(recipient);
    if (!recipient.empty() && !isGiven)
        return noRepair("'" + recipient + "' is no address", "Give one as anna@contoso.com.");
    RepairPlan plan;
    plan.what = "Writes the recipient that was given.";
    if (planner.cause != CauseId::GroupSyntaxRecipient) {
        if (!isGiven)
            return askForRecipient(header, "the message names nobody who could get it");
        plan.edits.push_back(planner.setField(0, FieldId::To, recipient));
        return plan;
    }

    bool isNamed = std::ranges::any_of(planner.state.summary.recipients(),
                                       [](const Address& address) { return isAscii(address.spec()); });
    if (!isNamed && !isGiven)
        return askForRecipient(header, "the group in the recipients holds no address");
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
        Edit rename;
        rename.offset = header.fileOffset(field.begin);
        rename.inserted = "X-Invalid-";
        plan.edits.push_back(rename);
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
        for (Address address : in.list.addresses) {
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
        Edit rename;
        rename.offset = header.fileOffset(field.begin);
        rename.inserted = "X-Invalid-";
        plan.edits.push_back(rename);
    }
    if (!isNamed)
        return askForRecipient(header, "what stands for the recipients holds no address");
    return plan;
}

} // namespace connectorscope
