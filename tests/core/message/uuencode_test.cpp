#include "core/message/transfer_encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace connectorscope {
namespace {

std::string decodeUuencode(std::string_view body)
{
    return decodeAll(body, TransferEncoding::UuEncode);
}

TEST(UuEncode, DecodesWhatStandsBetweenBeginAndEnd)
{
    EXPECT_EQ(decodeUuencode("begin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n"), "Cat");
}

TEST(UuEncode, SkipsTextAroundTheData)
{
    EXPECT_EQ(decodeUuencode("Here it is:\n\nbegin 644 cat.txt\n#0V%T\n`\nend\n#0V%T\nRegards\n"), "Cat");
}

TEST(UuEncode, JoinsSeveralFiles)
{
    EXPECT_EQ(decodeUuencode("begin 644 a\n#0V%T\nend\nbegin 600 b\n#0V%T\nend\n"), "CatCat");
}

TEST(UuEncode, ReadsABlankAndABacktickAlike)
{
    EXPECT_EQ(decodeUuencode("begin 644 a\n$  ! A```\nend\n"),
              decodeUuencode("begin 644 a\n$``!`A```\nend\n"));
    EXPECT_EQ(decodeUuencode("begin 644 a\n$``!`A```\nend\n"), std::string("\x00\x00\x40\x84", 4));
}

TEST(UuEncode, PutsBackBlanksThatATransportTookOff)
{
    EXPECT_EQ(decodeUuencode("begin 644 a\n$``!`A\nend\n"), std::string("\x00\x00\x40\x84", 4));
}

TEST(UuEncode, DecodesWithoutABeginLine)
{
    EXPECT_EQ(decodeUuencode("#0V%T\n`\nend\n"), "Cat");
    EXPECT_EQ(decodeUuencode("M5&AE('%U:6-K(&)R;W=N(&9O>\"!J=6UP<R!O=F5R('1H92!L87IY(&1O9RX@\n"),
              "The quick brown fox jumps over the lazy dog. ");
}

TEST(UuEncode, DecodesWithoutAnEndLine)
{
    EXPECT_EQ(decodeUuencode("begin 644 a\n#0V%T\n#0V%T"), "CatCat");
}

TEST(UuEncode, IgnoresAChecksumAtTheEndOfALine)
{
    EXPECT_EQ(decodeUuencode("begin 644 a\n#0V%TX\nend\n"), "Cat");
    EXPECT_EQ(decodeUuencode("#0V%TX\n"), "Cat");
}

TEST(UuEncode, HasNoUseForPlainText)
{
    EXPECT_EQ(decodeUuencode("Nothing here is encoded.\nbegin with the first one\n\nRegards\n"), "");
}

TEST(UuEncode, SkipsALineThatCannotBeData)
{
    EXPECT_EQ(decodeUuencode("begin 644 a\n#0V%T\nlower case begins no line\n#0V%T\nend\n"), "CatCat");
}

TEST(UuEncode, BoundsWhatItKeepsOfALine)
{
    const std::string longName(100'000, 'x');
    EXPECT_EQ(decodeUuencode("begin 644 " + longName + "\n#0V%T\n" + longName + "\nend\n"), "Cat");
}

} // namespace
} // namespace connectorscope
