#include "core/message/address.h"

#include "core/base/utf8.h"
#include "tests/core/message/linear_time.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace connectorscope {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

std::string name(AddressFault fault)
{
    switch (fault) {
    case AddressFault::NotAnAddress:
        return "not-an-address";
    case AddressFault::UnbalancedQuote:
        return "quote";
    case AddressFault::UnbalancedAngle:
        return "angle";
    case AddressFault::UnbalancedComment:
        return "comment";
    case AddressFault::BadDomain:
        return "domain";
    case AddressFault::BadLocalPart:
        return "local-part";
    }
    return {};
}

/// The list in one line: "Anna <anna@contoso.com>, !broken@ {group: bert@contoso.com}; ! issues".
std::string read(std::string_view raw)
{
    const AddressList list = parseAddressList(raw);
    std::string text;
    for (const Address& address : list.addresses) {
        text += text.empty() ? "" : ", ";
        text += address.usable() ? "" : "!";
        text += address.group.empty() ? "" : address.group + ": ";
        const std::string spec = address.localPart + (address.domain.empty() ? "" : "@" + address.domain);
        text += address.displayName.empty() ? spec : address.displayName + " <" + spec + ">";
    }
    for (const AddressIssue& issue : list.issues)
        text += " [" + name(issue.fault) + " " + std::string(raw.substr(issue.position, issue.length)) + "]";
    return text;
}

struct Written
{
    std::string raw;
    std::string expected;
};

class AddressForms : public testing::TestWithParam<Written>
{
};

