#include "core/pipeline/envelope.h"

#include "core/base/ascii.h"
#include "core/base/escape.h"
#include "core/base/utf8.h"
#include "core/diagnosis/recipient_proposal.h"
#include "core/message/address.h"
#include "core/pipeline/refusals.h"

#include <algorithm>
#include <unordered_set>

namespace connectorscope {

namespace {

constexpr std::size_t longestAddress = 320;
constexpr std::size_t mostLeftOut = 100;

/// A hostile address is as long as a header.
std::string shortened(std::string_view address)
{
    if (address.size() <= longestAddress)
        return std::string(address);
    return std::string(utf8Prefix(address, longestAddress)) + "...";
}

struct EnvelopeSender
{
    std::string address;
    std::string reason;
};

/// A report of delivery (RFC 3464), to which nobody may answer with another.
bool isDeliveryReport(const Message& message)
{
    const Part& root = message.parts.front();
    return root.type == "multipart" && root.subtype == "report" &&
           std::ranges::any_of(message.parts, [](const Part& part) {
               return part.type == "message" && part.subtype == "delivery-status";
           });
}

EnvelopeSender senderOf(const Message& message)
{
    const HeaderBlock& header = message.header();
    if (const Field* path = header.find(FieldId::ReturnPath)) {
        const AddressList list = parseAddressList(header.rawValue(*path));
        if (list.nullPath && list.addresses.empty())
            return {{}, "null-path"};
        for (const Address& address : list.addresses)
            if (address.usable() && isEnvelopeAddress(address.spec()))
                return {address.spec(), "return-path"};
    }
    if (isDeliveryReport(message))
        return {{}, "null-path"};
    for (const Field& field : header.fields) {
        if (field.id != FieldId::From)
            continue;
        for (const Address& address : parseAddressList(header.rawValue(field)).addresses)
            if (address.usable() && isEnvelopeAddress(address.spec()))
                return {address.spec(), "from"};
    }
    return {{}, "unknown"};
}

/// Each mailbox once, bounded.
class RecipientList
{
public:
    explicit RecipientList(EnvelopeAnswer& answer)
        : m_answer(answer)
    {
    }

