#include "core/diagnosis/routing.h"

#include "core/message/message_reader.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Site contoso()
{
    Site site;
    site.routing.localDomains = {"contoso.com"};
    site.routing.mailboxes = {"anna@contoso.com", "sales@contoso.com"};
    return site;
}

Pop3Account account(AccountKind kind, const std::string& deliverTo = {})
{
    Pop3Account made;
    made.host = "POP.provider.example";
    made.kind = kind;
    made.deliverTo = deliverTo;
    return made;
}

Routes resolve(std::string_view headers, const Site& site)
{
    return resolveRecipients(summarise(readMessage(std::string(headers) + "\r\nText.\r\n")),
                             RoutingTable(site));
}

TEST(Routing, FindsAMailboxWhateverTheCaseOfItsLetters)
{
    Site site = contoso();
    site.routing.localDomains = {"Contoso.COM."};
    site.routing.mailboxes = {"Anna@Contoso.com"};
    const Route route = RoutingTable(site).routeOf("ANNA@contoso.COM");
    EXPECT_EQ(route.kind, RouteKind::Mailbox);
    EXPECT_EQ(route.mailbox, "anna@contoso.com");
    EXPECT_EQ(route.address, "ANNA@contoso.COM");
}

TEST(Routing, TakesEachAddressOfALocalDomainWhereNoMailboxIsListed)
{
    Site site = contoso();
    site.routing.mailboxes.clear();
    site.routing.undeliverable = "administrator@contoso.com";
    EXPECT_EQ(RoutingTable(site).routeOf("anybody@contoso.com").kind, RouteKind::Mailbox);
    EXPECT_EQ(RoutingTable(site).routeOf("anybody@sub.contoso.com").kind, RouteKind::NotLocal);
}

TEST(Routing, TellsUnknownMailboxesFromForeignOnes)
{
    const RoutingTable table(contoso());
    EXPECT_EQ(table.routeOf("frank@contoso.com").kind, RouteKind::NoMailbox);
    EXPECT_EQ(table.routeOf("frank@example.org").kind, RouteKind::NotLocal);
    EXPECT_EQ(table.routeOf("no address").kind, RouteKind::NotLocal);
}

TEST(Routing, FollowsAliasesToTheirEnd)
{
    Site site = contoso();
    site.routing.aliases = {{"info@contoso.com", "office@contoso.com"},
                            {"office@contoso.com", "Anna@contoso.com"},
                            {"shop@example.org", "sales@contoso.com"}};
    const RoutingTable table(site);
    EXPECT_EQ(table.routeOf("Info@contoso.com").kind, RouteKind::Alias);
    EXPECT_EQ(table.routeOf("Info@contoso.com").mailbox, "anna@contoso.com");
    EXPECT_EQ(table.routeOf("shop@example.org").mailbox, "sales@contoso.com");
}

TEST(Routing, EndsWithAliasesThatGoRound)
{
    Site site = contoso();
    site.routing.aliases = {{"a@contoso.com", "b@contoso.com"},
                            {"b@contoso.com", "c@contoso.com"},
                            {"c@contoso.com", "a@contoso.com"},
                            {"self@contoso.com", "self@contoso.com"}};
    const RoutingTable table(site);
    EXPECT_EQ(table.routeOf("a@contoso.com").kind, RouteKind::DeadAlias);
    EXPECT_EQ(table.routeOf("self@contoso.com").kind, RouteKind::DeadAlias);
    EXPECT_EQ(table.routeOf("self@contoso.com").mailbox, "");
}

TEST(Routing, LeadsNoMailOutOfTheLocalDomains)
{
    Site site = contoso();
    site.routing.aliases = {{"frank@contoso.com", "frank@example.org"}};
    EXPECT_EQ(RoutingTable(site).routeOf("frank@contoso.com").kind, RouteKind::DeadAlias);
}

TEST(Routing, LetsTheFirstRuleThatFitsDecide)
{
    Site site = contoso();
    site.routing.aliases = {{"team@contoso.com", "anna@contoso.com"}};
    site.routing.rules = {{"Gardeners@", "team@contoso.com"}, {"@lists.", "sales@contoso.com"}};
    const RoutingTable table(site);
    const Route route = table.routeOf("gardeners@lists.example.org");
    EXPECT_EQ(route.kind, RouteKind::Rule);
    EXPECT_EQ(route.mailbox, "anna@contoso.com");
    EXPECT_EQ(route.rule, "gardeners@");
    EXPECT_EQ(table.routeOf("other@lists.example.org").mailbox, "sales@contoso.com");
}

