#include "core/message/summary.h"

#include "core/message/message_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Summary summaryOf(std::string_view file)
{
    return summarise(readMessage(file));
}

std::vector<std::string> specs(const std::vector<Address>& addresses)
{
    std::vector<std::string> out;
    for (const Address& address : addresses)
        out.push_back(address.spec());
    return out;
}

TEST(Summary, SaysWhatPeopleCallTheMessageBy)
{
    const Summary summary = summaryOf("From: Anna <anna@contoso.com>\r\n"
                                      "To: ben@example.org, Staff: carl@contoso.com;\r\n"
                                      "Cc: dora@contoso.com\r\n"
                                      "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n"
                                      " aus Ulm\r\n"
                                      "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\n"
                                      "Message-ID: <x.1@contoso.com>\r\n"
                                      "Bcc: ed@example.net\r\n\r\ntext\r\n");
    EXPECT_EQ(summary.subject, "Gr\xC3\xBC\xC3\x9F"
                               "e aus Ulm");
    EXPECT_TRUE(summary.hasSubject);
    EXPECT_THAT(specs(summary.from()), ElementsAre("anna@contoso.com"));
    EXPECT_THAT(specs(summary.recipients()),
                ElementsAre("ben@example.org", "carl@contoso.com", "dora@contoso.com", "ed@example.net"));
    ASSERT_TRUE(summary.date);
    EXPECT_EQ(summary.date->iso8601(), "2026-11-23T09:41:07+01:00");
    EXPECT_EQ(summary.messageId, "x.1@contoso.com");
}

TEST(Summary, KnowsWhichFieldsAreThereThoughTheyHoldNobody)
{
    const Summary summary = summaryOf("From:\nTo: undisclosed-recipients:;\nSubject:\n\n");
    EXPECT_TRUE(summary.has(FieldId::From));
    EXPECT_TRUE(summary.has(FieldId::To));
    EXPECT_FALSE(summary.has(FieldId::Cc));
    EXPECT_THAT(summary.from(), IsEmpty());
    EXPECT_THAT(summary.recipients(), IsEmpty());
    EXPECT_TRUE(summary.hasSubject);
    EXPECT_EQ(summary.subject, "");
}

TEST(Summary, PointsToTheFieldsOfTheMessage)
{
    const Message message = readMessage("X-First: 1\nTo: ben@example.org\nReply-To: anna@contoso.com\n\n");
    const Summary summary = summarise(message);
    ASSERT_EQ(summary.addressFields.size(), 2U);
    EXPECT_EQ(summary.addressFields[0].id, FieldId::To);
    EXPECT_EQ(message.header().fields[summary.addressFields[0].field].id, FieldId::To);
    EXPECT_EQ(message.header().fields[summary.addressFields[1].field].id, FieldId::ReplyTo);
}

TEST(Summary, LeavesOutAddressesThatMailCannotBeSentTo)
{
    const Summary summary = summaryOf("From: postmaster\nTo: nobody, ben@example.org\n\n");
    EXPECT_THAT(summary.from(), IsEmpty());
    EXPECT_THAT(specs(summary.recipients()), ElementsAre("ben@example.org"));
}

TEST(Summary, KeepsNoMoreAddressesOfAllFieldsThanTheLimit)
{
    std::string some;
    for (std::size_t i = 0; i < mostAddresses / 2; ++i)
        some += "a@b,";
    const Summary summary =
        summaryOf("To: " + some + "\nCc: " + some + "\nBcc: ed@example.net\nFrom: a@b\n\ntext\n");
    EXPECT_EQ(summary.recipients().size(), mostAddresses);
    EXPECT_EQ(summary.droppedAddresses, 2U);
}

TEST(Summary, TakesTheFirstDateThatCanBeRead)
{
    const Summary summary = summaryOf("Date: soon\nDate: Mon, 23 Nov 2026 09:41:07 +0000\n"
                                      "Date: Tue, 24 Nov 2026 09:41:07 +0000\nSubject: a\nSubject: b\n\n");
    ASSERT_TRUE(summary.date);
    EXPECT_EQ(summary.date->day, 23);
    EXPECT_EQ(summary.subject, "a");
}

TEST(Summary, ReadsAMessageIdWithoutItsBrackets)
{
    EXPECT_EQ(summaryOf("Message-ID: x@contoso.com\n\n").messageId, "x@contoso.com");
    EXPECT_EQ(summaryOf("Message-ID: (first) <x@contoso.com> <y@contoso.com>\n\n").messageId,
              "x@contoso.com");
    EXPECT_EQ(summaryOf("Message-ID: <x@contoso.com\n\n").messageId, "x@contoso.com");
    EXPECT_EQ(summaryOf("Subject: none\n\n").messageId, "");
}

TEST(Summary, IsEmptyForWhatIsNoMessage)
{
    const Summary summary = summaryOf("");
    EXPECT_FALSE(summary.hasSubject);
    EXPECT_FALSE(summary.date);
    EXPECT_THAT(summary.addressFields, IsEmpty());
}

} // namespace
} // namespace connectorscope
