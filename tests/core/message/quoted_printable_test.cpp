#include "core/message/transfer_encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace connectorscope {
namespace {

std::string decodeQuotedPrintable(std::string_view body)
{
    return decodeAll(body, TransferEncoding::QuotedPrintable);
}

TEST(QuotedPrintable, DecodesEscapesInBothCasesOfDigits)
{
    EXPECT_EQ(decodeQuotedPrintable("caf=C3=A9 na=c3=afve"), "caf\xC3\xA9 na\xC3\xAFve");
}

TEST(QuotedPrintable, JoinsLinesAtSoftBreaks)
{
    EXPECT_EQ(decodeQuotedPrintable("one =\r\ntwo =\nthree =\rfour"), "one two three four");
}

TEST(QuotedPrintable, TakesBlanksAfterTheSignOfASoftBreak)
{
    EXPECT_EQ(decodeQuotedPrintable("one= \t \r\ntwo=\t\nthree"), "onetwothree");
}

TEST(QuotedPrintable, TakesASignAtTheEndAsASoftBreak)
{
    EXPECT_EQ(decodeQuotedPrintable("text="), "text");
    EXPECT_EQ(decodeQuotedPrintable("text=\r\n"), "text");
    EXPECT_EQ(decodeQuotedPrintable("text=  "), "text");
    EXPECT_EQ(decodeQuotedPrintable("text=\r"), "text");
}

TEST(QuotedPrintable, DropsBlanksBeforeLineEnds)
{
    EXPECT_EQ(decodeQuotedPrintable("one \t\r\ntwo  \nthree\t"), "one\r\ntwo\nthree");
    EXPECT_EQ(decodeQuotedPrintable("   \r\n"), "\r\n");
}

TEST(QuotedPrintable, KeepsBlanksInsideALineAndEncodedOnesAtItsEnd)
{
    EXPECT_EQ(decodeQuotedPrintable("  one \t two=20\r\nthree=09\r\n"), "  one \t two \r\nthree\t\r\n");
}

TEST(QuotedPrintable, KeepsLineEndsAsTheyAre)
{
    EXPECT_EQ(decodeQuotedPrintable("a\r\nb\nc\rd\r\r\n"), "a\r\nb\nc\rd\r\r\n");
}

TEST(QuotedPrintable, PassesOnWhatIsNoEscape)
{
    EXPECT_EQ(decodeQuotedPrintable("1=2, a=G, =4x, = b, =5"), "1=2, a=G, =4x, = b, =5");
}

TEST(QuotedPrintable, PassesOnTheCharacterAfterASignThatBeginsNoEscape)
{
    EXPECT_EQ(decodeQuotedPrintable("==41 =x=41"), "==41 =xA");
    EXPECT_EQ(decodeQuotedPrintable("====\n====\n"), "====\n====\n");
}

TEST(QuotedPrintable, KeepsTheEndOfALineThatWasDrawnWithSigns)
{
    EXPECT_EQ(decodeQuotedPrintable("===\nText\n=====  \r\nText"), "===\nText\n=====\r\nText");
    EXPECT_EQ(decodeQuotedPrintable("==\nText ==="), "==\nText ===");
    EXPECT_EQ(decodeQuotedPrintable("== =\nText=3D=\n!"), "== Text=!");
}

TEST(QuotedPrintable, PassesOnABrokenEscapeBeforeALineEnd)
{
    EXPECT_EQ(decodeQuotedPrintable("a=4\r\nb"), "a=4\r\nb");
}

TEST(QuotedPrintable, PassesOnEightBitBytesAndNul)
{
    EXPECT_EQ(decodeQuotedPrintable(std::string("\xE4 \0 =", 5) + "E4"), std::string("\xE4 \0 \xE4", 5));
}

} // namespace
} // namespace connectorscope