TEST(Routing, HasARuleComeBeforeTheMailboxItself)
{
    Site site = contoso();
    site.routing.rules = {{"sales@", "anna@contoso.com"}};
    EXPECT_EQ(RoutingTable(site).routeOf("sales@contoso.com").mailbox, "anna@contoso.com");
}

TEST(Routing, TakesWhatTheSiteFileDeliversToForMailboxes)
{
    Site site = contoso();
    site.routing.undeliverable = "administrator@contoso.com";
    site.routing.aliases = {{"info@contoso.com", "office@contoso.com"}};
    site.routing.rules = {{"list@", "lists@contoso.com"}};
    site.accounts = {account(AccountKind::User, "fax@contoso.com")};
    const RoutingTable table(site);
    for (const char* address :
         {"administrator@contoso.com", "office@contoso.com", "lists@contoso.com", "fax@contoso.com"})
        EXPECT_EQ(table.routeOf(address).kind, RouteKind::Mailbox) << address;
}

TEST(Routing, ReadsToAndCcButNotBcc)
{
    const Routes routes = resolve("To: Anna <anna@contoso.com>\r\nCc: sales@contoso.com, x@example.org\r\n"
                                  "Bcc: frank@contoso.com\r\n",
                                  contoso());
    ASSERT_EQ(routes.routes.size(), 3U);
    EXPECT_EQ(routes.routes[1].address, "sales@contoso.com");
    EXPECT_EQ(routes.routes[1].field, 1U);
    EXPECT_EQ(routes.routes[2].kind, RouteKind::NotLocal);
    EXPECT_THAT(routes.mailboxes, ElementsAre("anna@contoso.com", "sales@contoso.com"));
}

TEST(Routing, NamesEachMailboxOnce)
{
    Site site = contoso();
    site.routing.aliases = {{"info@contoso.com", "anna@contoso.com"}};
    EXPECT_THAT(
        resolve("To: info@contoso.com, sales@contoso.com\r\nCc: anna@contoso.com\r\n", site).mailboxes,
        ElementsAre("anna@contoso.com", "sales@contoso.com"));
}

TEST(Routing, LooksUpNoAddressOfAnEarlierTransfer)
{
    const Routes routes =
        resolve("To: \"IMB Recipient 1\" <MSPop3Connector.anna@contoso.com>\r\n", contoso());
    ASSERT_EQ(routes.routes.size(), 1U);
    EXPECT_EQ(routes.routes.front().kind, RouteKind::Transferred);
    EXPECT_THAT(routes.mailboxes, IsEmpty());
}

TEST(Routing, RequiresARecipientWhereOnlyGlobalAccountsAreAndNobodyTakesTheRest)
{
    Site site = contoso();
    site.accounts = {account(AccountKind::Global), account(AccountKind::Global)};
    EXPECT_TRUE(RoutingTable(site).recipientRequired());
    site.routing.undeliverable = "administrator@contoso.com";
    EXPECT_FALSE(RoutingTable(site).recipientRequired());
    site.routing.undeliverable.clear();
    site.accounts.push_back(account(AccountKind::User, "anna@contoso.com"));
    EXPECT_FALSE(RoutingTable(site).recipientRequired());
}

TEST(Routing, DoesNotKnowTheAccountsOfAConnectorThatListsNone)
{
    Site site = contoso();
    EXPECT_FALSE(RoutingTable(site).recipientRequired());
    site.pipeline.transfer = Carrier::BuiltIn;
    EXPECT_TRUE(RoutingTable(site).recipientRequired());
}

TEST(Routing, KnowsItsHostsWhateverTheCaseAndADotAtTheEnd)
{
    Site site = contoso();
    site.hosts = {"server.contoso.local"};
    site.accounts = {account(AccountKind::Global)};
    const RoutingTable table(site);
    EXPECT_TRUE(table.isOwnHost("SERVER.Contoso.local."));
    EXPECT_FALSE(table.isOwnHost("contoso.local"));
    EXPECT_TRUE(table.isAccountHost("pop.provider.example"));
    EXPECT_FALSE(table.isAccountHost(""));
}

} // namespace
} // namespace connectorscope
