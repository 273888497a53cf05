#pragma once

#include "core/message/summary.h"
#include "core/site/site.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What became of one address of To or Cc.
enum class RouteKind : std::uint8_t
{
    Mailbox,     ///< it is one
    Alias,       ///< an alias, or a chain of them, leads to a mailbox
    Rule,        ///< a routing rule names the mailbox
    DeadAlias,   ///< its aliases go round, or lead out of the local domains
    NoMailbox,   ///< in a local domain, but no mailbox has it
    NotLocal,    ///< in somebody else's domain
    Transferred, ///< made by an earlier transfer ("mspop3connector.sales@contoso.local"): not looked up
};

/// "mailbox", "alias" ...: the word that output and journal use.
std::string_view toString(RouteKind kind);

/// The way of one address: why it goes where it goes.
struct Route
{
    RouteKind kind = RouteKind::NotLocal;
    std::string address;        ///< as the message writes it: local@domain
    std::string mailbox;        ///< lower case; empty where it leads to none
    std::size_t field = 0;      ///< index into the message's own header fields
    std::size_t position = 0;   ///< in the field's raw value
    std::size_t length = 0;     ///< of the address and its name there
    std::string_view rule = {}; ///< with RouteKind::Rule: what it looks for; lives as long as the table

    /// The address belongs to the site, though nobody has it.
    bool isUnknown() const { return kind == RouteKind::NoMailbox || kind == RouteKind::DeadAlias; }
};

/// Where a message goes by its To and Cc; Bcc is not looked at, as in a global mailbox.
struct Routes
{
    std::vector<Route> routes;          ///< of the usable addresses, in their order
    std::vector<std::string> mailboxes; ///< each once, in the order in which they are first named
};

/// What a site says about recipients, made ready for many look-ups: one table a site, made once and shared.
/// Immutable, so any number of threads may ask it; it owns what it knows and does not need the Site any more.
///
/// Addresses and domains are compared in lower case. With `routing.mailboxes` empty, each address in a local
/// domain is a mailbox. Otherwise those are, and each address that the site file delivers to: of
/// `undeliverable`, accounts, rules and aliases.
class RoutingTable
{
public:
    explicit RoutingTable(const Site& site);

    /// The way of one address. A rule comes before all else and may take addresses of any domain.
    Route routeOf(std::string_view localPart, std::string_view domain) const;
    /// The same of "local@domain"; NotLocal where that is no address.
    Route routeOf(std::string_view spec) const;

    /// Without local domains nothing can be said about who is local.
    bool knowsLocalDomains() const { return !m_localDomains.empty(); }
    bool isLocalDomain(std::string_view domain) const;
    /// One of the server's own names; a dot at the end does not matter.
    bool isOwnHost(std::string_view host) const;
    /// A POP3 server that the site fetches from.
    bool isAccountHost(std::string_view host) const;
    /// A message without a recipient goes nowhere: every account is global, and nobody takes what is
    /// undeliverable. Of a connector whose accounts are not listed that is not known, hence false.
    bool recipientRequired() const { return m_recipientRequired; }
    const std::string& undeliverable() const { return m_undeliverable; }

    /// A user account: whatever it holds is for one mailbox.
    struct UserAccount
    {
        std::string host;      ///< lower case
        std::string user;      ///< lower case; often the account's address
        std::string deliverTo; ///< lower case
    };
    const std::vector<UserAccount>& userAccounts() const { return m_userAccounts; }

private:
    using Names = std::set<std::string, std::less<>>;

    struct Rule
    {
        std::string contains; ///< lower case
        std::string mailbox;
    };

    Route resolve(std::string address) const;

    Names m_localDomains;
    Names m_mailboxes;
    bool m_anyMailbox = true;
    std::map<std::string, std::string, std::less<>> m_aliases;
    std::vector<Rule> m_rules;
    Names m_hosts;
    Names m_accountHosts;
    std::vector<UserAccount> m_userAccounts;
    std::string m_undeliverable;
    bool m_recipientRequired = false;
};

/// Resolves the recipients of a message. Pure; linear in the addresses.
Routes resolveRecipients(const Summary& summary, const RoutingTable& table);

/// An address that the connector's transfer has made: its local part begins with "mspop3connector.".
bool isOfTransfer(const Address& address);

/// ASCII letters in lower case, and no dot at the end: how domains and hosts are compared.
std::string comparableHost(std::string_view host);

} // namespace connectorscope
