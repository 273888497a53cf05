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

TEST(Received, FindsThePublicAddress)
{
    const struct
    {
        const char* received;
        const char* address;
    } cases[] = {
        {"from a (b.example [203.0.113.9]) by c", "203.0.113.9"},
        {"from unknown (HELO a) (203.0.113.9) by c", "203.0.113.9"},
        {"from a ([IPv6:2001:db8::9]) by c", "2001:db8::9"},
        {"from a ([ipv6:2001:db8::9]) by c", "2001:db8::9"},
        {"from [10.0.0.9] (gate.example [203.0.113.9]) by c", "203.0.113.9"},
        {"from a (b [10.0.0.9]) by c (127.0.0.1)", ""},
        {"from 203.0.113.9 by c", ""},
        {"from a ([203.0.113.999]) by c", ""},
        {"([(", ""},
    };
    for (const auto& [received, address] : cases)
        EXPECT_EQ(publicAddressIn(received), address) << received;
}

TEST(Received, NamesTheHostThatTheServerHasLookedUp)
{
    const struct
    {
        const char* received;
        const char* host;
    } cases[] = {
        {"from claim.example (real.example [203.0.113.9]) by c", "real.example"},
        {"from claim.example (unknown [203.0.113.9]) by c", ""},
        {"from claim.example ([203.0.113.9]) by c", "claim.example"},
        {"from real.example (HELO claim.example) (203.0.113.9) by c", "real.example"},
        {"from real.example ([203.0.113.9] helo=claim.example) by c", "real.example"},
        {"from real.example (helo=claim.example) by c", "real.example"},
        {"from claim.example (203.0.113.9) by c", "claim.example"},
        {"from claim.example by c", "claim.example"},
        {"by c with local", ""},
        {"", ""},
    };
    for (const auto& [received, host] : cases)
        EXPECT_EQ(connectedHost(readHop(received)), host) << received;
}

} // namespace
} // namespace connectorscope
