#include "core/message/transfer_encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace connectorscope {
namespace {

std::string decodeBase64(std::string_view body)
{
    return decodeAll(body, TransferEncoding::Base64);
}

TEST(Base64, DecodesAcrossLines)
{
    EXPECT_EQ(decodeBase64("SGVsbG8g\r\nd29ybGQh\r\n"), "Hello world!");
}

TEST(Base64, JoinsSeveralPaddedChunks)
{
    EXPECT_EQ(decodeBase64("Vkk=UlVTISE="), "VIRUS!!");
    EXPECT_EQ(decodeBase64("SGVsbG8=\r\nIHdvcmxk\r\nIQ==\r\n"), "Hello world!");
}

TEST(Base64, EndsWithoutPadding)
{
    EXPECT_EQ(decodeBase64("QQ"), "A");
    EXPECT_EQ(decodeBase64("QUI"), "AB");
    EXPECT_EQ(decodeBase64("QUJD"), "ABC");
}

TEST(Base64, LosesASingleLeftoverCharacter)
{
    EXPECT_EQ(decodeBase64("QUJDR"), "ABC");
    EXPECT_EQ(decodeBase64("QUJDR==="), "ABC");
}

TEST(Base64, SkipsCharactersOutsideItsAlphabet)
{
    EXPECT_EQ(decodeBase64("S*G V\ts\nbG\x80"
                           "8!"),
              "Hello");
    EXPECT_EQ(decodeBase64(std::string("SG\0Vs", 5) + "bG8="), "Hello");
}

TEST(Base64, ReadsEveryCharacterOfItsAlphabet)
{
    EXPECT_EQ(
        decodeBase64("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
        std::string(
            "\x00\x10\x83\x10\x51\x87\x20\x92\x8b\x30\xd3\x8f\x41\x14\x93\x51\x55\x97\x61\x96\x9b\x71\xd7\x9f"
            "\x82\x18\xa3\x92\x59\xa7\xa2\x9a\xab\xb2\xdb\xaf\xc3\x1c\xb3\xd3\x5d\xb7\xe3\x9e\xbb\xf3\xdf"
            "\xbf",
            48));
}

TEST(Base64, IgnoresPaddingThatEndsNoGroup)
{
    EXPECT_EQ(decodeBase64("====QUJD===="), "ABC");
    EXPECT_EQ(decodeBase64(""), "");
}

TEST(Base64, EndsBeforeTheFooterThatAMailingListAdded)
{
    EXPECT_EQ(
        decodeBase64("SGVsbG8=\r\n\r\n____________\r\nList mailing list\r\nhttp://lists.example.org/\r\n"),
        "Hello");
    EXPECT_EQ(decodeBase64("SGVsbG8= \n \nTo leave, write to us\nQUJD"), "Hello");
}

TEST(Base64, EndsBeforeAFooterWhereItNeedsNoPadding)
{
    EXPECT_EQ(decodeBase64("QUJD\r\n\r\n____________\r\nList mailing list\r\n"), "ABC");
    EXPECT_EQ(decodeBase64("QUJD\n \nTo leave, write to us\nQUJD"), "ABC");
}

TEST(Base64, GoesOnAfterEmptyLines)
{
    EXPECT_EQ(decodeBase64("\r\n\r\n(data)\r\nQUJD\r\n\r\n\r\nQUJD\r\n\nQUJD"), "u\xAB"
                                                                                "ZABCABCABC");
}

TEST(Base64, GoesOnAfterPaddingWithLinesOfData)
{
    EXPECT_EQ(decodeBase64("SGVsbG8=\r\n\r\nIHdv=\r\n cmxk \r\nIQ==\r\n"), "Hello world!");
    std::string longLine;
    for (int i = 0; i < 100; ++i)
        longLine += "QUJD";
    EXPECT_EQ(decodeBase64("SGVsbG8=\n" + longLine).size(), 5U + 300U);
}

TEST(Base64, SkipsWhatIsNoneBetweenLinesWithoutPadding)
{
    EXPECT_EQ(decodeBase64("QUJD\n--- !\nQUJD"), "ABCABC");
}

} // namespace
} // namespace connectorscope