    void add(const std::string& mailbox, std::string_view why, std::string evidence)
    {
        if (!m_known.insert(mailbox).second)
            return;
        if (!isEnvelopeAddress(mailbox)) {
            m_answer.refusals.push_back(
                {RefusalKind::BadRecipient,
                 "'" + escapeControls(shortened(mailbox)) + "' cannot be written into an envelope",
                 "Name a mailbox in plain ASCII with --to.", std::nullopt});
            return;
        }
        m_answer.envelope.recipients.push_back({mailbox, std::string(why), std::move(evidence)});
    }

private:
    std::unordered_set<std::string> m_known;
    EnvelopeAnswer& m_answer;
};

void addAsked(EnvelopeAnswer& answer, const RoutingTable& table, const std::vector<std::string>& asked)
{
    if (asked.size() > mostRecipients) {
        answer.refusals.push_back({RefusalKind::TooManyRecipients,
                                   std::to_string(asked.size()) + " mailboxes are asked for; more than " +
                                       std::to_string(mostRecipients) + " are not served",
                                   "Name fewer with --to, or a list that the mail server knows.",
                                   CauseId::TooManyRecipients});
        return;
    }
    RecipientList list(answer);
    for (const std::string& address : asked) {
        const Route route = table.routeOf(std::string_view(address));
        if (route.mailbox.empty()) {
            answer.refusals.push_back(
                {RefusalKind::BadRecipient,
                 "'" + escapeControls(shortened(address)) + "' is no mailbox of this site",
                 "Only local mailboxes get mail from the pipeline; see [routing] in "
                 "the site file.",
                 std::nullopt});
            continue;
        }
        list.add(route.mailbox, "asked-for", address);
    }
}

void addRouted(EnvelopeAnswer& answer, const Routes& routes)
{
    // resolveRecipients() gives each mailbox once; here it only remains to say why.
    RecipientList list(answer);
    if (routes.mailboxes.size() > mostRecipients) {
        answer.refusals.push_back({RefusalKind::TooManyRecipients,
                                   "it names " + std::to_string(routes.mailboxes.size()) +
                                       " local mailboxes; more than " + std::to_string(mostRecipients) +
                                       " are not served",
                                   "Name those who shall get it with --to.", CauseId::TooManyRecipients});
        return;
    }
    for (const Route& route : routes.routes) {
        if (!route.mailbox.empty())
            list.add(route.mailbox, toString(route.kind), shortened(route.address));
        else if (answer.envelope.leftOut.size() < mostLeftOut)
            answer.envelope.leftOut.push_back(shortened(route.address));
    }
}

void addProposed(EnvelopeAnswer& answer, const JudgedMessage& message, const RoutingTable& table)
{
    const auto proposed = proposeRecipients(message.message, table);
    if (proposed.empty()) {
        answer.refusals.push_back(
            {RefusalKind::NoRecipient, "it names no mailbox of this site, and nothing tells whose it is",
             "Name who shall get it with --to, or set routing.undeliverable.", std::nullopt});
        return;
    }
    const ProposedRecipient& first = proposed.front();
    RecipientList(answer).add(first.mailbox, toString(first.reason), first.evidence);
    answer.warnings.push_back("It names no mailbox of this site; it goes to " + first.mailbox + " (" +
                              std::string(toString(first.reason)) + ").");
}

} // namespace

bool isEnvelopeAddress(std::string_view address)
{
    constexpr std::string_view special = "<>()[],;:\\\"";
    const auto isPlain = [&](char c) {
        return c > ' ' && c < '\x7f' && special.find(c) == std::string_view::npos;
    };
    const std::size_t at = address.find('@');
    return address.size() <= longestAddress && std::ranges::all_of(address, isPlain) && at > 0 &&
           at != std::string_view::npos && at + 1 < address.size() &&
           address.find('@', at + 1) == std::string_view::npos;
}

EnvelopeAnswer planEnvelope(const JudgedMessage& message, const RoutingTable& table,
                            const std::vector<std::string>& asked)
{
    EnvelopeAnswer answer;
    EnvelopeSender sender = senderOf(message.message);
    answer.envelope.sender = std::move(sender.address);
    answer.envelope.senderReason = std::move(sender.reason);
    if (!asked.empty()) {
        addAsked(answer, table, asked);
        return answer;
    }
    if (!message.message.header().isWhole() || message.summary.droppedAddresses > 0) {
        answer.refusals.push_back(headerNotRead("Name those who shall get it with --to."));
        return answer;
    }
    addRouted(answer, resolveRecipients(message.summary, table));
    if (answer.envelope.recipients.empty() && answer.refusals.empty())
        addProposed(answer, message, table);
    return answer;
}

std::vector<std::string> envelopeLines(const PlannedEnvelope& envelope, std::string_view run, int attempt)
{
    std::vector<std::string> lines;
    const bool hasSender = isEnvelopeAddress(envelope.sender);
    lines.push_back("x-sender: " + (hasSender ? envelope.sender : std::string("<>")));
    for (const PlannedRecipient& recipient : envelope.recipients)
        if (isEnvelopeAddress(recipient.mailbox))
            lines.push_back("x-receiver: " + recipient.mailbox);
    lines.push_back("X-ConnectorScope: run=" + std::string(run) + "; attempt=" + std::to_string(attempt));
    return lines;
}

std::string envelopeText(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += line + "\r\n";
    return text;
}

std::string tracedRun(const HeaderBlock& header)
{
    const Field* field = header.find(FieldId::XConnectorScope);
    if (field == nullptr)
        return {};
    std::string_view value = header.rawValue(*field);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    constexpr std::string_view key = "run=";
    if (!value.starts_with(key))
        return {};
    value.remove_prefix(key.size());
    const auto end = std::ranges::find_if_not(value, [](char c) { return isDigit(c) || isLetter(c); });
    return std::string(value.begin(), end);
}

std::uint64_t endOfEnvelopeLines(const HeaderBlock& header)
{
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
        const Field& field = header.fields[i];
        if (field.id == FieldId::XConnectorScope)
            return i + 1 < header.fields.size() ? header.fileOffset(header.fields[i + 1].begin) : 0;
        if (field.id != FieldId::XSender && field.id != FieldId::XReceiver)
            return 0;
    }
    return 0;
}

} // namespace connectorscope
