#include "core/site/text_format.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

struct Samples
{
    TextFormat format;
    std::vector<std::string> good;
    std::vector<std::string> bad;
};

class TextFormats : public testing::TestWithParam<Samples>
{
};

TEST_P(TextFormats, TakeWhatFitsAndNothingElse)
{
    for (const std::string& text : GetParam().good)
        EXPECT_TRUE(readFormat(GetParam().format, text)) << text;
    for (const std::string& text : GetParam().bad)
        EXPECT_FALSE(readFormat(GetParam().format, text)) << text;
}

INSTANTIATE_TEST_SUITE_P(
    Each, TextFormats,
    testing::Values(
        Samples{TextFormat::Any, {"", "a b", "\xC3\xA4"}, {"a\nb", std::string(5000, 'x'), "\x7F"}},
        Samples{TextFormat::SiteName,
                {"Contoso",
                 "Gro\xC3\x9Fhandel S\xC3\xBC"
                 "d",
                 "a.b"},
                {"", "..", "a/b", "a\\b", "CON", "nul.txt", "a.", "a ", " a", "a:b", std::string(65, 'x')}},
        Samples{TextFormat::Host,
                {"server", "mail.contoso.com", "192.0.2.1", "2001:db8::1", "SERVER_1"},
                {"", "a b", "mail.contoso.com.", ".com", "a..b", "mail:25", "http://x"}},
        Samples{
            TextFormat::Domain, {"contoso.com", "a.b.c"}, {"", "contoso..com", "-a.com", "a-.com", "a@b"}},
        Samples{TextFormat::Address,
                {"anna@contoso.com", "a.b+c@x", "o'neil@contoso.com"},
                {"", "anna", "@contoso.com", "anna@", "Anna <anna@contoso.com>", "a b@c", "a@b@c"}},
        Samples{TextFormat::AddressOrDomain, {"@spam.example", "eve@spam.example"}, {"@", "spam.example"}},
        Samples{TextFormat::Network,
                {"192.0.2.0/24", "192.0.2.1", "2001:db8::/32", "::", "::1", "1:2:3:4:5:6:7:8/128"},
                {"", "192.0.2.0/33", "192.0.2", "192.0.2.256", "1.2.3.4.5", "192.0.2.0/", "192.0.2.0/-1",
                 "1:2", "::1::", "2001:db8::/129", "1:2:3:4:5:6:7:8:9", "12345::", ":1", "g::"}},
        Samples{TextFormat::HeaderLine, {"X-Spam-Flag: YES", "X:"}, {"", "YES", ": x", "X Y: z"}},
        Samples{
            TextFormat::Language, {"en", "de", "pt-BR", "zh-Hant-TW"}, {"", "e", "e1-", "english language"}},
        Samples{TextFormat::TimeZone,
                {"Europe/Berlin", "UTC", "Etc/GMT+5"},
                {"", "/", "../x", "a b", "Europe/", "Europe/Bonn"}},
        Samples{TextFormat::ReportFormat, {"html", "json"}, {"", "HTML", "docx"}}));

TEST(TextFormats, FoldTheCaseOfDomainsOnly)
{
    EXPECT_EQ(readFormat(TextFormat::Domain, "Contoso.COM"), "contoso.com");
    EXPECT_EQ(readFormat(TextFormat::Address, "Anna@Contoso.COM"), "Anna@contoso.com");
}

} // namespace
} // namespace connectorscope
