#include "core/message/html_text.h"

#include "core/base/utf8.h"

#include <chrono>
#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string textOf(std::string_view html)
{
    return htmlToText(html, 100'000);
}

TEST(HtmlText, KeepsWhatAPersonReads)
{
    EXPECT_EQ(textOf("<html><body><p>Hello&nbsp;<b>Anna</b>,</p><p>2 &lt; 3 &amp; 4</p></body></html>"),
              "Hello Anna,\n\n2 < 3 & 4");
}

TEST(HtmlText, JoinsBlanksAndBreaksLinesWhereBlocksDo)
{
    EXPECT_EQ(textOf("one\r\n   two<br>three<div>four</div><ul><li>five<li>six</ul>"),
              "one two\nthree\nfour\n- five\n- six");
    EXPECT_EQ(textOf("<pre>a  b\nc</pre>"), "a  b\nc");
}

TEST(HtmlText, LeavesOutScriptsStylesHeadAndComments)
{
    EXPECT_EQ(
        textOf("<head><title>t</title><style>p{}</style></head>a<script>alert('<p>b')</SCRIPT>c<!-- d -->e"),
        "ace");
    EXPECT_EQ(textOf("a<script>never closed <p>b"), "a");
    EXPECT_EQ(textOf("a<!-- never closed <p>b"), "a");
}

TEST(HtmlText, ShowsWhereALinkLeads)
{
    EXPECT_EQ(textOf("<a href=\"https://evil.example/?a=1&amp;b=2\">Your bank</a>."),
              "Your bank <https://evil.example/?a=1&b=2>.");
    EXPECT_EQ(textOf("<a href='https://contoso.com'>https://contoso.com</a>"), "https://contoso.com");
    EXPECT_EQ(textOf("<a title=\"a > b\" href=x>y</a>"), "y <x>");
}

TEST(HtmlText, NamesPicturesAndFetchesNone)
{
    EXPECT_EQ(textOf("<img src=\"https://tracker.example/p.gif\">"), "[picture]");
    EXPECT_THAT(textOf("<img src=x alt='our logo'>"), HasSubstr("our logo"));
    EXPECT_THAT(textOf("<iframe src=x>inside</iframe>outside"), Not(HasSubstr("inside")));
}

TEST(HtmlText, DecodesNumbersAndDistrustsThem)
{
    EXPECT_EQ(textOf("&#8364;&#x20AC;&euro;"), "\u20AC\u20AC\u20AC");
    EXPECT_EQ(textOf("&#0;&#xD800;&#x110000;&#99999999999;"), "\uFFFD\uFFFD\uFFFD&#99999999999;");
    EXPECT_EQ(textOf("&unknown; & &"), "&unknown; & &");
}

TEST(HtmlText, TakesALessThanThatBeginsNoTagForText)
{
    EXPECT_EQ(textOf("1 < 2 <3"), "1 < 2 <3");
    EXPECT_EQ(textOf("a <"), "a <");
    EXPECT_EQ(textOf("a <b"), "a");
}

TEST(HtmlText, EndsWhereEnoughIsShown)
{
    std::string html;
    for (int i = 0; i < 1000; ++i)
        html += "\u20AC";
    const std::string text = htmlToText(html, 100);
    EXPECT_LE(text.size(), 100U);
    EXPECT_GE(text.size(), 97U);
    EXPECT_TRUE(isValidUtf8(text));
}

TEST(HtmlText, StaysQuickWhateverStandsThere)
{
    for (const std::string_view piece :
         {"<", "<a href=\"", "<!--", "&", "</", "<script>", "<p \"", "<a =", "<p/"}) {
        std::string html;
        while (html.size() < 1'000'000)
            html += piece;
        const auto begin = std::chrono::steady_clock::now();
        const std::string text = htmlToText(html, 2'000'000);
        EXPECT_LE(text.size(), 2'000'000U);
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5)) << piece;
    }
}

} // namespace
} // namespace connectorscope
