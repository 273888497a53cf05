#include "core/base/ip_address.h"

#include <gtest/gtest.h>

#include <string>

namespace connectorscope {
namespace {

TEST(IpAddress, ReadsBothVersions)
{
    for (const char* text : {"192.0.2.1", "0.0.0.0", "255.255.255.255", "::", "::1", "2001:db8::1",
                             "2001:db8:0:0:0:0:0:1", "fe80::", "::ffff:192.0.2.1", "1:2:3:4:5:6:7.8.9.10"})
        EXPECT_TRUE(readIpAddress(text)) << text;
    EXPECT_EQ(readIpAddress("2001:DB8::1"), readIpAddress("2001:db8:0:0:0:0:0:1"));
    EXPECT_EQ(readIpAddress("::ffff:192.0.2.1"), readIpAddress("192.0.2.1"));
    EXPECT_NE(readIpAddress("::1"), readIpAddress("1::"));
}

TEST(IpAddress, ReadsNothingElse)
{
    for (const char* text : {"",
                             ".",
                             ":",
                             ":::",
                             "1.2.3",
                             "1.2.3.",
                             "1.2.3.4.5",
                             "1.2.3.256",
                             "1.2.3.0004",
                             "-1.2.3.4",
                             "1..2.3",
                             "1.2.3.4 ",
                             "12345::",
                             "1:2:3:4:5:6:7",
                             "1:2:3:4:5:6:7:8:9",
                             "1::2::3",
                             "1:2:3:4:5:6:7::8:9",
                             "g::",
                             "1:",
                             ":1",
                             "1.2.3.4::",
                             "::1.2.3",
                             "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:00"})
        EXPECT_FALSE(readIpAddress(text)) << text;
    EXPECT_FALSE(readIpAddress(std::string(1'000'000, ':')));
}

TEST(IpAddress, KnowsThePublicOnes)
{
    for (const char* text : {"192.0.2.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "8.8.8.8", "2001:db8::1"})
        EXPECT_TRUE(readIpAddress(text)->isPublic()) << text;
    for (const char* text :
         {"0.1.2.3", "10.0.0.1", "127.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.1.1",
          "100.64.0.1", "224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1"})
        EXPECT_FALSE(readIpAddress(text)->isPublic()) << text;
}

bool lies(const char* address, const char* network)
{
    return readIpNetwork(network)->contains(*readIpAddress(address));
}

TEST(IpNetwork, HoldsWhatBeginsWithItsBits)
{
    EXPECT_TRUE(lies("192.0.2.255", "192.0.2.0/24"));
    EXPECT_FALSE(lies("192.0.3.0", "192.0.2.0/24"));
    EXPECT_TRUE(lies("192.0.3.0", "192.0.2.0/23"));
    EXPECT_TRUE(lies("203.0.113.9", "0.0.0.0/0"));
    EXPECT_TRUE(lies("203.0.113.9", "203.0.113.9"));
    EXPECT_FALSE(lies("203.0.113.8", "203.0.113.9/32"));
    EXPECT_TRUE(lies("2001:db8:1::7", "2001:db8::/32"));
    EXPECT_FALSE(lies("2001:db9::7", "2001:db8::/32"));
    EXPECT_TRUE(lies("2001:db8::7", "2001:db8::7/128"));
    EXPECT_FALSE(lies("2001:db8::6", "2001:db8::7/128"));
    EXPECT_FALSE(lies("2001:db8::7", "0.0.0.0/0"));
}

TEST(IpNetwork, ReadsNothingElse)
{
    for (const char* text : {"", "/", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/-1", "::/129", "::/1x", "a/8"})
        EXPECT_FALSE(readIpNetwork(text)) << text;
}

} // namespace
} // namespace connectorscope
