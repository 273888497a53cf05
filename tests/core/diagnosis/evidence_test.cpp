#include "core/diagnosis/evidence.h"

#include "core/diagnosis/diagnosis.h"

#include <gmock/gmock.h>

#include <string>

namespace connectorscope {
namespace {

const std::string ellipsis = "\xE2\x80\xA6";

Occurrence occurrenceOf(std::string excerpt, std::uint64_t length)
{
    Occurrence occurrence;
    occurrence.count = 1;
    occurrence.length = length;
    occurrence.excerpt = std::move(excerpt);
    return occurrence;
}

TEST(Evidence, ShowsPlainTextAsItStands)
{
    EXPECT_EQ(quoteEvidence("From: Anna <anna@contoso.com>"), "From: Anna <anna@contoso.com>");
    EXPECT_EQ(quoteEvidence(""), "");
    EXPECT_EQ(quoteEvidence("C:\\mail"), "C:\\mail");
}

TEST(Evidence, EscapesControlCharacters)
{
    EXPECT_EQ(quoteEvidence(std::string_view("a\r\n\tb\0c\x1B[2J\x7F", 12)), "a\\r\\n\\tb\\0c\\x1B[2J\\x7F");
}

TEST(Evidence, ShowsUtf8AndEscapesBytesThatAreNone)
{
    EXPECT_EQ(quoteEvidence("Gr\xC3\xBC\xC3\x9F"
                            "e \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x93\xA7"),
              "Gr\xC3\xBC\xC3\x9F"
              "e \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x93\xA7");
    EXPECT_EQ(quoteEvidence("Gr\xFC\xDF"
                            "e"),
              "Gr\\xFC\\xDFe");
}

TEST(Evidence, EscapesOverlongFormsSurrogatesAndCutCharacters)
{
    EXPECT_EQ(quoteEvidence("\xC0\xAF"), "\\xC0\\xAF");
    EXPECT_EQ(quoteEvidence("\xE0\x80\xAF"), "\\xE0\\x80\\xAF");
    EXPECT_EQ(quoteEvidence("\xED\xA0\x80"), "\\xED\\xA0\\x80");
    EXPECT_EQ(quoteEvidence("\xF4\x90\x80\x80"), "\\xF4\\x90\\x80\\x80");
    EXPECT_EQ(quoteEvidence("a\xE6\x97"), "a\\xE6\\x97");
}

TEST(Evidence, MakesInvisibleAndBidirectionalCharactersVisible)
{
    EXPECT_EQ(quoteEvidence("\xEF\xBB\xBF"
                            "From"),
              "\\xEF\\xBB\\xBFFrom");
    const std::string rightToLeft{'a', '\xE2', '\x80', '\xAE', 'f', 'd', 'p'};
    EXPECT_EQ(quoteEvidence(rightToLeft), "a\\xE2\\x80\\xAEfdp");
    EXPECT_EQ(quoteEvidence("a\xC2\x85"
                            "b"),
              "a\\xC2\\x85"
              "b");
}

TEST(Evidence, HoldsAHundredAndTwentyCharactersAndCutsTheRest)
{
    EXPECT_EQ(quoteEvidence(std::string(120, 'x')), std::string(120, 'x'));
    EXPECT_EQ(quoteEvidence(std::string(121, 'x')), std::string(119, 'x') + ellipsis);
}

TEST(Evidence, CountsCharactersNotBytes)
{
    std::string text;
    for (int i = 0; i < 120; ++i)
        text += "\xC3\xBC";
    EXPECT_EQ(quoteEvidence(text), text);
    EXPECT_EQ(quoteEvidence(text + "a"), text.substr(0, 238) + ellipsis);
}

TEST(Evidence, NeverCutsAnEscapeApart)
{
    EXPECT_EQ(quoteEvidence(std::string(118, 'x') + "\xFF"), std::string(118, 'x') + ellipsis);
    EXPECT_EQ(quoteEvidence(std::string(116, 'x') + "\xFF"), std::string(116, 'x') + "\\xFF");
    EXPECT_EQ(quoteEvidence(std::string(116, 'x') + "\xFFz"), std::string(116, 'x') + ellipsis);
}

TEST(Evidence, QuotesTheBytesOfAnOccurrenceOrAlsoTheRestOfTheirLine)
{
    const Occurrence umlaut = occurrenceOf("\xFC"
                                           "ber\r\nnext line",
                                           1);
    EXPECT_EQ(quoteOccurrence(umlaut, Quote::Bytes), "\\xFC");
    EXPECT_EQ(quoteOccurrence(umlaut, Quote::ToLineEnd), "\\xFC"
                                                         "ber");
}

TEST(Evidence, SaysThatAnOccurrenceGoesOnBeyondWhatWasKept)
{
    const std::string kept(Occurrence::maxExcerpt, 'x');
    EXPECT_EQ(quoteOccurrence(occurrenceOf(kept, 1200), Quote::Bytes), std::string(119, 'x') + ellipsis);
    EXPECT_EQ(quoteOccurrence(occurrenceOf(kept, 120), Quote::Bytes), kept);
}

TEST(Evidence, LeavesOutACharacterThatTheCutHasBroken)
{
    const std::string kept = std::string(118, 'x') + "\xE6\x97";
    EXPECT_EQ(quoteOccurrence(occurrenceOf(kept, 500), Quote::Bytes), std::string(118, 'x') + ellipsis);
}

} // namespace
} // namespace connectorscope
