#include "core/diagnosis/received.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

TEST(Received, TellsWhoTookItAndForWhom)
{
    const Hop hop = readHop(" from mx1.provider.example (by mistake) ([192.0.2.25])\r\n"
                            "\tby pop.provider.example (8.14; for tests) with ESMTP id 4C1Z7\r\n"
                            "\tfor <office@contoso.com>; Mon, 23 Nov 2026 08:12:09 +0100");
    EXPECT_EQ(hop.by, "pop.provider.example");
    EXPECT_EQ(hop.recipient, "office@contoso.com");
    EXPECT_EQ(hop.from, " from mx1.provider.example (by mistake) ([192.0.2.25])\r\n\t");
}

TEST(Received, TakesNothingFromTheDate)
{
    const Hop hop = readHop("from a.example; by b.example for c@example.org");
    EXPECT_EQ(hop.by, "");
    EXPECT_EQ(hop.recipient, "");
}

TEST(Received, KnowsThePickupService)
{
    EXPECT_TRUE(
        isPickup(readHop(" from mail pickup service by server.contoso.local with Microsoft SMTPSVC;\r\n"
                         "\t Mon, 23 Nov 2026 09:15:06 +0100")));
    EXPECT_FALSE(isPickup(readHop("from mail.example.org by pickup.example.org; Mon, 23 Nov 2026")));
    EXPECT_FALSE(isPickup(readHop("from mail pickup by server.contoso.local")));
    EXPECT_FALSE(isPickup(readHop("")));
}

} // namespace
} // namespace connectorscope
