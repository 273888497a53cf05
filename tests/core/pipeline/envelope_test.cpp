#include "core/pipeline/envelope.h"

#include "core/diagnosis/site_context.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class EnvelopeTest : public testing::Test
{
protected:
    EnvelopeTest()
    {
        m_site.routing.localDomains = {"contoso.com"};
        m_site.routing.aliases = {{"info@contoso.com", "anna@contoso.com"}};
    }

    EnvelopeAnswer plan(const std::string& header, const std::vector<std::string>& asked = {})
    {
        m_bytes = header + "\r\nHello.\r\n";
        RepairOptions options;
        options.context = contextOf(m_site, FolderKind::Failed);
        const auto state = readAndJudge(bytesInMemory(m_bytes), options);
        return planEnvelope(state.value(), RoutingTable(m_site), asked);
    }

    static std::vector<std::string> mailboxes(const EnvelopeAnswer& answer)
    {
        std::vector<std::string> mailboxes;
        for (const PlannedRecipient& recipient : answer.envelope.recipients)
            mailboxes.push_back(recipient.mailbox);
        return mailboxes;
    }

    Site m_site;
    std::string m_bytes;
};

TEST_F(EnvelopeTest, NamesLocalRecipientsOnly)
{
    const auto answer = plan("From: a@example.org\r\nTo: info@contoso.com, Out <b@example.org>\r\n"
                             "Cc: Ben@Contoso.com, anna@contoso.com\r\n");
    EXPECT_THAT(mailboxes(answer), ElementsAre("anna@contoso.com", "ben@contoso.com"));
    EXPECT_EQ(answer.envelope.recipients.front().why, "alias");
    EXPECT_THAT(answer.envelope.leftOut, ElementsAre("b@example.org"));
    EXPECT_THAT(answer.refusals, IsEmpty());
}

TEST_F(EnvelopeTest, TakesTheSenderOfReturnPathBeforeFrom)
{
    const auto sender = [&](const std::string& header) {
        return plan(header + "To: b@contoso.com\r\n").envelope;
    };
    EXPECT_EQ(sender("Return-Path: <list@example.org>\r\nFrom: a@example.org\r\n").sender,
              "list@example.org");
    EXPECT_EQ(sender("From: a@example.org\r\n").sender, "a@example.org");
    const PlannedEnvelope bounce = sender("Return-Path: <>\r\nFrom: mailer-daemon@example.org\r\n");
    EXPECT_EQ(bounce.sender, "");
    EXPECT_EQ(bounce.senderReason, "null-path");
    EXPECT_EQ(envelopeLines(bounce, "r", 1).front(), "x-sender: <>");
}

TEST_F(EnvelopeTest, SendsAReportOfDeliveryWithoutASender)
{
    m_bytes = "From: mailer-daemon@example.org\r\nTo: b@contoso.com\r\nMIME-Version: 1.0\r\n"
              "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n"
              "--x\r\n\r\nFailed.\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
              "Reporting-MTA: dns; a\r\n\r\n--x--\r\n";
    const auto state = readAndJudge(bytesInMemory(m_bytes), {});
    EXPECT_EQ(planEnvelope(state.value(), RoutingTable(m_site), {}).envelope.senderReason, "null-path");
}

TEST_F(EnvelopeTest, LetsNoAddressBeginAnotherLine)
{
    for (const char* address :
         {"a@contoso.com\r\nx-receiver: b@example.org", "a@contoso.com\nb", "a b@contoso.com",
          "<a@contoso.com>", "a@contoso.com, b@example.org", "a@b@contoso.com", "@contoso.com", "a@",
          "a@contoso.com\t", "\"a\"@contoso.com", "\xc3\xa4@contoso.com", ""})
        EXPECT_FALSE(isEnvelopeAddress(address)) << address;
    EXPECT_FALSE(isEnvelopeAddress(std::string(320, 'a') + "@contoso.com"));
    EXPECT_TRUE(isEnvelopeAddress("anna.smith+x@contoso.com"));
}

TEST_F(EnvelopeTest, IgnoresInjectionThroughFoldedAndEncodedFields)
{
    const auto answer = plan("Return-Path: <a@example.org\r\n x-receiver: c@example.org>\r\n"
                             "From: \"a\r\n x-receiver: d@example.org\" <a@example.org>\r\n"
                             "To: =?utf-8?q?b=0D=0Ax-receiver:_e=40example.org?= <ben@contoso.com>,\r\n"
                             " \"x\\\r\ny\"@contoso.com\r\n");
    const auto lines = envelopeLines(answer.envelope, "run", 1);
    for (const std::string& line : lines) {
        EXPECT_THAT(line, Not(HasSubstr("\r")));
        EXPECT_THAT(line, Not(HasSubstr("\n")));
        EXPECT_TRUE(!line.starts_with("x-receiver") || line.ends_with("@contoso.com")) << line;
    }
    EXPECT_EQ(lines.back(), "X-ConnectorScope: run=run; attempt=1");
}

