#include "core/message/parameters.h"

#include "tests/core/message/linear_time.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

std::vector<std::string> namesOf(const StructuredValue& value)
{
    std::vector<std::string> names;
    for (const Parameter& parameter : value.parameters)
        names.push_back(parameter.name);
    return names;
}

/// The only parameter of a Content-Disposition with these parameters.
std::string fileName(std::string_view parameters)
{
    const StructuredValue value = parseStructuredValue("attachment; " + std::string(parameters));
    return std::string(value.parameter("filename").value_or("(none)"));
}

TEST(StructuredValue, SplitsTokenAndParameters)
{
    const StructuredValue value =
        parseStructuredValue(" Text/Plain; Charset=\"utf-8\"; format=flowed;\r\n\tdelsp=yes");
    EXPECT_EQ(value.token, "text/plain");
    EXPECT_THAT(namesOf(value), ElementsAre("charset", "format", "delsp"));
    EXPECT_THAT(value.parameter("charset"), Optional(std::string_view("utf-8")));
    EXPECT_THAT(value.parameter("delsp"), Optional(std::string_view("yes")));
    EXPECT_EQ(value.parameter("name"), std::nullopt);
}

TEST(StructuredValue, TakesBlanksAndCommentsOut)
{
    EXPECT_EQ(parseStructuredValue("(a (nested) one) text / (b) plain (c)").token, "text/plain");
    const StructuredValue value =
        parseStructuredValue("text/plain (x); (y) charset (z) = (w) us-ascii (Plain text)");
    EXPECT_THAT(value.parameter("charset"), testing::Eq(std::nullopt)); // a name is followed by its `=`
    const StructuredValue usual = parseStructuredValue("text/plain; (y) charset = (w) us-ascii (Plain text)");
    EXPECT_THAT(usual.parameter("charset"), Optional(std::string_view("us-ascii")));
}

TEST(StructuredValue, ComesBackEmptyFromNothing)
{
    for (const char* nothing : {"", "  ", ";", ";;;", "(only a comment)", "="}) {
        const StructuredValue value = parseStructuredValue(nothing);
        EXPECT_EQ(value.token, "") << nothing;
        EXPECT_THAT(value.parameters, IsEmpty()) << nothing;
    }
}

TEST(StructuredValue, ReadsParametersWithoutTheirToken)
{
    const StructuredValue value = parseStructuredValue("filename=\"a.pdf\"; size=3");
    EXPECT_EQ(value.token, "");
    EXPECT_THAT(value.parameter("filename"), Optional(std::string_view("a.pdf")));
    EXPECT_THAT(value.parameter("size"), Optional(std::string_view("3")));
}

TEST(StructuredValue, ReadsParametersAfterAForgottenSemicolon)
{
    const StructuredValue value =
        parseStructuredValue("text/plain charset=iso-8859-1 format=flowed\r\n name=\"a b.txt\" x=1");
    EXPECT_EQ(value.token, "text/plain");
    EXPECT_THAT(namesOf(value), ElementsAre("charset", "format", "name", "x"));
    EXPECT_THAT(value.parameter("charset"), Optional(std::string_view("iso-8859-1")));
    EXPECT_THAT(value.parameter("name"), Optional(std::string_view("a b.txt")));
}

TEST(StructuredValue, TakesACommaAndQuotesOffTheToken)
{
    EXPECT_EQ(parseStructuredValue("text/plain, charset=utf-8").token, "text/plain");
    EXPECT_EQ(parseStructuredValue("\"text/html\"; charset=utf-8").token, "text/html");
}

TEST(StructuredValue, KeepsATypeWithoutSubtype)
{
    EXPECT_EQ(parseStructuredValue("text").token, "text");
}

TEST(StructuredValue, LeavesOutWhatIsNoParameter)
{
    const StructuredValue value =
        parseStructuredValue("text/plain; foo; =bar; charset=utf-8; \"x\"; *=y; a*b=z");
    EXPECT_THAT(namesOf(value), ElementsAre("charset"));
}

TEST(StructuredValue, CountsTheFirstOfTwo)
{
    const StructuredValue value = parseStructuredValue("text/plain; charset=a; charset=b; CHARSET=c");
    EXPECT_THAT(value.parameters, testing::SizeIs(1));
    EXPECT_THAT(value.parameter("charset"), Optional(std::string_view("a")));
}

TEST(StructuredValue, KeepsTheOrderOfTheField)
{
    EXPECT_THAT(namesOf(parseStructuredValue("x/y; c=1; b*1=3; a=1; b*0=2")), ElementsAre("c", "b", "a"));
}

