#include "core/diagnosis/filters.h"

#include "core/base/ascii.h"
#include "core/base/escape.h"
#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/received.h"
#include "core/diagnosis/spam_marks.h"

#include <array>

namespace connectorscope {

namespace {

constexpr std::array<std::string_view, 4> filterWords = {"recipient", "sender", "connection", "content"};
constexpr std::size_t longestQuoted = 320;

/// What comes from outside, fit for a sentence.
std::string quotedInReason(std::string_view text)
{
    return escapeControls(text.substr(0, longestQuoted));
}

FilterVerdict verdictAt(const HeaderBlock& header, const Field& field, BypassedFilter filter,
                        std::string reason)
{
    FilterVerdict verdict;
    verdict.filter = filter;
    verdict.reason = std::move(reason);
    verdict.offset = header.fileOffset(field.begin);
    verdict.length = field.end - field.begin;
    verdict.line = header.fileLine(field);
    verdict.evidence = quoteEvidence(header.wholeField(field));
    return verdict;
}

} // namespace

std::string_view toString(BypassedFilter filter)
{
    return filterWords.at(static_cast<std::size_t>(filter));
}

std::optional<BypassedFilter> bypassedFilterOf(std::string_view text)
{
    for (std::size_t i = 0; i < filterWords.size(); ++i)
        if (filterWords.at(i) == text)
            return static_cast<BypassedFilter>(i);
    return std::nullopt;
}

BypassedFilters::BypassedFilters(const FilterSettings& settings, std::shared_ptr<const RoutingTable> routing)
    : m_blockBlankSender(settings.blockBlankSender)
    , m_routing(std::move(routing))
{
    for (const std::string& sender : settings.blockedSenders)
        m_blockedSenders.insert(toAsciiLower(sender));
    for (const std::string& text : settings.blockedNetworks)
        if (const auto network = readIpNetwork(text))
            m_blockedNetworks.emplace_back(*network, text);
    for (const std::string& line : settings.spamHeaders) {
        const std::size_t colon = line.find(':');
        m_spamHeaders.push_back(
            {toAsciiLower(line.substr(0, colon)),
             colon == std::string::npos
                 ? std::string()
                 : toAsciiLower(withoutBlanks(std::string_view(line).substr(colon + 1)))});
    }
}

std::vector<FilterVerdict> BypassedFilters::judge(const Message& message, const Summary& summary) const
{
    std::vector<FilterVerdict> verdicts;
    if (message.parts.empty())
        return verdicts;
    const HeaderBlock& header = message.header();
    const auto add = [&](std::optional<FilterVerdict> verdict) {
        if (verdict)
            verdicts.push_back(std::move(*verdict));
    };
    add(recipientVerdict(header, summary));
    add(senderVerdict(header, summary));
    add(connectionVerdict(header));
    add(contentVerdict(header));
    return verdicts;
}

std::optional<FilterVerdict> BypassedFilters::recipientVerdict(const HeaderBlock& header,
                                                               const Summary& summary) const
{
    if (!m_routing->knowsLocalDomains())
        return std::nullopt;
    const Routes routes = resolveRecipients(summary, *m_routing);
    std::optional<FilterVerdict> verdict;
    for (const Route& route : routes.routes) {
        if (!route.isUnknown())
            continue;
        if (verdict) {
            ++verdict->count;
            continue;
        }
        const Field& field = header.fields[route.field];
        verdict =
            verdictAt(header, field, BypassedFilter::Recipient,
                      "Recipient Filtering: there is no mailbox " + quotedInReason(route.address) + ".");
        const std::size_t begin = field.valueBegin + route.position;
        verdict->offset = header.fileOffset(static_cast<std::uint32_t>(begin));
        verdict->length = route.length;
        verdict->evidence = quoteEvidence(std::string_view(header.bytes).substr(begin, route.length));
    }
    if (verdict)
        verdict->stops = routes.mailboxes.empty();
    return verdict;
}

bool BypassedFilters::isBlocked(const Address& sender, std::string& by) const
{
    by = toAsciiLower(sender.spec());
    if (m_blockedSenders.contains(by))
        return true;
    by = "@" + comparableHost(sender.domain);
    return m_blockedSenders.contains(by);
}

std::optional<FilterVerdict> BypassedFilters::senderVerdict(const HeaderBlock& header,
                                                            const Summary& summary) const
{
    if (m_blockedSenders.empty() && !m_blockBlankSender)
        return std::nullopt;
    const auto blockedBy = [&](const Field& field, const AddressList& list) -> std::optional<FilterVerdict> {
        std::string by;
        for (const Address& address : list.addresses)
            if (address.usable() && isBlocked(address, by))
                return verdictAt(header, field, BypassedFilter::Sender,
                                 "Sender Filtering: " + quotedInReason(by) + " is blocked.");
        return std::nullopt;
    };
    const Field* const path = header.find(FieldId::ReturnPath);
    const AddressList envelope = path != nullptr ? parseAddressList(header.rawValue(*path)) : AddressList();
    if (path != nullptr && !m_blockedSenders.empty())
        if (auto verdict = blockedBy(*path, envelope))
            return verdict;
    bool isNamed = envelope.usableCount() > 0;
    for (const AddressField& field : summary.addressFields) {
        if (field.id != FieldId::From && field.id != FieldId::Sender)
            continue;
        isNamed = isNamed || field.list.usableCount() > 0;
        if (!m_blockedSenders.empty())
            if (auto verdict = blockedBy(header.fields[field.field], field.list))
                return verdict;
    }
    if (!m_blockBlankSender || (isNamed && !envelope.nullPath))
        return std::nullopt;
    const std::string reason = "Sender Filtering: it has no sender.";
    if (envelope.nullPath)
        return verdictAt(header, *path, BypassedFilter::Sender, reason);
    FilterVerdict missing;
    missing.filter = BypassedFilter::Sender;
    missing.reason = reason;
    missing.offset = header.offset;
    missing.line = header.line;
    return missing;
}

std::optional<FilterVerdict> BypassedFilters::connectionVerdict(const HeaderBlock& header) const
{
    if (m_blockedNetworks.empty())
        return std::nullopt;
    for (const Field& field : header.fields) {
        if (field.id != FieldId::Received)
            continue;
        const Hop hop = readHop(header.rawValue(field));
        const std::string_view host = connectedHost(hop);
        const std::string_view text = publicAddressIn(hop.from);
        // Fetching from the provider, or handing over inside of the site, was no connection from outside.
        if (text.empty() || m_routing->isOwnHost(host) || m_routing->isAccountHost(host))
            continue;
        // Lines below it were written outside: whoever connected may have made them up.
        const auto address = readIpAddress(text);
        for (const auto& [network, name] : m_blockedNetworks)
            if (address && network.contains(*address))
                return verdictAt(header, field, BypassedFilter::Connection,
                                 "Connection Filtering: " + std::string(text) +
                                     " lies in the blocked network " + name + ".");
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<FilterVerdict> BypassedFilters::contentVerdict(const HeaderBlock& header) const
{
    const Field* marked = nullptr;
    const Field* scored = nullptr;
    bool isHam = false;
    for (const Field& field : header.fields) {
        if (field.id != FieldId::Other)
            continue;
        const std::string_view name = header.name(field);
        const std::string_view value = header.rawValue(field);
        for (const SpamHeader& known : m_spamHeaders)
            if (marked == nullptr && equalsIgnoringCase(name, known.name) &&
                beginsWithWords(withoutBlanks(value), known.value))
                marked = &field;
        switch (spamMarkOf(name, value)) {
        case SpamMark::Spam:
            marked = marked != nullptr ? marked : &field;
            break;
        case SpamMark::HighScore:
            scored = scored != nullptr ? scored : &field;
            break;
        case SpamMark::Ham:
            isHam = true;
            break;
        case SpamMark::None:
            break;
        }
    }
    const Field* const proof = marked != nullptr ? marked : isHam ? nullptr : scored;
    if (proof == nullptr)
        return std::nullopt;
    return verdictAt(header, *proof, BypassedFilter::Content,
                     "Content filter: the provider's spam filter has marked it (" +
                         quotedInReason(header.name(*proof)) + ").");
}

} // namespace connectorscope
