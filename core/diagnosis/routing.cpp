#include "core/diagnosis/routing.h"

#include "core/base/ascii.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// More than any site file needs; a chain that is longer goes round.
constexpr int mostAliasSteps = 32;

constexpr std::string_view transferPrefix = "mspop3connector.";

std::string comparableAddress(std::string_view spec)
{
    std::string address = toAsciiLower(spec);
    while (address.ends_with('.'))
        address.pop_back();
    return address;
}

std::string_view domainOf(std::string_view address)
{
    const std::size_t at = address.rfind('@');
    return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
}

bool requiresRecipient(const Site& site)
{
    if (!site.routing.undeliverable.empty())
        return false;
    if (site.accounts.empty())
        return site.pipeline.transfer == Carrier::BuiltIn;
    return std::ranges::all_of(
        site.accounts, [](const Pop3Account& account) { return account.kind == AccountKind::Global; });
}

} // namespace

std::string_view toString(RouteKind kind)
{
    switch (kind) {
    case RouteKind::Mailbox:
        return "mailbox";
    case RouteKind::Alias:
        return "alias";
    case RouteKind::Rule:
        return "rule";
    case RouteKind::DeadAlias:
        return "dead-alias";
    case RouteKind::NoMailbox:
        return "no-mailbox";
    case RouteKind::NotLocal:
        return "not-local";
    case RouteKind::Transferred:
        return "transferred";
    }
    return {};
}

RoutingTable::RoutingTable(const Site& site)
    : m_anyMailbox(site.routing.mailboxes.empty())
    , m_undeliverable(comparableAddress(site.routing.undeliverable))
    , m_recipientRequired(requiresRecipient(site))
{
    for (const std::string& domain : site.routing.localDomains)
        m_localDomains.insert(comparableHost(domain));
    for (const std::string& host : site.hosts)
        m_hosts.insert(comparableHost(host));
    for (const std::string& mailbox : site.routing.mailboxes)
        m_mailboxes.insert(comparableAddress(mailbox));
    for (const auto& [alias, target] : site.routing.aliases)
        m_aliases.emplace(comparableAddress(alias), comparableAddress(target));
    for (const RoutingRule& rule : site.routing.rules)
        if (!rule.recipientContains.empty())
            m_rules.push_back({toAsciiLower(rule.recipientContains), comparableAddress(rule.deliverTo)});
    for (const Pop3Account& account : site.accounts) {
        m_accountHosts.insert(comparableHost(account.host));
        if (account.kind == AccountKind::User && !account.deliverTo.empty())
            m_userAccounts.push_back({comparableHost(account.host), comparableAddress(account.user),
                                      comparableAddress(account.deliverTo)});
    }
    // What the site file delivers to is a mailbox, unless it is an alias itself.
    const auto addTarget = [this](const std::string& target) {
        if (!target.empty() && !m_aliases.contains(target) && isLocalDomain(domainOf(target)))
            m_mailboxes.insert(target);
    };
    addTarget(m_undeliverable);
    for (const UserAccount& account : m_userAccounts)
        addTarget(account.deliverTo);
    for (const Rule& rule : m_rules)
        addTarget(rule.mailbox);
    for (const auto& [alias, target] : m_aliases)
        addTarget(target);
}

bool RoutingTable::isLocalDomain(std::string_view domain) const
{
    return m_localDomains.contains(comparableHost(domain));
}

bool RoutingTable::isOwnHost(std::string_view host) const
{
    return m_hosts.contains(comparableHost(host));
}

bool RoutingTable::isAccountHost(std::string_view host) const
{
    return m_accountHosts.contains(comparableHost(host));
}

/// Follows the aliases of an address in comparable form.
Route RoutingTable::resolve(std::string address) const
{
    Route route;
    bool isAlias = false;
    for (int step = 0;; ++step) {
        const auto alias = m_aliases.find(address);
        if (alias == m_aliases.end())
            break;
        isAlias = true;
        if (step == mostAliasSteps) {
            route.kind = RouteKind::DeadAlias;
            return route;
        }
        address = alias->second;
    }
    if (!m_localDomains.contains(domainOf(address))) {
        route.kind = isAlias ? RouteKind::DeadAlias : RouteKind::NotLocal;
        return route;
    }
    if (!m_anyMailbox && !m_mailboxes.contains(address)) {
        route.kind = RouteKind::NoMailbox;
        return route;
    }
    route.kind = isAlias ? RouteKind::Alias : RouteKind::Mailbox;
    route.mailbox = std::move(address);
    return route;
}

Route RoutingTable::routeOf(std::string_view localPart, std::string_view domain) const
{
    std::string address;
    address.reserve(localPart.size() + 1 + domain.size());
    address.append(localPart).append(1, '@').append(domain);
    return routeOf(address);
}

Route RoutingTable::routeOf(std::string_view spec) const
{
    std::string address = comparableAddress(spec);
    Route route;
    if (address.starts_with(transferPrefix)) {
        route.kind = RouteKind::Transferred;
    } else {
        const auto rule = std::ranges::find_if(m_rules, [&](const Rule& candidate) {
            return address.find(candidate.contains) != std::string::npos;
        });
        if (rule == m_rules.end()) {
            route = resolve(std::move(address));
        } else {
            // A rule may deliver to an alias. One that leads nowhere leaves its mail without a mailbox.
            route = resolve(rule->mailbox);
            if (!route.mailbox.empty())
                route.kind = RouteKind::Rule;
            else
                route.kind = RouteKind::DeadAlias;
            route.rule = rule->contains;
        }
    }
    route.address = spec;
    return route;
}

Routes resolveRecipients(const Summary& summary, const RoutingTable& table)
{
    Routes resolved;
    for (const AddressField& in : summary.addressFields) {
        if (in.id != FieldId::To && in.id != FieldId::Cc)
            continue;
        for (const Address& address : in.list.addresses) {
            if (!address.usable())
                continue;
            Route& route = resolved.routes.emplace_back(table.routeOf(address.localPart, address.domain));
            route.field = in.field;
            route.position = address.position;
            route.length = address.length;
            if (!route.mailbox.empty())
                resolved.mailboxes.push_back(route.mailbox);
        }
    }
    if (resolved.mailboxes.size() > 1) {
        // Each once, by the set of those that came before.
        std::set<std::string_view> seen;
        std::vector<std::string> once;
        for (const std::string& mailbox : resolved.mailboxes)
            if (seen.insert(mailbox).second)
                once.push_back(mailbox);
        resolved.mailboxes = std::move(once);
    }
    return resolved;
}

bool isOfTransfer(const Address& address)
{
    return toAsciiLower(std::string_view(address.localPart).substr(0, transferPrefix.size())) ==
           transferPrefix;
}

std::string comparableHost(std::string_view host)
{
    std::string comparable = toAsciiLower(host);
    while (comparable.ends_with('.'))
        comparable.pop_back();
    return comparable;
}

} // namespace connectorscope
