#pragma once

#include "core/base/ip_address.h"
#include "core/diagnosis/routing.h"
#include "core/message/message.h"
#include "core/message/summary.h"
#include "core/site/site.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace connectorscope {

/// A filter of Exchange 2003 that mail of a connector passes by.
enum class BypassedFilter : std::uint8_t
{
    Recipient,  ///< Recipient Filtering: no such mailbox
    Sender,     ///< Sender Filtering: a blocked sender, or none at all
    Connection, ///< Connection Filtering: the address that connected lies in a blocked network
    Content     ///< what the provider's spam filter has written into the header
};

/// "recipient", "sender" ...: the word that output and journal use.
std::string_view toString(BypassedFilter filter);
std::optional<BypassedFilter> bypassedFilterOf(std::string_view text);

/// What a bypassed filter would have said of a message.
struct FilterVerdict
{
    BypassedFilter filter = BypassedFilter::Recipient;
    /// It would have stopped the message; false: only for one of those who get it.
    bool stops = true;
    std::string reason;       ///< for people, a sentence without its beginning: "Sender Filtering: ..."
    std::uint64_t offset = 0; ///< of what proves it, in the file
    std::uint64_t length = 0; ///< 0 where something is missing
    std::uint64_t line = 1;
    std::uint64_t count = 1; ///< how often it is so; the first is shown
    std::string evidence;    ///< as Finding::evidence

    bool operator==(const FilterVerdict&) const = default;
};

/// The filters of a site, made ready for many messages: made once and shared. Immutable, so any number of
/// threads may ask it; it does not need the Site any more.
class BypassedFilters
{
public:
    /// The routing is that of the site.
    BypassedFilters(const FilterSettings& settings, std::shared_ptr<const RoutingTable> routing);

    /// What they would have said, in the order of the filters, each at most once; empty where all would have
    /// let it pass. Linear in the header. Everything that it reads may be forged, but for the Received lines
    /// of the provider: it tells what would have been stopped, and is no proof of anything.
    std::vector<FilterVerdict> judge(const Message& message, const Summary& summary) const;

private:
    std::optional<FilterVerdict> recipientVerdict(const HeaderBlock& header, const Summary& summary) const;
    std::optional<FilterVerdict> senderVerdict(const HeaderBlock& header, const Summary& summary) const;
    std::optional<FilterVerdict> connectionVerdict(const HeaderBlock& header) const;
    std::optional<FilterVerdict> contentVerdict(const HeaderBlock& header) const;
    bool isBlocked(const Address& sender, std::string& by) const;

    struct SpamHeader
    {
        std::string name;  ///< lower case
        std::string value; ///< lower case; the field's value begins with it
    };

    std::set<std::string, std::less<>> m_blockedSenders; ///< lower case
    bool m_blockBlankSender = false;
    std::vector<std::pair<IpNetwork, std::string>> m_blockedNetworks; ///< and how the site writes it
    std::vector<SpamHeader> m_spamHeaders;
    std::shared_ptr<const RoutingTable> m_routing;
};

} // namespace connectorscope
