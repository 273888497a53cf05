#include "core/base/utf8.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

TEST(Utf8, IsValidWhenEmpty)
{
    EXPECT_TRUE(isValidUtf8(""));
}

TEST(Utf8, TakesTheFirstAndTheLastCharacterOfEachLength)
{
    EXPECT_TRUE(isValidUtf8(std::string_view("\0", 1)));
    EXPECT_TRUE(isValidUtf8("\x7F"));
    EXPECT_TRUE(isValidUtf8("\xC2\x80 \xDF\xBF"));
    EXPECT_TRUE(isValidUtf8("\xE0\xA0\x80 \xEF\xBF\xBF"));
    EXPECT_TRUE(isValidUtf8("\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF"));
}

TEST(Utf8, RefusesOverlongForms)
{
    EXPECT_FALSE(isValidUtf8("\xC0\x80"));
    EXPECT_FALSE(isValidUtf8("\xC1\xBF"));
    EXPECT_FALSE(isValidUtf8("\xE0\x9F\xBF"));
    EXPECT_FALSE(isValidUtf8("\xF0\x8F\xBF\xBF"));
}

TEST(Utf8, RefusesSurrogatesButNotTheirNeighbours)
{
    EXPECT_TRUE(isValidUtf8("\xED\x9F\xBF"));
    EXPECT_FALSE(isValidUtf8("\xED\xA0\x80"));
    EXPECT_FALSE(isValidUtf8("\xED\xBF\xBF"));
    EXPECT_TRUE(isValidUtf8("\xEE\x80\x80"));
}

TEST(Utf8, RefusesWhatIsAboveTheLastCodePoint)
{
    EXPECT_FALSE(isValidUtf8("\xF4\x90\x80\x80"));
    EXPECT_FALSE(isValidUtf8("\xF5\x80\x80\x80"));
    EXPECT_FALSE(isValidUtf8("\xFF"));
}

TEST(Utf8, RefusesAnUnfinishedCharacterAtTheEnd)
{
    EXPECT_FALSE(isValidUtf8("\xC3"));
    EXPECT_FALSE(isValidUtf8("\xE2\x82"));
    EXPECT_FALSE(isValidUtf8("\xF0\x9F\x98"));
}

TEST(Utf8, FindsABadByteAtEveryPlaceOfALongText)
{
    for (std::size_t place = 0; place < 70; ++place) {
        std::string text(70, 'x');
        text[place] = '\xE4';
        EXPECT_EQ(validUtf8Length(text), place);
    }
}

TEST(Utf8, AgreesWithTheDefinitionOnAllPairsOfBytes)
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string text = {static_cast<char>(first), static_cast<char>(second)};
            const bool expected = (first < 0x80 && second < 0x80) ||
                                  (first >= 0xC2 && first <= 0xDF && second >= 0x80 && second <= 0xBF);
            EXPECT_EQ(isValidUtf8(text), expected) << first << ' ' << second;
        }
    }
}

TEST(Utf8, KeepsValidTextAsItIs)
{
    EXPECT_EQ(replaceInvalidUtf8("Gr\xC3\xBC\xC3\x9F"
                                 "e"),
              "Gr\xC3\xBC\xC3\x9F"
              "e");
}

TEST(Utf8, ReplacesEachMaximalBrokenPieceOnce)
{
    // The example of Unicode 15, table 3-8
    EXPECT_EQ(replaceInvalidUtf8("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64"),
              "a\uFFFD\uFFFD\uFFFD"
              "b\uFFFD"
              "c\uFFFD\uFFFD"
              "d");
}

TEST(Utf8, ReplacesEachByteOfASurrogate)
{
    EXPECT_EQ(replaceInvalidUtf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
}

TEST(Utf8, IsCutBetweenCharacters)
{
    EXPECT_EQ(utf8Prefix("Gr\xC3\xBC\xC3\x9F", 9), "Gr\xC3\xBC\xC3\x9F");
    EXPECT_EQ(utf8Prefix("Gr\xC3\xBC\xC3\x9F", 5), "Gr\xC3\xBC");
    EXPECT_EQ(utf8Prefix("Gr\xC3\xBC\xC3\x9F", 0), "");
}

} // namespace
} // namespace connectorscope