TEST_F(EnvelopeTest, TakesWhomAPersonNamesIfTheyAreLocal)
{
    EXPECT_THAT(mailboxes(plan("From: a@example.org\r\nTo: b@contoso.com\r\n", {"info@contoso.com"})),
                ElementsAre("anna@contoso.com"));
    const auto answer = plan("From: a@example.org\r\n", {"b@example.org"});
    ASSERT_THAT(answer.refusals, SizeIs(1));
    EXPECT_EQ(answer.refusals.front().kind, RefusalKind::BadRecipient);
}

TEST_F(EnvelopeTest, ProposesWhereTheMessageNamesNobody)
{
    EXPECT_EQ(plan("From: a@example.org\r\nTo: b@example.org\r\n").refusals.front().kind,
              RefusalKind::NoRecipient);
    m_site.routing.undeliverable = "admin@contoso.com";
    const auto answer = plan("From: a@example.org\r\nTo: b@example.org\r\n");
    EXPECT_THAT(mailboxes(answer), ElementsAre("admin@contoso.com"));
    EXPECT_EQ(answer.envelope.recipients.front().why, "undeliverable");
    EXPECT_THAT(answer.warnings, SizeIs(1));
}

TEST_F(EnvelopeTest, IsBoundedWhateverTheMessageNames)
{
    std::string to = "To: b0@contoso.com";
    for (int i = 1; i < 100'000; ++i)
        to += ",\r\n b" + std::to_string(i) + "@contoso.com";
    const auto answer = plan("From: a@example.org\r\n" + to + "\r\n");
    ASSERT_THAT(answer.refusals, SizeIs(1));
    EXPECT_EQ(answer.refusals.front().kind, RefusalKind::TooManyRecipients);
    EXPECT_THAT(answer.envelope.recipients, IsEmpty());
}

TEST_F(EnvelopeTest, NamesNobodyOfAHeaderThatIsNotReadToItsEndUnlessAPersonDoes)
{
    const std::string known = "From: a@example.org\r\nTo: ben@contoso.com\r\n";
    std::string many;
    for (std::size_t i = 0; i < ReadLimits{}.fields; ++i)
        many += "X: y\r\n";
    std::string addresses = "Cc: a@b";
    for (std::size_t i = 0; i < mostAddresses; ++i)
        addresses += ",a@b";
    for (const std::string& rest : {"X: " + std::string(ReadLimits{}.headerBytes, 'x'), many, addresses}) {
        const auto answer = plan(known + rest + "\r\nCc: carl@contoso.com\r\n");
        ASSERT_THAT(answer.refusals, SizeIs(1));
        EXPECT_EQ(answer.refusals.front().kind, RefusalKind::HeaderNotRead);
        EXPECT_THAT(answer.refusals.front().reason, HasSubstr("8 MiB, 10000 fields, 200000 addresses"));
        EXPECT_THAT(answer.refusals.front().hint, HasSubstr("--to"));
        EXPECT_THAT(answer.envelope.recipients, IsEmpty());
        EXPECT_THAT(mailboxes(plan(known + rest + "\r\n", {"ben@contoso.com"})),
                    ElementsAre("ben@contoso.com"));
    }
}

TEST_F(EnvelopeTest, NamesAnEndlessAddressInShort)
{
    const std::string endless(100'000, 'a');
    const auto local = plan("From: a@example.org\r\nTo: " + endless + "@contoso.com\r\n");
    ASSERT_THAT(local.refusals, SizeIs(1));
    EXPECT_EQ(local.refusals.front().kind, RefusalKind::BadRecipient);
    EXPECT_LT(local.refusals.front().reason.size(), 500U);
    const auto outside = plan("From: a@example.org\r\nTo: ben@contoso.com, " + endless + "@example.org\r\n");
    ASSERT_THAT(outside.envelope.leftOut, SizeIs(1));
    EXPECT_LT(outside.envelope.leftOut.front().size(), 500U);
}

TEST_F(EnvelopeTest, FindsTheLinesOfAnEarlierTransfer)
{
    const std::string own = envelopeText(
        {"x-sender: <>", "x-receiver: b@contoso.com", "X-ConnectorScope: run=abc123; attempt=2"});
    m_bytes = own + "From: a@example.org\r\n\r\nHello.\r\n";
    const auto state = readAndJudge(bytesInMemory(m_bytes), {});
    EXPECT_EQ(endOfEnvelopeLines(state->message.header()), own.size());
    EXPECT_EQ(tracedRun(state->message.header()), "abc123");
    m_bytes = "From: a@example.org\r\nX-ConnectorScope: nonsense\r\n\r\nHello.\r\n";
    const auto other = readAndJudge(bytesInMemory(m_bytes), {});
    EXPECT_EQ(endOfEnvelopeLines(other->message.header()), 0U);
    EXPECT_EQ(tracedRun(other->message.header()), "");
}

} // namespace
} // namespace connectorscope
