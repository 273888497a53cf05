#include "core/diagnosis/received.h"
#include "core/diagnosis/routing.h"
#include "core/diagnosis/rules.h"
#include "core/message/field_kinds.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace connectorscope {

namespace {

constexpr std::size_t loopAppearances = 5;

/// What To, Cc and Bcc hold together.
struct RecipientSightings
{
    HeaderSighting noAddress; ///< text that is no address
    HeaderSighting unbalancedQuote;
    HeaderSighting group;
    HeaderSighting beyondLimit;
    HeaderSighting transferred; ///< an address that the transfer has made
    HeaderSighting blindCopy;   ///< an address in Bcc
    const Field* firstField = nullptr;
    std::size_t usable = 0;
};

void lookAtAddresses(const AddressField& in, const Field& field, std::size_t limit, RecipientSightings& seen)
{
    for (const Address& address : in.list.addresses) {
        const std::size_t begin = field.valueBegin + address.position;
        if (!address.usable())
            continue; // it stands among the issues
        if (++seen.usable > limit)
            seen.beyondLimit.add(field, begin, address.length);
        if (isOfTransfer(address))
            seen.transferred.add(field, begin, address.length);
        if (in.id == FieldId::Bcc)
            seen.blindCopy.add(field, begin, address.length);
    }
}

void lookAtFaults(const AddressField& in, const HeaderBlock& header, const Field& field,
                  RecipientSightings& seen)
{
    for (const AddressIssue& issue : in.list.issues) {
        HeaderSighting& sighting =
            issue.fault == AddressFault::UnbalancedQuote ? seen.unbalancedQuote : seen.noAddress;
        sighting.add(field, field.valueBegin + issue.position, issue.length);
    }
    for (const AddressGroup& group : in.list.groups)
        seen.group.add(field, field.valueBegin + group.position, group.length);
    if (in.list.nullPath)
        seen.noAddress.addValue(header, field);
}

RecipientSightings lookAtRecipients(const Case& c)
{
    const HeaderBlock& header = c.message.header();
    const bool isCut = headerIsCut(c.message);
    RecipientSightings seen;
    for (const AddressField& in : c.summary.addressFields) {
        if (!isRecipientField(in.id))
            continue;
        const Field& field = header.fields[in.field];
        if (seen.firstField == nullptr)
            seen.firstField = &field;
        lookAtAddresses(in, field, c.context.recipients, seen);
        if (!isCut || &field != &header.fields.back())
            lookAtFaults(in, header, field, seen);
    }
    if (seen.beyondLimit)
        seen.beyondLimit.count += c.summary.droppedAddresses;
    return seen;
}

void judgeMissingRecipient(Case& c, const Field* emptyField)
{
    if (headerIsCut(c.message))
        return;
    const auto severity = c.context.recipientRequired ? std::nullopt : std::optional(Severity::Risk);
    if (emptyField == nullptr) {
        reportMissing(c, CauseId::MissingRecipient, severity);
        return;
    }
    HeaderSighting empty;
    empty.addValue(c.message.header(), *emptyField);
    report(c, CauseId::MissingRecipient, 0, empty, Quote::Bytes, severity);
}

/// An address that the transfer has made, else the hop by which one of the site's own servers took the
/// message from its pickup folder.
void judgeTransferred(Case& c, const RecipientSightings& seen)
{
    if (!isBeforeTransfer(c.context))
        return;
    if (seen.transferred) {
        report(c, CauseId::AlreadyTransferred, 0, seen.transferred);
        return;
    }
    if (c.context.routing == nullptr)
        return;
    const HeaderBlock& header = c.message.header();
    HeaderSighting pickups;
    for (const Field& field : header.fields) {
        if (field.id != FieldId::Received)
            continue;
        const Hop hop = readHop(header.rawValue(field));
        if (isPickup(hop) && c.context.routing->isOwnHost(hop.by))
            pickups.add(field);
    }
    if (pickups)
        report(c, CauseId::AlreadyTransferred, 0, pickups);
}

/// Whether To and Cc lead to a mailbox of the site.
void judgeRouting(Case& c, const RecipientSightings& seen)
{
    const RoutingTable* table = c.context.routing.get();
    if (table == nullptr || !table->knowsLocalDomains() || !isBeforeTransfer(c.context) ||
        headerIsCut(c.message))
        return;
    const HeaderBlock& header = c.message.header();
    const Routes resolved = resolveRecipients(c.summary, *table);
    HeaderSighting unknown;
    HeaderSighting notLocal;
    for (const Route& route : resolved.routes) {
        const Field& field = header.fields[route.field];
        if (route.isUnknown())
            unknown.add(field, field.valueBegin + route.position, route.length);
        else if (route.kind == RouteKind::NotLocal)
            notLocal.add(field, field.valueBegin + route.position, route.length);
    }
    const bool reachesNobody = resolved.mailboxes.empty();
    const auto severity =
        c.context.recipientRequired && reachesNobody ? std::nullopt : std::optional(Severity::Risk);
    if (unknown)
        report(c, CauseId::UnknownMailbox, 0, unknown, Quote::Bytes, severity);
    else if (reachesNobody && notLocal)
        report(c, CauseId::NoLocalRecipient, 0, notLocal, Quote::Bytes, severity);
    else if (reachesNobody && seen.blindCopy && !seen.group) // a group says by itself that nobody is named
        report(c, CauseId::NoLocalRecipient, 0, seen.blindCopy, Quote::Bytes, severity);
}

void judgeAddresses(Case& c)
{
    const RecipientSightings seen = lookAtRecipients(c);
    if (seen.usable == 0) {
        if (seen.noAddress)
            report(c, CauseId::InvalidRecipient, 0, seen.noAddress);
        else if (seen.unbalancedQuote)
            report(c, CauseId::InvalidRecipient, 0, seen.unbalancedQuote);
        else if (!seen.group)
            judgeMissingRecipient(c, seen.firstField);
    }
    if (seen.unbalancedQuote)
        report(c, CauseId::UnbalancedQuote, 0, seen.unbalancedQuote, Quote::ToLineEnd);
    if (seen.group)
        report(c, CauseId::GroupSyntaxRecipient, 0, seen.group);
    if (seen.beyondLimit)
        report(c, CauseId::TooManyRecipients, 0, seen.beyondLimit);
    judgeTransferred(c, seen);
    // What was transferred before has gone to its mailbox: it needs no other recipient.
    if (seen.usable > 0 && !c.has(CauseId::AlreadyTransferred))
        judgeRouting(c, seen);
}

bool isLocalHost(std::string_view host)
{
    return startsWithIgnoringCase(host, "localhost") || host.starts_with("127.") ||
           host.starts_with("[127.") || host == "::1" || startsWithIgnoringCase(host, "[ipv6:::1]");
}

/// A machine that hands mail to its own filters and lists names itself more than once and goes round nowhere:
/// "from mx.example.org (localhost [127.0.0.1]) by mx.example.org".
bool isInsideOneMachine(const Hop& hop)
{
    if (isLocalHost(hop.by))
        return true;
    std::size_t begin = 0;
    while (begin < hop.from.size()) {
        const std::size_t end = std::min(hop.from.find_first_of(" \t\r\n()@", begin), hop.from.size());
        if (isLocalHost(hop.from.substr(begin, end - begin)))
            return true;
        begin = end + 1;
    }
    return false;
}

/// The Received fields of the host that stands in most of them. A POP3 server that the site fetches from is
/// passed by every message, by some more than once.
HeaderSighting busiestHost(const HeaderBlock& header, const RoutingTable* table)
{
    std::vector<std::pair<std::string, const Field*>> hops;
    for (const Field& field : header.fields) {
        if (field.id != FieldId::Received)
            continue;
        const Hop hop = readHop(header.rawValue(field));
        if (hop.by.empty() || isInsideOneMachine(hop) || (table != nullptr && table->isAccountHost(hop.by)))
            continue;
        hops.emplace_back(comparableHost(hop.by), &field);
    }
    std::ranges::stable_sort(hops, {}, [](const auto& hop) -> std::string_view { return hop.first; });
    HeaderSighting busiest;
    for (std::size_t i = 0; i < hops.size();) {
        HeaderSighting host;
        const std::size_t first = i;
        for (; i < hops.size() && hops[i].first == hops[first].first; ++i)
            host.add(*hops[i].second);
        if (host.count > busiest.count)
            busiest = host;
    }
    return busiest;
}

void judgeHops(Case& c)
{
    const HeaderBlock& header = c.message.header();
    HeaderSighting hops;
    for (const Field& field : header.fields)
        if (field.id == FieldId::Received)
            hops.add(field);
    if (hops.count < loopAppearances)
        return;
    const HeaderSighting sameHost = busiestHost(header, c.context.routing.get());
    if (sameHost.count >= loopAppearances)
        report(c, CauseId::MailLoop, 0, sameHost);
    else if (hops.count > c.context.receivedHops)
        report(c, CauseId::MailLoop, 0, hops, Quote::Bytes, severityOfLimit(c));
}

} // namespace

void judgeRecipients(Case& c)
{
    judgeAddresses(c);
    judgeHops(c);
}

} // namespace connectorscope
