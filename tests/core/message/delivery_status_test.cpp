#include "core/message/delivery_status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace connectorscope {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

auto finalRecipient(const std::string& address)
{
    return Field("finalRecipient", &DeliveryStatusRecipient::finalRecipient, address);
}

const std::string report = "Reporting-MTA: dns; mail.contoso.com\n"
                           "Original-Envelope-Id: QX314\n"
                           "Arrival-Date: Mon, 23 Nov 2026 09:41:07 +0100\n"
                           "\n"
                           "Original-Recipient: rfc822;info@contoso.com\n"
                           "Final-Recipient: RFC822; anna@contoso.com\n"
                           "Action: Failed (mailbox is gone)\n"
                           "Status: 5.1.1 (bad destination mailbox)\n"
                           "Remote-MTA: dns; mx.example.org\n"
                           "Diagnostic-Code: smtp; 550 5.1.1\n"
                           " no such user; sorry\n"
                           "\n"
                           "Final-Recipient: rfc822; ben@contoso.com\n"
                           "Action: delayed\n"
                           "Status: 4.4.7\n";

std::string withLineEnds(std::string text, const std::string& lineEnd)
{
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += lineEnd.size())
        text.replace(at, 1, lineEnd);
    return text;
}

class DeliveryStatusLineEnds : public testing::TestWithParam<std::string>
{
};

TEST_P(DeliveryStatusLineEnds, MakeNoDifference)
{
    const DeliveryStatus status = parseDeliveryStatus(withLineEnds(report, GetParam()));
    EXPECT_EQ(status.reportingMta, "mail.contoso.com");
    EXPECT_EQ(status.originalEnvelopeId, "QX314");
    EXPECT_EQ(status.arrivalDate, "Mon, 23 Nov 2026 09:41:07 +0100");
    ASSERT_EQ(status.recipients.size(), 2U);
    const DeliveryStatusRecipient& first = status.recipients[0];
    EXPECT_EQ(first.originalRecipient, "info@contoso.com");
    EXPECT_EQ(first.finalRecipient, "anna@contoso.com");
    EXPECT_EQ(first.action, "failed");
    EXPECT_EQ(first.status, "5.1.1");
    EXPECT_EQ(first.remoteMta, "mx.example.org");
    EXPECT_EQ(first.diagnosticCode, "550 5.1.1 no such user; sorry");
    EXPECT_EQ(status.recipients[1].finalRecipient, "ben@contoso.com");
    EXPECT_EQ(status.recipients[1].action, "delayed");
    EXPECT_EQ(status.recipients[1].diagnosticCode, "");
}

INSTANTIATE_TEST_SUITE_P(Each, DeliveryStatusLineEnds, testing::Values("\n", "\r\n", "\r"));

TEST(DeliveryStatus, HasNoRecipientsWhereNoneIsNamed)
{
    EXPECT_THAT(parseDeliveryStatus("").recipients, IsEmpty());
    EXPECT_THAT(parseDeliveryStatus("Reporting-MTA: dns; a.example\n").recipients, IsEmpty());
    EXPECT_THAT(parseDeliveryStatus("The message could not be delivered.\n\nSorry.\n").recipients, IsEmpty());
}

TEST(DeliveryStatus, ReadsARecipientWithoutABlankLineBeforeIt)
{
    const DeliveryStatus status = parseDeliveryStatus("Reporting-MTA: dns; a.example\n"
                                                      "Final-Recipient: rfc822; anna@contoso.com\n"
                                                      "Action: failed\n"
                                                      "Final-Recipient: rfc822; ben@contoso.com\n"
                                                      "Action: relayed\n");
    EXPECT_EQ(status.reportingMta, "a.example");
    EXPECT_THAT(status.recipients, ElementsAre(AllOf(finalRecipient("anna@contoso.com"),
                                                     Field(&DeliveryStatusRecipient::action, "failed")),
                                               AllOf(finalRecipient("ben@contoso.com"),
                                                     Field(&DeliveryStatusRecipient::action, "relayed"))));
}

TEST(DeliveryStatus, IgnoresBlankLinesAroundItsGroups)
{
    const DeliveryStatus status = parseDeliveryStatus("\n\nReporting-MTA: dns; a.example\n \n\n"
                                                      "Final-Recipient: rfc822; anna@contoso.com\n\n\n");
    EXPECT_EQ(status.reportingMta, "a.example");
    EXPECT_THAT(status.recipients, ElementsAre(finalRecipient("anna@contoso.com")));
}

TEST(DeliveryStatus, ReadsAnAddressWithoutItsTypeAndOneInAngleBrackets)
{
    EXPECT_THAT(parseDeliveryStatus("Final-Recipient: anna@contoso.com\n\n"
                                    "Final-Recipient: rfc822;<ben@contoso.com>\n")
                    .recipients,
                ElementsAre(finalRecipient("anna@contoso.com"), finalRecipient("ben@contoso.com")));
}

TEST(DeliveryStatus, DecodesInternationalAddresses)
{
    EXPECT_THAT(parseDeliveryStatus("Final-Recipient: utf-8; J\\x{F6}rg\\x{1F4E7}@example.org\n\n"
                                    "Final-Recipient: utf-8; J\xC3\xB6rg@example.org\n\n"
                                    "Final-Recipient: utf-8; \\x{D800}\\x{}\\x{110000}\\x{41@example.org\n")
                    .recipients,
                ElementsAre(finalRecipient("J\xC3\xB6rg\xF0\x9F\x93\xA7@example.org"),
                            finalRecipient("J\xC3\xB6rg@example.org"),
                            finalRecipient("\\x{D800}\\x{}\\x{110000}\\x{41@example.org")));
}

TEST(DeliveryStatus, KeepsADiagnosticTextThatNamesNoType)
{
    const DeliveryStatus status = parseDeliveryStatus("Final-Recipient: rfc822; anna@contoso.com\n"
                                                      "Diagnostic-Code: 550 mailbox full; try later\n");
    EXPECT_EQ(status.recipients.front().diagnosticCode, "550 mailbox full; try later");
}

TEST(DeliveryStatus, TakesTheFirstOfTwoFields)
{
    const DeliveryStatus status = parseDeliveryStatus("Final-Recipient: rfc822; anna@contoso.com\n"
                                                      "Status: 5.0.0\nStatus: 4.0.0\n");
    EXPECT_EQ(status.recipients.front().status, "5.0.0");
}

TEST(DeliveryStatus, GoesOnAfterALineThatIsNoField)
{
    const DeliveryStatus status = parseDeliveryStatus("Final-Recipient: rfc822; anna@contoso.com\n"
                                                      "not a field\nAction: failed\n");
    EXPECT_EQ(status.recipients.front().action, "failed");
}

} // namespace
} // namespace connectorscope
