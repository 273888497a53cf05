#include "core/diagnosis/recipient_proposal.h"

#include "core/message/message_reader.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Site siteWithSales()
{
    Site site;
    site.routing.localDomains = {"contoso.com"};
    site.routing.mailboxes = {"anna@contoso.com", "bob@contoso.com"};
    return site;
}

Pop3Account userAccount(const std::string& host, const std::string& user, const std::string& deliverTo)
{
    Pop3Account account;
    account.host = host;
    account.user = user;
    account.deliverTo = deliverTo;
    return account;
}

/// "mailbox reason", in order.
std::vector<std::string> propose(const Site& site, const std::string& headers)
{
    std::vector<std::string> proposed;
    for (const ProposedRecipient& recipient :
         proposeRecipients(readMessage(headers + "From: c@example.org\r\n\r\nText.\r\n"), RoutingTable(site)))
        proposed.push_back(recipient.mailbox + " " + std::string(toString(recipient.reason)));
    return proposed;
}

TEST(RecipientProposal, TrustsTheFieldsOfTheDeliveryMost)
{
    Site site = siteWithSales();
    site.routing.undeliverable = "bob@contoso.com";
    for (const char* field : {"Delivered-To: Anna@contoso.com\r\n", "X-Envelope-To: <anna@contoso.com>\r\n",
                              "X-Original-To: anna@contoso.com\r\n",
                              "Received: from a by b.example for <anna@contoso.com>; Mon\r\n"})
        EXPECT_THAT(propose(site, field),
                    ElementsAre("anna@contoso.com delivery-trace", "bob@contoso.com undeliverable"))
            << field;
}

TEST(RecipientProposal, PassesOverTracesThatLeadToNobodyHere)
{
    EXPECT_THAT(
        propose(siteWithSales(), "Delivered-To: frank@contoso.com\r\nX-Original-To: x@example.org\r\n"),
        IsEmpty());
}

TEST(RecipientProposal, FindsTheUserAccountThatATraceNames)
{
    Site site = siteWithSales();
    site.accounts = {userAccount("pop.example.net", "c1041@example.net", "anna@contoso.com"),
                     userAccount("pop.example.net", "c1042@example.net", "bob@contoso.com")};
    EXPECT_THAT(propose(site, "Delivered-To: C1042@example.net\r\n"),
                ElementsAre("bob@contoso.com account-trace"));
}

TEST(RecipientProposal, FindsTheUserAccountByItsServerWhereItIsTheOnlyOneThere)
{
    Site site = siteWithSales();
    site.accounts = {userAccount("pop.example.net", "c1041", "anna@contoso.com"),
                     userAccount("mail.example.org", "bob", "bob@contoso.com")};
    EXPECT_THAT(propose(site, "Received: from a by MAIL.example.org; Mon\r\n"),
                ElementsAre("bob@contoso.com account-trace"));
    site.accounts.push_back(userAccount("mail.example.org", "anna", "anna@contoso.com"));
    EXPECT_THAT(propose(site, "Received: from a by mail.example.org; Mon\r\n"), IsEmpty());
}

TEST(RecipientProposal, NamesTheOnlyUserAccountThenWhoTakesTheUndeliverable)
{
    Site site = siteWithSales();
    site.accounts = {userAccount("pop.example.net", "c1041", "anna@contoso.com")};
    site.routing.undeliverable = "administrator@contoso.com";
    EXPECT_THAT(propose(site, ""),
                ElementsAre("anna@contoso.com only-account", "administrator@contoso.com undeliverable"));
}

TEST(RecipientProposal, NamesEachMailboxOnce)
{
    Site site = siteWithSales();
    site.routing.undeliverable = "anna@contoso.com";
    EXPECT_THAT(propose(site, "Delivered-To: anna@contoso.com\r\nX-Original-To: anna@contoso.com\r\n"),
                ElementsAre("anna@contoso.com delivery-trace"));
}

TEST(RecipientProposal, KnowsNobodyForAFileWithoutHeaders)
{
    EXPECT_THAT(proposeRecipients(readMessage(""), RoutingTable(siteWithSales())), IsEmpty());
}

} // namespace
} // namespace connectorscope
