#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/routing.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What speaks for a proposed recipient. In the order of weight.
enum class ProposalReason : std::uint8_t
{
    DeliveryTrace, ///< Delivered-To, X-Envelope-To, X-Original-To or `Received ... for` names it
    AccountTrace,  ///< such a field, or the POP3 server in Received, names the user account it belongs to
    OnlyAccount,   ///< the site has one user account, and this is its mailbox
    Undeliverable  ///< the site's own choice for mail that nobody else takes
};

/// "delivery-trace" ...: the word that output and journal use.
std::string_view toString(ProposalReason reason);

struct ProposedRecipient
{
    std::string mailbox; ///< lower case
    ProposalReason reason = ProposalReason::Undeliverable;
    std::string evidence; ///< the address or host that says so, as the message has it; may be empty
};

/// Who a message is probably for when its To and Cc do not tell (`missing-recipient`, `no-local-recipient`,
/// `unknown-mailbox`, `group-syntax-recipient`). The most certain first, each mailbox once; empty when
/// nothing speaks for anybody. Only for a person, or a rule that a person has made, to choose from: the
/// fields it reads are no proof, since everybody on the way can write them.
std::vector<ProposedRecipient> proposeRecipients(const Message& message, const RoutingTable& table);

/// The same where one of those causes was found; empty where the message itself tells who gets it.
std::vector<ProposedRecipient> proposeRecipients(const Message& message, const Diagnosis& diagnosis,
                                                 const RoutingTable& table);

} // namespace connectorscope
