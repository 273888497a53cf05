#include "app/connectorctl/text_layout.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::ElementsAre;

TEST(TextLayout, CountsColumnsAndNotBytes)
{
    EXPECT_EQ(displayWidth("abc"), 3U);
    EXPECT_EQ(displayWidth("Größe"), 5U);
    EXPECT_EQ(displayWidth("経理部"), 6U);
    EXPECT_EQ(displayWidth("e\xCC\x81"), 1U) << "a combining accent takes no column";
    EXPECT_EQ(displayWidth("📎"), 2U);
    EXPECT_EQ(displayWidth(""), 0U);
}

TEST(TextLayout, LeavesTextThatFitsAsItIs)
{
    EXPECT_EQ(fitTo("Größe", 5), "Größe");
    EXPECT_EQ(fitTo("経理部", 6), "経理部");
}

TEST(TextLayout, CutsBetweenCharactersAndShowsIt)
{
    EXPECT_EQ(fitTo("Größere", 5), "Größ…");
    EXPECT_EQ(fitTo("経理部", 5), "経理…");
    EXPECT_EQ(fitTo("経理部", 4), "経…");
    EXPECT_EQ(fitTo("abc", 1), "…");
}

TEST(TextLayout, PadsByColumns)
{
    EXPECT_EQ(padTo("経", 4), "経  ");
    EXPECT_EQ(padTo("long", 2), "long");
}

TEST(TextLayout, WrapsAtBlanks)
{
    EXPECT_THAT(wrapText("the closing boundary is missing", 12),
                ElementsAre("the closing", "boundary is", "missing"));
    EXPECT_THAT(wrapText("short", 12), ElementsAre("short"));
    EXPECT_THAT(wrapText("", 12), ElementsAre(""));
}

TEST(TextLayout, KeepsDoubledBlanksInsideALine)
{
    EXPECT_THAT(wrapText("a  b", 12), ElementsAre("a  b"));
}

TEST(TextLayout, BreaksAWordThatIsLongerThanTheLine)
{
    EXPECT_THAT(wrapText("x abcdefghij y", 4), ElementsAre("x", "abcd", "efgh", "ij y"));
    EXPECT_THAT(wrapText("経理部", 4), ElementsAre("経理", "部"));
}

TEST(TextLayout, EndsWhenACharacterIsWiderThanTheLine)
{
    EXPECT_THAT(wrapText("経理", 1), ElementsAre("経", "理"));
}

} // namespace
} // namespace connectorscope
