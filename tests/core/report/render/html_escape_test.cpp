#include "core/report/render/html_escape.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

TEST(HtmlEscape, TurnsMarkupIntoReferences)
{
    EXPECT_EQ(htmlEscape("<b a='1' c=\"2\">&amp;"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp;");
}

TEST(HtmlEscape, MakesControlsAndDirectionMarksVisible)
{
    EXPECT_EQ(htmlEscape("a\r\n\x1B[2J"), "a\\r\\n\\x1B[2J");
    EXPECT_EQ(htmlEscape("invoice\xE2\x80\xAE"
                         "fdp.exe"),
              "invoice\\u202Efdp.exe");
    EXPECT_EQ(htmlEscape(std::string_view("\0", 1)), "\\0");
}

TEST(HtmlEscape, LeavesOtherTextAlone)
{
    EXPECT_EQ(htmlEscape("Grüße, 你好 {{x}}"), "Grüße, 你好 {{x}}");
}

} // namespace
} // namespace connectorscope
