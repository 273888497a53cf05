#include "core/diagnosis/recipient_proposal.h"

#include "core/diagnosis/received.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

bool isDeliveryField(FieldId id)
{
    return id == FieldId::DeliveredTo || id == FieldId::XEnvelopeTo || id == FieldId::XOriginalTo;
}

/// The addresses that fields of delivery name, those of the last delivery first, as they stand in a header.
std::vector<std::string> deliveryTraces(const HeaderBlock& header)
{
    // A hostile message may bring thousands; who it was for stands in the first of them.
    constexpr std::size_t mostTraces = 20;
    std::vector<std::string> traces;
    for (const Field& field : header.fields) {
        if (isDeliveryField(field.id)) {
            for (const Address& address : parseAddressList(header.rawValue(field)).addresses)
                if (address.usable())
                    traces.push_back(address.spec());
        } else if (field.id == FieldId::Received) {
            const Hop hop = readHop(header.rawValue(field));
            if (hop.recipient.find('@') != std::string_view::npos)
                traces.emplace_back(hop.recipient);
        }
        if (traces.size() >= mostTraces) {
            traces.resize(mostTraces);
            break;
        }
    }
    return traces;
}

class Proposals
{
public:
    void add(std::string mailbox, ProposalReason reason, std::string evidence)
    {
        if (!mailbox.empty() &&
            std::ranges::find(m_found, mailbox, &ProposedRecipient::mailbox) == m_found.end())
            m_found.push_back({std::move(mailbox), reason, std::move(evidence)});
    }

    std::vector<ProposedRecipient> take() { return std::move(m_found); }

private:
    std::vector<ProposedRecipient> m_found;
};

/// A user account whose name a trace bears, or the only one whose server took the message.
void proposeAccounts(const HeaderBlock& header, const std::vector<std::string>& traces,
                     const RoutingTable& table, Proposals& proposals)
{
    const std::vector<RoutingTable::UserAccount>& accounts = table.userAccounts();
    for (const std::string& trace : traces)
        for (const RoutingTable::UserAccount& account : accounts)
            if (comparableHost(trace) == account.user)
                proposals.add(account.deliverTo, ProposalReason::AccountTrace, trace);
    for (const Field& field : header.fields) {
        if (field.id != FieldId::Received)
            continue;
        const std::string host = comparableHost(readHop(header.rawValue(field)).by);
        if (host.empty() || std::ranges::count(accounts, host, &RoutingTable::UserAccount::host) != 1)
            continue;
        const auto account = std::ranges::find(accounts, host, &RoutingTable::UserAccount::host);
        proposals.add(account->deliverTo, ProposalReason::AccountTrace, host);
        return;
    }
}

} // namespace

std::string_view toString(ProposalReason reason)
{
    switch (reason) {
    case ProposalReason::DeliveryTrace:
        return "delivery-trace";
    case ProposalReason::AccountTrace:
        return "account-trace";
    case ProposalReason::OnlyAccount:
        return "only-account";
    case ProposalReason::Undeliverable:
        return "undeliverable";
    }
    return {};
}

std::vector<ProposedRecipient> proposeRecipients(const Message& message, const RoutingTable& table)
{
    Proposals proposals;
    if (!message.parts.empty()) {
        const HeaderBlock& header = message.header();
        const std::vector<std::string> traces = deliveryTraces(header);
        for (const std::string& trace : traces)
            proposals.add(table.routeOf(trace).mailbox, ProposalReason::DeliveryTrace, trace);
        proposeAccounts(header, traces, table, proposals);
    }
    if (table.userAccounts().size() == 1)
        proposals.add(table.userAccounts().front().deliverTo, ProposalReason::OnlyAccount, {});
    proposals.add(table.undeliverable(), ProposalReason::Undeliverable, {});
    return proposals.take();
}

std::vector<ProposedRecipient> proposeRecipients(const Message& message, const Diagnosis& diagnosis,
                                                 const RoutingTable& table)
{
    const bool isOpen = std::ranges::any_of(diagnosis.findings, [](const Finding& finding) {
        return finding.cause == CauseId::MissingRecipient || finding.cause == CauseId::NoLocalRecipient ||
               finding.cause == CauseId::UnknownMailbox || finding.cause == CauseId::GroupSyntaxRecipient;
    });
    return isOpen ? proposeRecipients(message, table) : std::vector<ProposedRecipient>();
}

} // namespace connectorscope
