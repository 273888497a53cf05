#include "core/message/encoded_word.h"

#include "tests/core/message/linear_time.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace connectorscope {
namespace {

TEST(HeaderText, LeavesPlainTextAlone)
{
    EXPECT_EQ(decodeHeaderText(" Offer = 5 ? "), "Offer = 5 ?");
    EXPECT_EQ(decodeHeaderText(""), "");
    EXPECT_EQ(decodeHeaderText(" \t\r\n "), "");
    EXPECT_EQ(decodeHeaderText("what=?yes"), "what=?yes");
}

TEST(HeaderText, Unfolds)
{
    EXPECT_EQ(decodeHeaderText(" one\r\n two\r\n\tthree\n  four"), "one two three  four");
    EXPECT_EQ(decodeHeaderText("one\rtwo"), "one two");
}

TEST(HeaderText, DecodesBothEncodings)
{
    EXPECT_EQ(decodeHeaderText("=?UTF-8?B?R3LDvMOfZQ==?="), "Grüße");
    EXPECT_EQ(decodeHeaderText("=?utf-8?b?R3LDvMOfZQ==?="), "Grüße");
    EXPECT_EQ(decodeHeaderText("=?ISO-8859-1?Q?Gr=FC=dfe_aus_K=F6ln?="), "Grüße aus Köln");
    EXPECT_EQ(decodeHeaderText("=?iso-8859-1?q?\?="), "");
}

TEST(HeaderText, DecodesBetweenPlainText)
{
    EXPECT_EQ(decodeHeaderText("Re: =?utf-8?Q?=C3=BC?= and more"), "Re: ü and more");
}

TEST(HeaderText, DropsBlanksBetweenNeighboursOnly)
{
    EXPECT_EQ(decodeHeaderText("=?utf-8?Q?a?= =?utf-8?Q?b?="), "ab");
    EXPECT_EQ(decodeHeaderText("=?utf-8?Q?a?=\r\n =?iso-8859-1?Q?=FC?="), "aü");
    EXPECT_EQ(decodeHeaderText("=?utf-8?Q?a?= x =?utf-8?Q?b?="), "a x b");
    EXPECT_EQ(decodeHeaderText("=?utf-8?Q?a_?= =?utf-8?Q?b?="), "a b");
}

TEST(HeaderText, DecodesPaddingThatMeetsTheNextWord)
{
    EXPECT_EQ(decodeHeaderText("=?UTF-8?B?SGVsbG8=?= =?UTF-8?B?IHdvcmxk?="), "Hello world");
    EXPECT_EQ(decodeHeaderText("=?UTF-8?B?SGVsbG8=?==?UTF-8?B?IHdvcmxk?="), "Hello world");
}

TEST(HeaderText, JoinsACharacterThatIsSplitOverTwoWords)
{
    EXPECT_EQ(decodeHeaderText("=?utf-8?B?w7zDvA==?= =?utf-8?Q?=C3?= =?UTF-8?Q?=BC?="), "üüü");
    EXPECT_EQ(decodeHeaderText("=?iso-2022-jp?B?GyRCRnw=?= =?iso-2022-jp?B?S1wbKEI=?="), "日本");
}

TEST(HeaderText, JoinsBase64ThatWasCutAnywhere)
{
    EXPECT_EQ(decodeHeaderText("=?utf-8?B?SGVsb?= =?utf-8?B?G8gd29ybGQ=?="), "Hello world");
    EXPECT_EQ(decodeHeaderText("=?utf-8?B?SGVsbG8gd2?= =?utf-8?B?9ybGQ=?="), "Hello world");
    EXPECT_FALSE(findEncodedWordIssue("=?utf-8?B?SGVsb?= =?utf-8?B?G8gd29ybGQ=?="));
}

TEST(HeaderText, DecodesBase64WithoutPaddingAndInChunks)
{
    EXPECT_EQ(decodeHeaderText("=?utf-8?B?SGVsbG8?= =?utf-8?B?IHdvcmxk?="), "Hello world");
    EXPECT_EQ(decodeHeaderText("=?utf-8?B?Vkk=UlVTISE=?="), "VIRUS!!");
}

TEST(HeaderText, ForgivesTheSinsOfRealMailers)
{
    EXPECT_EQ(decodeHeaderText("=?utf-8?Q?two words =C3=BC?="), "two words ü");
    EXPECT_EQ(decodeHeaderText("=?utf-8?Q?two\r\n words?="), "two words");
    EXPECT_EQ(decodeHeaderText("=?utf-8?B?SGVs\r\n bG8=?="), "Hello");
    EXPECT_EQ(decodeHeaderText("[list]=?utf-8?Q?=C3=BC?=x"), "[list]üx");
    EXPECT_EQ(decodeHeaderText("\"=?utf-8?Q?=C3=BC?=\""), "\"ü\"");
    EXPECT_EQ(decodeHeaderText("=?utf-8?Q?Are you there?\?="), "Are you there?");
    EXPECT_EQ(decodeHeaderText("=?us-ascii?Q?=FC?="), "ü");
}

TEST(HeaderText, IgnoresTheLanguage)
{
    EXPECT_EQ(decodeHeaderText("=?utf-8*de?Q?=C3=BC?="), "ü");
    EXPECT_EQ(decodeHeaderText("=?utf-8*de-AT?Q?=C3?= =?UTF-8*en?Q?=BC?="), "ü");
}

TEST(HeaderText, ShowsWhatIsBrokenAsItStands)
{
    for (const char* broken :
         {"=?utf-8?Q?never ends", "=?utf-8?Q?", "=?utf-8?X?abc?=", "=?utf-8?Q?a=?=", "=?utf-8?Q?a=4?=",
          "=?utf-8?Q?a=XY?=", "=?utf-8?B?a*b?=", "=?\?=", "=?utf-8?=", "=?utf-8?B?SGVsbG8=?"})
        EXPECT_EQ(decodeHeaderText(broken), broken);
}

TEST(HeaderText, KeepsTheBlanksAroundABrokenWord)
{
    EXPECT_EQ(decodeHeaderText("=?utf-8?Q?a?= =?utf-8?Q?=X?= =?utf-8?Q?b?="), "a =?utf-8?Q?=X?= b");
}

TEST(HeaderText, DecodesTheWordAfterOneThatNeverEnds)
{
    EXPECT_EQ(decodeHeaderText("=?utf-8?Q?a =?utf-8?Q?b?="), "=?utf-8?Q?a b");
}

TEST(HeaderText, GuessesWhatAnUnknownCharsetMeans)
{
    EXPECT_EQ(decodeHeaderText("=?x-nonsense?Q?=C3=BC?="), "ü");
    EXPECT_EQ(decodeHeaderText("=?x-nonsense?Q?=FC?="), "ü");
    EXPECT_EQ(decodeHeaderText("=??Q?=FC?="), "ü");
}

TEST(HeaderText, ReplacesBytesThatAreNoneOfTheCharset)
{
    EXPECT_EQ(decodeHeaderText("=?utf-8?Q?a=FFb?="), "a\uFFFDb");
}

TEST(HeaderText, ReadsRawEightBitText)
{
    EXPECT_EQ(decodeHeaderText("Gr\xC3\xBC\xC3\x9F"
                               "e"),
              "Grüße");
    EXPECT_EQ(decodeHeaderText("Gr\xFC\xDF"
                               "e\r\n =?utf-8?Q?=C3=BC?="),
              "Grüße ü");
}

TEST(HeaderText, TakesDecodedBlanksOffTheEnds)
{
    EXPECT_EQ(decodeHeaderText("=?utf-8?Q?_a_?="), "a");
}

struct Fault
{
    std::string raw;
    EncodedWordFault fault;
    std::size_t position;
    std::size_t length;
    std::size_t count;
};

class BrokenWords : public testing::TestWithParam<Fault>
{
};

TEST_P(BrokenWords, AreFoundWhereTheyStand)
{
    const auto issue = findEncodedWordIssue(GetParam().raw);
    ASSERT_TRUE(issue);
    EXPECT_EQ(issue->fault, GetParam().fault);
    EXPECT_EQ(issue->position, GetParam().position);
    EXPECT_EQ(issue->length, GetParam().length);
    EXPECT_EQ(issue->count, GetParam().count);
}

INSTANTIATE_TEST_SUITE_P(
    EncodedWord, BrokenWords,
    testing::Values(Fault{" =?x-nonsense?Q?abc?=", EncodedWordFault::UnknownCharset, 1, 20, 1},
                    Fault{"=?a1?Q?a?= =?a1?Q?b?= =?a2?Q?c?=", EncodedWordFault::UnknownCharset, 0, 21, 3},
                    Fault{"=??Q?abc?=", EncodedWordFault::UnknownCharset, 0, 10, 1},
                    Fault{"x =?utf-8?K?abc?= y", EncodedWordFault::BadEncoding, 2, 15, 1},
                    Fault{"=?utf-8?B?a*b?=", EncodedWordFault::BadData, 0, 15, 1},
                    Fault{"=?utf-8?B?YWJjZ?=", EncodedWordFault::BadData, 0, 17, 1},
                    Fault{"=?utf-8?Q?a=4x?=", EncodedWordFault::BadData, 0, 16, 1},
                    Fault{"=?utf-8?Q?=FC?=", EncodedWordFault::BadData, 0, 15, 1},
                    Fault{"=?us-ascii?Q?=FC?=", EncodedWordFault::BadData, 0, 18, 1},
                    Fault{"Re: =?utf-8?Q?abc", EncodedWordFault::NotClosed, 4, 10, 1},
                    Fault{"=?utf-8?Q?a =?utf-8?Q?b", EncodedWordFault::NotClosed, 0, 10, 2}));

TEST(EncodedWordIssue, IsNoneInSoundValues)
{
    for (const char* sound : {"", "plain", "a=?b", "=?", "?\?=", "=?utf-8?Q?=C3?= =?utf-8?Q?=BC?=",
                              "=?iso-8859-1?Q?=80?=", "=?utf-8?B?SGVsbG8=?= =?UTF-8?B?IHdvcmxk?=",
                              "=?utf-8?Q?two words?=", "=?utf-8*de?Q?a?=", "Price =?what?"})
        EXPECT_FALSE(findEncodedWordIssue(sound)) << sound;
}

TEST(EncodedWord, StaysLinearOnHostileValues)
{
    const std::vector<std::string> pieces = {
        "=?", "=?a?Q?",        "=?a?x?",   "=?utf-8?B?YQ?=", "=?utf-8?Q?a?= ", "?=", "=?utf-8?Q?=FF?=x",
        "=",  "=?utf-8?Q?=?=", "\r\n =?a", "=?a?Q? "};
    for (const std::string& piece : pieces)
        EXPECT_TRUE(takesLinearTime([&](std::size_t n) {
            const std::string raw = repeated(piece, n);
            decodeHeaderText(raw);
            findEncodedWordIssue(raw);
        })) << piece;
}

TEST(EncodedWord, StaysQuickOnManyCharsets)
{
    std::string all;
    for (int i = 0; i < 40'000; ++i)
        all += "=?cp" + std::to_string(i) + "?Q?=FC?= ";
    EXPECT_FALSE(decodeHeaderText(all).empty());
}

} // namespace
} // namespace connectorscope
