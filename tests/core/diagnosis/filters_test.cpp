#include "core/diagnosis/filters.h"

#include "core/message/message_reader.h"
#include "tests/core/message/linear_time.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Site filteredSite()
{
    Site site;
    site.hosts = {"server.contoso.local"};
    site.routing.localDomains = {"contoso.com"};
    site.routing.mailboxes = {"anna@contoso.com"};
    site.routing.aliases = {{"info@contoso.com", "anna@contoso.com"}};
    Pop3Account account;
    account.host = "pop.provider.example";
    site.accounts = {account};
    site.filters.blockedSenders = {"Bad@example.org", "@spam.example"};
    site.filters.blockedNetworks = {"203.0.113.0/24", "2001:db8:bad::/48"};
    site.filters.spamHeaders = {"X-Provider-Verdict: junk"};
    return site;
}

std::vector<FilterVerdict> judgedBy(const Site& site, const std::string& headers)
{
    const Message message = readMessage(headers + "\r\nText.\r\n");
    return BypassedFilters(site.filters, std::make_shared<const RoutingTable>(site))
        .judge(message, summarise(message));
}

/// The words of the filters that would have stopped something.
std::vector<std::string> stoppedBy(const std::string& headers, const Site& site = filteredSite())
{
    std::vector<std::string> filters;
    for (const FilterVerdict& verdict : judgedBy(site, headers))
        filters.emplace_back(toString(verdict.filter));
    return filters;
}

const std::string plainFields = "From: carl@example.org\r\nTo: anna@contoso.com\r\n";

TEST(BypassedFilters, LetSoundMailPass)
{
    EXPECT_THAT(stoppedBy(plainFields), IsEmpty());
    EXPECT_THAT(stoppedBy("From: carl@example.org\r\nTo: info@contoso.com, x@example.org\r\n"), IsEmpty());
    EXPECT_THAT(stoppedBy(""), IsEmpty());
}

TEST(BypassedFilters, RefuseAMailboxThatDoesNotExist)
{
    const std::string headers = "From: carl@example.org\r\nTo: Frank <frank@contoso.com>, f@contoso.com\r\n";
    const auto verdicts = judgedBy(filteredSite(), headers);
    ASSERT_THAT(verdicts, SizeIs(1));
    EXPECT_EQ(verdicts[0].filter, BypassedFilter::Recipient);
    EXPECT_TRUE(verdicts[0].stops);
    EXPECT_EQ(verdicts[0].count, 2U);
    EXPECT_EQ(verdicts[0].line, 2U);
    EXPECT_EQ(verdicts[0].evidence, "Frank <frank@contoso.com>");
    EXPECT_EQ(headers.substr(verdicts[0].offset, verdicts[0].length), "Frank <frank@contoso.com>");
    EXPECT_EQ(verdicts[0].reason, "Recipient Filtering: there is no mailbox frank@contoso.com.");
}

TEST(BypassedFilters, RefuseOneRecipientAndLetTheOthersHaveTheMessage)
{
    const auto verdicts = judgedBy(
        filteredSite(), "From: carl@example.org\r\nTo: anna@contoso.com\r\nCc: frank@contoso.com\r\n");
    ASSERT_THAT(verdicts, SizeIs(1));
    EXPECT_FALSE(verdicts[0].stops);
    EXPECT_EQ(verdicts[0].line, 3U);
}

TEST(BypassedFilters, SayNothingOfRecipientsWhereNobodyKnowsWhoIsLocal)
{
    Site site = filteredSite();
    site.routing = {};
    EXPECT_THAT(stoppedBy("From: carl@example.org\r\nTo: frank@contoso.com\r\n", site), IsEmpty());
}