TEST(StructuredValue, TakesBackslashesOnlyFromQuotesAndBackslashes)
{
    EXPECT_EQ(fileName(R"(filename="a\"b\\c.txt")"), R"(a"b\c.txt)");
    EXPECT_EQ(fileName(R"(filename="C:\temp\new.txt")"), R"(C:\temp\new.txt)");
    EXPECT_EQ(fileName(R"(filename="minutes\ of\ \may.txt")"), "minutes of may.txt");
}

TEST(StructuredValue, UndoesFoldsInQuotedValues)
{
    EXPECT_EQ(fileName("filename=\"a long\r\n name.txt\""), "a long name.txt");
    EXPECT_EQ(fileName("filename=\"a long\r\n\tname.txt\""), "a long name.txt");
}

TEST(StructuredValue, EndsAQuoteThatNeverEndsWithItsLineOrSemicolon)
{
    EXPECT_EQ(fileName("filename=\"report.pdf"), "report.pdf");
    EXPECT_EQ(fileName("filename=\"report.pdf; size=3"), "report.pdf");
    EXPECT_EQ(fileName("filename=\"report.pdf\r\n size=3"), "report.pdf");
    EXPECT_EQ(fileName("filename=report.pdf\""), "report.pdf");
    EXPECT_EQ(fileName("filename=a\"b\""), "a\"b\"");
}

TEST(StructuredValue, KeepsBlanksOfFileNamesWithoutQuotes)
{
    EXPECT_EQ(fileName("filename=My last report.pdf; size=3"), "My last report.pdf");
    EXPECT_EQ(fileName("filename=My report (2).pdf"), "My report (2).pdf");
    EXPECT_EQ(fileName("filename=report(2).pdf size=3"), "report(2).pdf");
    EXPECT_EQ(fileName("filename=report.pdf (the last)"), "report.pdf");
}

TEST(StructuredValue, KeepsTheBoundaryByteForByte)
{
    const auto boundary = [](std::string_view raw) {
        return std::string(parseStructuredValue(raw).parameter("boundary").value_or("(none)"));
    };
    EXPECT_EQ(boundary("multipart/mixed; boundary=\" a b'()+_,-./:=?\""), " a b'()+_,-./:=?");
    EXPECT_EQ(boundary("multipart/mixed; boundary=----=_Part_1,2:3/4"), "----=_Part_1,2:3/4");
    EXPECT_EQ(boundary("multipart/mixed; boundary=\"=?utf-8?Q?a?=\""), "=?utf-8?Q?a?=");
    EXPECT_EQ(boundary("multipart/mixed; boundary=\"\xFC\""), "\xFC");
    EXPECT_EQ(boundary("multipart/mixed; boundary*0=ab; boundary*1=cd"), "abcd");
    EXPECT_EQ(boundary("multipart/mixed; boundary=a b"), "a b");
}

TEST(StructuredValue, JoinsContinuationsInAnyOrder)
{
    EXPECT_EQ(fileName("filename*1=\"b\"; filename*2=c; filename*0=a"), "abc");
    EXPECT_EQ(fileName("filename*10=k; filename*2=c; filename*1=b"), "bck");
    EXPECT_EQ(fileName("filename*0=a; filename*0=x; filename*1=b"), "ab");
}

TEST(StructuredValue, DecodesExtendedValues)
{
    EXPECT_EQ(fileName("filename*=UTF-8''Gr%C3%BC%c3%9fe.txt"), "Grüße.txt");
    EXPECT_EQ(fileName("filename*=iso-8859-1'de'Gr%FC%DFe.txt"), "Grüße.txt");
    EXPECT_EQ(fileName("filename*=\"utf-8''%e2%82%ac.txt\""), "€.txt");
    EXPECT_EQ(fileName("filename*=''100%.txt"), "100%.txt");
    EXPECT_EQ(fileName("filename*=%C3%BC.txt"), "ü.txt");
}

TEST(StructuredValue, DecodesPiecesOfBothFormsAndCharactersSplitOverTwo)
{
    EXPECT_EQ(fileName("filename*0*=utf-8''a%20%C3; filename*1*=%BC; filename*2=\"%41.txt\""), "a ü%41.txt");
    EXPECT_EQ(fileName("filename*2=\"d.txt\"; filename*0*=utf-8''a%20; filename*1=b"), "a bd.txt");
}

TEST(StructuredValue, PrefersTheExtendedFormToThePlainOne)
{
    EXPECT_EQ(fileName("filename=\"plain.txt\"; filename*=utf-8''%C3%BC.txt"), "ü.txt");
    EXPECT_EQ(fileName("filename*0=a; filename=\"plain.txt\"; filename*1=b"), "ab");
    EXPECT_EQ(fileName("filename*0=a; filename*=utf-8''%C3%BC.txt; filename*1=b"), "ü.txt");
}

TEST(StructuredValue, DecodesEncodedWordsAndRawEightBitNames)
{
    EXPECT_EQ(fileName("filename=\"=?UTF-8?Q?Gr=C3=BC=C3=9Fe.txt?=\""), "Grüße.txt");
    EXPECT_EQ(fileName("filename==?iso-8859-1?Q?Gr=FC=DFe.txt?="), "Grüße.txt");
    EXPECT_EQ(fileName("filename=\"=?UTF-8?B?SGVsbG8=?=\r\n =?UTF-8?B?IHdvcmxk?=.txt\""), "Hello world.txt");
    EXPECT_EQ(fileName("filename*0=\"=?UTF-8?Q?Gr=C3\"; filename*1=\"=BC=C3=9Fe?=\""), "Grüße");
    EXPECT_EQ(fileName("filename=\"Gr\xC3\xBC\xC3\x9F"
                       "e.txt\""),
              "Grüße.txt");
    EXPECT_EQ(fileName("filename=Gr\xFC\xDF"
                       "e.txt"),
              "Grüße.txt");
}

TEST(StructuredValue, KeepsItsTextValidUtf8)
{
    EXPECT_EQ(parseStructuredValue("t\xFC/x").token, "tü/x");
}

TEST(StructuredValue, StaysLinearOnHostileValues)
{
    const std::vector<std::string> pieces = {"(",    "(x) ", "(((", "a ",  " ",      ";a=\"",
                                             ";a=b", "a*1=", "\"",  "\\",  "=?a?Q?", ";a*0*=''%",
                                             "a(",   ") (",  "=",   " = ", ";=?"};
    for (const std::string& piece : pieces)
        EXPECT_TRUE(takesLinearTime([&](std::size_t n) {
            parseStructuredValue(repeated(piece, n));
            parseStructuredValue("a/b; filename=x " + repeated(piece, n));
        })) << piece;
}

} // namespace
} // namespace connectorscope