TEST_P(AddressForms, AreRead)
{
    EXPECT_EQ(read(GetParam().raw), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rfc5322, AddressForms,
    testing::Values(
        Written{" anna@contoso.com", "anna@contoso.com"}, Written{"<anna@contoso.com>", "anna@contoso.com"},
        Written{"Anna <anna@contoso.com>", "Anna <anna@contoso.com>"},
        Written{"\"Smith, Anna\" <anna@contoso.com>", "Smith, Anna <anna@contoso.com>"},
        Written{"\"A \\\"B\\\" \\\\ C\"<anna@contoso.com>", "A \"B\" \\ C <anna@contoso.com>"},
        Written{"Anna Q. Smith <anna@contoso.com>", "Anna Q. Smith <anna@contoso.com>"},
        Written{"Anna\r\n Smith\r\n\t<anna@contoso.com>", "Anna Smith <anna@contoso.com>"},
        Written{"anna@contoso.com (Anna Smith)", "Anna Smith <anna@contoso.com>"},
        Written{"anna@contoso.com (Anna (the \\(first\\)) Smith)",
                "Anna (the (first)) Smith <anna@contoso.com>"},
        Written{"<anna@contoso.com> (Anna)", "Anna <anna@contoso.com>"},
        Written{"(Anna) <anna@contoso.com>", "Anna <anna@contoso.com>"},
        Written{"Anna (of Sales) <anna@contoso.com>", "Anna <anna@contoso.com>"},
        Written{"anna@contoso.com, bert@contoso.com", "anna@contoso.com, bert@contoso.com"},
        Written{",, anna@contoso.com , ,bert@contoso.com,", "anna@contoso.com, bert@contoso.com"},
        Written{"anna (x) . (y) smith (z) @ (a) contoso . com", "x <anna.smith@contoso.com>"},
        Written{"< anna . smith @ contoso. com >", "anna.smith@contoso.com"},
        Written{"<@relay.example.org,@contoso.com:anna@contoso.com>", "anna@contoso.com"},
        Written{"Anna <@relay.example.org:anna@contoso.com>", "Anna <anna@contoso.com>"},
        Written{"\"anna smith\"@contoso.com", "anna smith@contoso.com"},
        Written{"\"anna\".\"smith\"@contoso.com", "anna.smith@contoso.com"},
        Written{"<\"a@b\"@contoso.com>", "a@b@contoso.com"}, Written{"anna@[192.0.2.1]", "anna@[192.0.2.1]"},
        Written{"<anna@[IPv6:2001:db8::1]>", "anna@[IPv6:2001:db8::1]"},
        Written{"o'neil+tag=x@contoso.com", "o'neil+tag=x@contoso.com"},
        Written{"Gr\xC3\xBC\xC3\x9F"
                "e <j\xC3\xBCrgen@b\xC3\xBC"
                "cher.example>",
                "Grüße <jürgen@bücher.example>"},
        Written{"=?utf-8?Q?M=C3=BCller=2C_Anna?= <anna@contoso.com>", "Müller, Anna <anna@contoso.com>"},
        Written{"=?utf-8?B?TcO8bGxlcg==?= =?utf-8?Q?=2C?= Anna <anna@contoso.com>",
                "Müller, Anna <anna@contoso.com>"},
        Written{"anna@contoso.com (=?utf-8?Q?M=C3=BCller?=)", "Müller <anna@contoso.com>"}, Written{"", ""},
        Written{" \r\n ", ""}, Written{"(only a comment)", ""}));

INSTANTIATE_TEST_SUITE_P(
    Groups, AddressForms,
    testing::Values(Written{"undisclosed-recipients:;", ""}, Written{"Undisclosed recipients: ;", ""},
                    Written{"<undisclosed-recipients:;>", ""},
                    Written{"<Undisclosed-Recipient:;@contoso.com>", ""},
                    Written{"<Undisclosed-Recipient:@contoso.com;>, anna@contoso.com", "anna@contoso.com"},
                    Written{"<Team: anna@contoso.com;>", "Team: anna@contoso.com"},
                    Written{"Team: anna@contoso.com, Bert <bert@contoso.com>;",
                            "Team: anna@contoso.com, Team: Bert <bert@contoso.com>"},
                    Written{"A: a@contoso.com;, b@contoso.com, C: c@contoso.com",
                            "A: a@contoso.com, b@contoso.com, C: c@contoso.com"},
                    Written{"=?utf-8?Q?Gr=C3=BC=C3=9Fe?=: a@contoso.com;", "Grüße: a@contoso.com"},
                    Written{"undisclosed-recipients:;@contoso.com",
                            "!@contoso.com [not-an-address @contoso.com]"}));

INSTANTIATE_TEST_SUITE_P(
    RealMailers, AddressForms,
    testing::Values(Written{"anna@contoso.com; bert@contoso.com;", "anna@contoso.com, bert@contoso.com"},
                    Written{"anna@contoso.com <anna@contoso.com>", "anna@contoso.com <anna@contoso.com>"},
                    Written{"'anna@contoso.com' <anna@contoso.com>", "'anna@contoso.com' <anna@contoso.com>"},
                    Written{"'anna@contoso.com'", "anna@contoso.com"},
                    Written{"<'anna@contoso.com'>", "anna@contoso.com"},
                    Written{"anna.@contoso.com, .a..b@contoso.com", "anna.@contoso.com, .a..b@contoso.com"},
                    Written{"reply-[x_24]@contoso.com", "reply-[x_24]@contoso.com"},
                    Written{"anna@contoso.com.", "anna@contoso.com"}, Written{"anna@contoso", "anna@contoso"},
                    Written{"anna@mail_server.contoso.com", "anna@mail_server.contoso.com"},
                    Written{"mailto:anna@contoso.com", "anna@contoso.com"},
                    Written{"Anna <MAILTO:anna@contoso.com>", "Anna <anna@contoso.com>"},
                    Written{"Anna <a@contoso.com> Bert <b@contoso.com>",
                            "Anna <a@contoso.com>, Bert <b@contoso.com>"},
                    Written{"a@contoso.com b@contoso.com", "a@contoso.com, b@contoso.com"},
                    Written{"<a@contoso.com><b@contoso.com>", "a@contoso.com, b@contoso.com"},
                    Written{"<anna@contoso.com> Anna Smith", "Anna Smith <anna@contoso.com>"},
                    Written{"\"=?utf-8?Q?M=C3=BCller?=\" <anna@contoso.com>", "Müller <anna@contoso.com>"},
                    Written{"=?iso-8859-1?Q?M\xFCller, Anna (Sales)?= <anna@contoso.com>",
                            "Müller, Anna (Sales) <anna@contoso.com>"},
                    Written{"M\xFCller <anna@contoso.com>", "Müller <anna@contoso.com>"},
                    Written{"Anna [Sales] <anna@contoso.com>", "Anna [Sales] <anna@contoso.com>"},
                    Written{"Anna @ Contoso <anna@contoso.com>", "Anna @ Contoso <anna@contoso.com>"}));

INSTANTIATE_TEST_SUITE_P(
    Broken, AddressForms,
    testing::Values(
        Written{"\"\x06\"@contoso.com", "\x06@contoso.com"},
        Written{"<x:y@contoso.com>", "!x:y@contoso.com [local-part <x:y@contoso.com>]"},
        Written{"Last, First <anna@contoso.com>", "First <anna@contoso.com> [not-an-address Last]"},
        Written{"anna", " [not-an-address anna]"}, Written{"<anna>", "!anna [not-an-address <anna>]"},
        Written{"Anna Smith <Anna Smith>",
                "!Anna Smith <Anna Smith> [not-an-address Anna Smith <Anna Smith>]"},
        Written{"@contoso.com, anna@",
                "!@contoso.com, !anna [not-an-address @contoso.com] [not-an-address anna@]"},
        Written{"\"Anna <anna@contoso.com>", "Anna <anna@contoso.com> [quote \"Anna <anna@contoso.com>]"},
        Written{"Anna\" <anna@contoso.com>", "Anna <anna@contoso.com> [quote \" <anna@contoso.com>]"},
        Written{"\"Anna <a@contoso.com>, \"Bert\" <b@contoso.com>",
                "Anna <a@contoso.com>, Bert <b@contoso.com> [quote \"Anna <a@contoso.com>, ]"},
        Written{"\"Anna <a@contoso.com>, \"Bert <b@contoso.com>",
                "Anna <a@contoso.com>, Bert <b@contoso.com> [quote \"Anna <a@contoso.com>, ] [quote \"Bert "
                "<b@contoso.com>]"},
        Written{"Anna <anna@contoso.com", "Anna <anna@contoso.com> [angle <]"},
        Written{"Anna <a@contoso.com, b@contoso.com>",
                "Anna <a@contoso.com>, b@contoso.com [angle <] [angle >]"},
        Written{"anna@contoso.com>", "anna@contoso.com [angle >]"},
        Written{"<<anna@contoso.com>>", "anna@contoso.com [angle <] [angle >]"},
        Written{"Anna <a@contoso.com Bert <b@contoso.com>", "Anna <a@contoso.com>, b@contoso.com [angle <]"},
        Written{"anna@contoso.com (Anna", "anna@contoso.com [comment (Anna] [not-an-address Anna]"},
        Written{"anna@contoso.com)", "anna@contoso.com [comment )]"},
        Written{"anna@contoso..com", "!anna@contoso..com [domain anna@contoso..com]"},
        Written{"anna@contoso!.com", "!anna@contoso!.com [domain anna@contoso!.com]"},
        Written{"anna@[]", "!anna@[] [domain anna@[]]"},
        Written{"anna@[a b]", "!anna@[a b] [domain anna@[a b]]"},
        Written{"anna@b@contoso.com", "!anna@b@contoso.com [domain anna@b@contoso.com]"},
        Written{"an\x01na@contoso.com", "!an\x01na@contoso.com [local-part an\x01na@contoso.com]"},
        Written{"<Anna Smith@contoso.com>", "!Anna Smith@contoso.com [local-part <Anna Smith@contoso.com>]"},
        Written{"<anna@contoso.com foo>", "!anna@contoso.com foo [domain <anna@contoso.com foo>]"},
        Written{"Anna <a@contoso.com>:<b@contoso.com>",
                "Anna <a@contoso.com>, b@contoso.com [not-an-address :]"},
        Written{"<anna@contoso.com>\r\n name=\"report.zip\"",
                "anna@contoso.com [not-an-address name=\"report.zip\"]"},
        Written{"Anna anna@contoso.com", "Anna <anna@contoso.com> [not-an-address Anna]"},
        Written{"Mr. anna@contoso.com", "Mr. <anna@contoso.com> [not-an-address Mr.]"},
        Written{"anna@contoso.com Anna", "anna@contoso.com [not-an-address Anna]"},
        Written{"\"Anna\" <a@contoso.com> Bert", "Anna <a@contoso.com> [not-an-address Bert]"},
        Written{"\"anna@contoso.com\"", "anna@contoso.com [not-an-address \"anna@contoso.com\"]"},
        Written{"\"Anna <anna@contoso.com>\"",
                "anna@contoso.com [not-an-address \"Anna <anna@contoso.com>\"]"},
        Written{"Anna [mailto:anna@contoso.com]",
                "anna@contoso.com [not-an-address Anna [mailto:anna@contoso.com]]"},
        Written{"=?utf-8?Q?Anna <a@contoso.com>, Bert?= <b@contoso.com>",
                "=?utf-8?Q?Anna <a@contoso.com>, Bert?= <b@contoso.com>"}));

TEST(AddressList, KeepsTheUsableOnesWhenOneIsBroken)
{
    const AddressList list = parseAddressList("a@contoso.com, b@, <c, d@contoso.com, \"e");
    EXPECT_EQ(list.usableCount(), 2U);
    EXPECT_THAT(list.issues, testing::Not(IsEmpty()));
}

TEST(AddressList, TellsWhereEachAddressStands)
{
    const std::string raw = " Anna <a@contoso.com> ,\r\n b@contoso.com (Bert)";
    const AddressList list = parseAddressList(raw);
    ASSERT_THAT(list.addresses, SizeIs(2));
    const auto at = [&](const Address& a) { return raw.substr(a.position, a.length); };
    EXPECT_EQ(at(list.addresses[0]), "Anna <a@contoso.com>");
    EXPECT_EQ(at(list.addresses[1]), "b@contoso.com");
}

TEST(AddressList, CountsTheMembersOfGroups)
{
    const std::string raw = " Team: a@contoso.com, b@; c@contoso.com, Rest: d@contoso.com ";
    const AddressList list = parseAddressList(raw);
    ASSERT_THAT(list.groups, SizeIs(2));
    EXPECT_EQ(list.groups[0].name, "Team");
    EXPECT_EQ(list.groups[0].members, 2U);
    EXPECT_TRUE(list.groups[0].closed);
    EXPECT_EQ(raw.substr(list.groups[0].position, list.groups[0].length), "Team: a@contoso.com, b@;");
    EXPECT_EQ(list.groups[1].members, 1U);
    EXPECT_FALSE(list.groups[1].closed);
    EXPECT_EQ(raw.substr(list.groups[1].position, list.groups[1].length), "Rest: d@contoso.com");
    EXPECT_EQ(list.addresses[2].group, "");
}

TEST(AddressList, ReadsAnEmptyGroupInAngleBrackets)
{
    const AddressList list = parseAddressList("<undisclosed-recipients:;>");
    ASSERT_THAT(list.groups, SizeIs(1));
    EXPECT_EQ(list.groups[0].name, "undisclosed-recipients");
    EXPECT_TRUE(list.groups[0].closed);
    EXPECT_THAT(list.issues, IsEmpty());
}

TEST(AddressList, ReadsAnEmptyGroupThatAServerHasCompleted)
{
    const AddressList list =
        parseAddressList("<Undisclosed-Recipient:;@mail.contoso.com>, bernd@contoso.com");
    ASSERT_THAT(list.groups, SizeIs(1));
    EXPECT_EQ(list.groups[0].name, "Undisclosed-Recipient");
    EXPECT_EQ(list.usableCount(), 1U);
    EXPECT_THAT(list.issues, IsEmpty());
}

TEST(AddressList, KnowsTheNullPath)
{
    EXPECT_TRUE(parseAddressList("<>").nullPath);
    EXPECT_TRUE(parseAddressList(" < > ").nullPath);
    EXPECT_THAT(parseAddressList("<>").issues, IsEmpty());
    EXPECT_FALSE(parseAddressList("<").nullPath);
    EXPECT_FALSE(parseAddressList("<anna@contoso.com>").nullPath);
}

TEST(AddressList, KeepsAtMostAHundredIssues)
{
    std::string raw;
    for (int i = 0; i < 1000; ++i)
        raw += "x, ";
    EXPECT_THAT(parseAddressList(raw).issues, SizeIs(100));
}

TEST(AddressList, CountsAddressesBeyondTheLimitAndKeepsNone)
{
    const AddressList list =
        parseAddressList("a@contoso.com, g: B <b@contoso.com>; <c@contoso.com> (C), d, e@x", 2);
    ASSERT_THAT(list.addresses, SizeIs(2));
    EXPECT_EQ(list.addresses[1].displayName, "B");
    EXPECT_EQ(list.dropped, 2U);
    EXPECT_EQ(parseAddressList("<a@contoso.com> (Anna), b@contoso.com", 0).dropped, 2U);
}

TEST(AddressList, KeepsAHundredThousandAndBoundsWhatAHostileFieldMakesOfItsBytes)
{
    constexpr std::size_t bytes = 8'000'000;
    EXPECT_EQ(parseAddressList(repeated("a@b,", 100'000)).usableCount(), 100'000U);
    const AddressList most = parseAddressList(repeated("a@b,", bytes / 4));
    EXPECT_THAT(most.addresses, SizeIs(mostAddresses));
    EXPECT_EQ(most.dropped, bytes / 4 - mostAddresses);
    const AddressList groups = parseAddressList(repeated("g:a@b;", 20'000));
    EXPECT_THAT(groups.groups, SizeIs(10'000));
    EXPECT_EQ(groups.usableCount(), 20'000U);
    EXPECT_EQ(groups.addresses.back().group, "");
    EXPECT_THAT(parseAddressList(repeated("word ", 200'000) + "<a@b>").addresses, SizeIs(1));
    EXPECT_THAT(parseAddressList("<" + repeated("word ", 200'000) + ">, a@b").addresses.back().usable(),
                true);
}

TEST(AddressList, CutsLongGroupNamesAtACharacter)
{
    std::string raw = "x";
    for (int i = 0; i < 1000; ++i)
        raw += "ü";
    const AddressList list = parseAddressList(raw + ": a@contoso.com;");
    ASSERT_THAT(list.addresses, SizeIs(1));
    EXPECT_EQ(list.addresses[0].group.size(), 199U);
    EXPECT_TRUE(isValidUtf8(list.addresses[0].group));
}

TEST(Address, QuotesTheLocalPartWhereItMust)
{
    const auto spec = [](std::string local) {
        Address address;
        address.localPart = std::move(local);
        address.domain = "contoso.com";
        return address.spec();
    };
    EXPECT_EQ(spec("anna.smith+x"), "anna.smith+x@contoso.com");
    EXPECT_EQ(spec("jürgen"), "jürgen@contoso.com");
    EXPECT_EQ(spec("anna smith"), "\"anna smith\"@contoso.com");
    EXPECT_EQ(spec("a\"b\\c"), "\"a\\\"b\\\\c\"@contoso.com");
    EXPECT_EQ(spec("anna."), "\"anna.\"@contoso.com");
    EXPECT_EQ(spec("a..b"), "\"a..b\"@contoso.com");
    EXPECT_EQ(spec("a@b"), "\"a@b\"@contoso.com");
}

TEST(Address, IsUsableOnlyWithAPlausibleDomain)
{
    const auto usable = [](std::string domain) {
        Address address;
        address.localPart = "anna";
        address.domain = std::move(domain);
        return address.usable();
    };
    for (const char* good : {"contoso.com", "localhost", "a-b.example", "x_y.example", "bücher.example",
                             "[192.0.2.1]", "[IPv6:::1]", "192.0.2.1"})
        EXPECT_TRUE(usable(good)) << good;
    for (const char* bad :
         {"", ".", ".com", "contoso.com.", "a..b", "a b", "a@b", "a,b", "[]", "[", "[1 2]", "(x)", "a/b"})
        EXPECT_FALSE(usable(bad)) << bad;
    EXPECT_FALSE(usable(std::string(64, 'a') + ".example"));
    EXPECT_FALSE(usable(std::string(300, 'a')));
}

TEST(AddressList, ReadsDeeplyNestedComments)
{
    for (const std::size_t depth : {500U, 100'000U}) {
        const std::string raw = "anna@contoso.com " + std::string(depth, '(') + "x" + std::string(depth, ')');
        EXPECT_EQ(parseAddressList(raw).usableCount(), 1U);
        EXPECT_EQ(parseAddressList("anna@contoso.com " + std::string(depth, '(')).usableCount(), 1U);
    }
}

TEST(AddressList, ReadsAHundredThousandRecipients)
{
    std::string raw = "Team: ";
    for (int i = 0; i < 100'000; ++i)
        raw += "\"Smith, Anna\" <anna" + std::to_string(i) + "@contoso.com>,\r\n ";
    EXPECT_EQ(parseAddressList(raw).usableCount(), 100'000U);
}

TEST(AddressList, StaysLinearOnHostileValues)
{
    const std::vector<std::string> pieces = {"\"",
                                             "\\\"",
                                             "(",
                                             ")",
                                             "(x)",
                                             "<",
                                             ">",
                                             "<>",
                                             "[",
                                             "]",
                                             "[x",
                                             "@",
                                             "a@",
                                             "@b",
                                             "a@b ",
                                             ":",
                                             "a:",
                                             ";",
                                             ",",
                                             "=?",
                                             "=?a?Q?",
                                             "=?a?Q?<",
                                             "=?a?Q?x?=",
                                             "a . ",
                                             ". ",
                                             "<a",
                                             "<@",
                                             "<@a,",
                                             "<a:",
                                             "<:;",
                                             "\"<@>,\" ",
                                             "\"<@>",
                                             "\\",
                                             "(\"",
                                             "a(",
                                             "a (x) . (y) ",
                                             "\"a\"@b (c) ",
                                             "'",
                                             "=?a?Q?\"?=",
                                             "mailto:",
                                             "a ",
                                             "a@b:",
                                             ">:",
                                             ":(x)"};
    for (const std::string& piece : pieces) {
        EXPECT_TRUE(takesLinearTime(
            [&](std::size_t n) {
                const std::string raw = repeated(piece, n);
                parseAddressList(raw);
                parseAddressList("\"" + raw);
                parseAddressList("<" + raw + std::string(n, ':'));
                parseAddressList("<a@b> " + raw + "@" + raw);
            },
            1'000))
            << piece;
    }
}

} // namespace
} // namespace connectorscope