TEST(BypassedFilters, StopABlockedSenderWhereverItStands)
{
    for (const char* headers :
         {"From: BAD@Example.org\r\nTo: anna@contoso.com\r\n",
          "From: carl@example.org\r\nSender: bad@example.org\r\nTo: anna@contoso.com\r\n",
          "Return-Path: <bad@example.org>\r\nFrom: carl@example.org\r\nTo: anna@contoso.com\r\n",
          "From: anyone@SPAM.example\r\nTo: anna@contoso.com\r\n",
          "From: carl@example.org, Anyone <anyone@spam.example>\r\nTo: anna@contoso.com\r\n"})
        EXPECT_THAT(stoppedBy(headers), ElementsAre("sender")) << headers;
    for (const char* headers : {"From: bad@example.net\r\nTo: anna@contoso.com\r\n",
                                "From: anyone@not.spam.example\r\nTo: anna@contoso.com\r\n",
                                "From: \"bad@example.org\" <carl@example.org>\r\nTo: anna@contoso.com\r\n"})
        EXPECT_THAT(stoppedBy(headers), IsEmpty()) << headers;
}

TEST(BypassedFilters, StopABlankSenderWhereTheSiteSaysSo)
{
    const struct
    {
        const char* headers;
        bool isBlank;
    } cases[] = {
        {"To: anna@contoso.com\r\n", true},
        {"From: nobody\r\nTo: anna@contoso.com\r\n", true},
        {"Return-Path: <>\r\nFrom: carl@example.org\r\nTo: anna@contoso.com\r\n", true},
        {"Return-Path: <carl@example.org>\r\nTo: anna@contoso.com\r\n", false},
        {"Sender: carl@example.org\r\nTo: anna@contoso.com\r\n", false},
        {"Return-Path: nonsense\r\nFrom: carl@example.org\r\nTo: anna@contoso.com\r\n", false},
    };
    Site site = filteredSite();
    for (const auto& [headers, isBlank] : cases)
        EXPECT_THAT(stoppedBy(headers, site), IsEmpty()) << headers;
    site.filters.blockBlankSender = true;
    for (const auto& [headers, isBlank] : cases)
        EXPECT_EQ(stoppedBy(headers, site).size(), isBlank ? 1U : 0U) << headers;
}

TEST(BypassedFilters, JudgeTheAddressThatCameFromOutside)
{
    const std::string fetched = "Received: from pop.provider.example (pop.provider.example [203.0.113.1])\r\n"
                                "\tby server.contoso.local with POP3; Mon, 23 Nov 2026 08:12:09 +0100\r\n";
    const std::string inside = "Received: from mx (mx [10.0.0.5]) by pop.provider.example; Mon\r\n";
    const struct
    {
        std::string received;
        bool stops;
    } cases[] = {
        {"Received: from a (a.example [203.0.113.9]) by pop.provider.example; Mon\r\n", true},
        {"Received: from a (a.example [198.51.100.9]) by pop.provider.example; Mon\r\n", false},
        {"Received: from a ([IPv6:2001:db8:bad::9]) by pop.provider.example; Mon\r\n", true},
        {"Received: from a ([IPv6:2001:db8:bae::9]) by pop.provider.example; Mon\r\n", false},
        // What fetched it, and what passed it on inside of the provider, are no connections from outside.
        {fetched, false},
        {fetched + inside + "Received: from a (a.example [203.0.113.9]) by mx; Mon\r\n", true},
        // The sender may have made up what stands below the line of the provider.
        {"Received: from a (a.example [198.51.100.9]) by pop.provider.example; Mon\r\n"
         "Received: from b (b.example [203.0.113.9]) by a; Mon\r\n",
         false},
        // A host cannot hide behind a name that it gives itself.
        {"Received: from pop.provider.example (unknown [203.0.113.9]) by mx.provider.example; Mon\r\n", true},
        {"Received: from server.contoso.local (a.example [203.0.113.9]) by mx.provider.example; Mon\r\n",
         true},
        // The address of the server that took it is not the one that connected.
        {"Received: from a by mx.provider.example (mx [203.0.113.9]); Mon\r\n", false},
    };
    for (const auto& [received, stops] : cases)
        EXPECT_EQ(stoppedBy(received + plainFields).size(), stops ? 1U : 0U) << received;
    const auto verdicts = judgedBy(filteredSite(), cases[5].received + plainFields);
    ASSERT_THAT(verdicts, SizeIs(1));
    EXPECT_EQ(verdicts[0].line, 4U);
    EXPECT_EQ(verdicts[0].reason,
              "Connection Filtering: 203.0.113.9 lies in the blocked network 203.0.113.0/24.");
}

TEST(BypassedFilters, BelieveTheSpamFilterOfTheProvider)
{
    for (const char* field :
         {"X-Spam-Flag: YES", "x-spam-flag:yes", "X-Spam-Status: Yes, score=7.1 required=5.0", "X-Spam: Yes",
          "X-Spam-Score: 5.0", "X-Spam-Score: 12.7 (++++++++++++)", "X-Spam-Level: *****",
          "X-Spam-Level: +++++++ (7)", "X-Bogosity: Spam, tests=bogofilter",
          "X-MS-Exchange-Organization-SCL: 6", "X-Forefront-Antispam-Report: CIP:1.2.3.4; SCL:9;SRV:",
          "X-Provider-Verdict: Junk", "X-PROVIDER-VERDICT:\r\n junk (sure)"})
        EXPECT_THAT(stoppedBy(field + ("\r\n" + plainFields)), ElementsAre("content")) << field;
    for (const char* field :
         {"X-Spam-Flag: NO", "X-Spam-Flag:", "X-Spam-Flag: yesterday", "X-Spam-Status: No, score=-1.2",
          "X-Spam-Score: 4.9", "X-Spam-Score: high", "X-Spam-Score: 99999999999999999999",
          "X-Spam-Level: ****", "X-Spam-Level:", "X-Bogosity: Ham", "X-MS-Exchange-Organization-SCL: -1",
          "X-Forefront-Antispam-Report: CIP:1.2.3.4;XSCL:9", "X-Provider-Verdict: junkyard",
          "X-Provider-Verdict: fine, no junk"})
        EXPECT_THAT(stoppedBy(field + ("\r\n" + plainFields)), IsEmpty()) << field;
}

TEST(BypassedFilters, BelieveItsJudgementMoreThanItsFigures)
{
    EXPECT_THAT(stoppedBy("X-Spam-Score: 6.0\r\nX-Spam-Status: No, score=6.0 required=8.0\r\n" + plainFields),
                IsEmpty());
    EXPECT_THAT(
        stoppedBy("X-Spam-Score: 3.0\r\nX-Spam-Status: Yes, score=3.0 required=2.5\r\n" + plainFields),
        ElementsAre("content"));
}

TEST(BypassedFilters, SayAllThatIsToBeSaidInTheirOrder)
{
    EXPECT_THAT(stoppedBy("X-Spam-Flag: YES\r\n"
                          "Received: from a ([203.0.113.9]) by pop.provider.example; Mon\r\n"
                          "From: bad@example.org\r\nTo: frank@contoso.com\r\n"),
                ElementsAre("recipient", "sender", "connection", "content"));
}

TEST(BypassedFilters, QuoteHostileBytesSoThatNobodyIsMisled)
{
    const auto verdicts = judgedBy(
        filteredSite(), "X-Spam-Flag: YES \x1B[2J\r\nFrom: carl@example.org\r\nTo: anna@contoso.com\r\n");
    ASSERT_THAT(verdicts, SizeIs(1));
    EXPECT_THAT(verdicts[0].evidence, HasSubstr("\\x1B"));
    EXPECT_THAT(verdicts[0].evidence, Not(HasSubstr("\x1B")));
}

TEST(BypassedFilters, HaveWordsThatLeadBack)
{
    for (const auto filter : {BypassedFilter::Recipient, BypassedFilter::Sender, BypassedFilter::Connection,
                              BypassedFilter::Content})
        EXPECT_EQ(bypassedFilterOf(toString(filter)), filter);
    EXPECT_EQ(bypassedFilterOf("other"), std::nullopt);
}

TEST(BypassedFilters, TakeLinearTime)
{
    const Site site = filteredSite();
    EXPECT_TRUE(takesLinearTime([&](std::size_t count) {
        judgedBy(site, repeated("Received: from a (((((([[[[[[ [10.0.0.1]) by b\r\n", count));
        judgedBy(site, "To: " + repeated("f@contoso.com, ", count) + "\r\n");
        judgedBy(site, "Received: " + repeated("from ([(", count) + "\r\n");
        judgedBy(site, "X-Forefront-Antispam-Report: " + repeated("SCLX;", count) + "\r\n");
    }));
}

} // namespace
} // namespace connectorscope
