#include "core/message/charset.h"

#include "core/base/utf8.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace connectorscope {
namespace {

struct NamedText
{
    std::string charset;
    std::string bytes;
    std::string utf8;
};

class CharsetNames : public testing::TestWithParam<NamedText>
{
};

TEST_P(CharsetNames, AreReadAsMailMeansThem)
{
    EXPECT_TRUE(isKnownCharset(GetParam().charset));
    EXPECT_EQ(toUtf8(GetParam().bytes, GetParam().charset), GetParam().utf8);
    EXPECT_TRUE(isValidText(GetParam().bytes, GetParam().charset));
}

INSTANTIATE_TEST_SUITE_P(
    Western, CharsetNames,
    testing::Values(NamedText{"utf-8", "Gr\xC3\xBC\xC3\x9F", "Grüß"}, NamedText{"UTF8", "\xC3\xBC", "ü"},
                    NamedText{" utf-8 ", "\xC3\xBC", "ü"}, NamedText{"ISO-8859-1", "Gr\xFC\xDF", "Grüß"},
                    NamedText{"iso-8859-1", "\x80\x96\x81", "€–\xC2\x81"}, // what Windows mailers mean by it
                    NamedText{"latin1", "\xE9", "é"}, NamedText{"windows-1252", "\x93x\x94", "“x”"},
                    NamedText{"cp-1252", "\x80", "€"}, NamedText{"x-ansi", "\x80", "€"},
                    NamedText{"iso-8859-15", "\xA4", "€"}, NamedText{"iso8859-15", "\xA4", "€"},
                    NamedText{"Latin-9", "\xA4", "€"}, NamedText{"cp-850", "\x81", "ü"},
                    NamedText{"CP850", "\x81", "ü"}, NamedText{"ibm850", "\x81", "ü"},
                    NamedText{"iso-8859-9", "\xFD\x80", "ı€"}, NamedText{"x-mac-roman", "\x8A", "ä"},
                    NamedText{"macintosh", "\x8A", "ä"}, NamedText{"ansi_x3.4-1968", "plain", "plain"},
                    NamedText{"us-ascii", "plain", "plain"}));

INSTANTIATE_TEST_SUITE_P(
    Eastern, CharsetNames,
    testing::Values(NamedText{"iso-8859-2", "\xB1", "ą"}, NamedText{"windows-1250", "\xB9", "ą"},
                    NamedText{"x-cp1250", "\xB9", "ą"}, NamedText{"koi8-r", "\xC1", "а"},
                    NamedText{"KOI8_R", "\xC1", "а"}, NamedText{"koi8-u", "\xA4", "є"},
                    NamedText{"windows-1251", "\xE0", "а"}, NamedText{"x-mac-cyrillic", "\xE0", "а"},
                    NamedText{"iso-8859-7", "\xE1", "α"}, NamedText{"windows-1253", "\xE1", "α"},
                    NamedText{"iso-8859-8-i", "\xE0", "א"}, NamedText{"iso-8859-8", "\xE0", "א"},
                    NamedText{"windows-1256", "\xC7", "ا"}, NamedText{"windows-874", "\xA1", "ก"},
                    NamedText{"tis-620", "\xA1", "ก"}, NamedText{"iso-8859-11", "\xA1", "ก"}));

INSTANTIATE_TEST_SUITE_P(
    EastAsian, CharsetNames,
    testing::Values(
        NamedText{"shift_jis", "\x93\xFA\x96{", "日本"}, NamedText{"x-sjis", "\x93\xFA\x96{", "日本"},
        NamedText{"windows-31j", "\x87@", "①"}, NamedText{"euc-jp", "\xC6\xFC\xCB\xDC", "日本"},
        NamedText{"iso-2022-jp", "\x1b$BF|K\\\x1b(B", "日本"},
        NamedText{"iso-2022-jp", "\x1b$B-!\x1b(B", "①"},    // NEC's row 13
        NamedText{"iso-2022-jp", "\x1b(I1\x1b(B", "ｱ"},     // half-width katakana
        NamedText{"iso-2022-jp", "\x1b$@F|\x1b(J!", "日!"}, // the sets of 1978 and of JIS X 0201
        NamedText{"iso-2022-jp-2", "\x1b$A0!\x1b(B", "啊"}, NamedText{"iso-2022-jp", "\x1b$A0!\x1b(B", "啊"},
        NamedText{"ks_c_5601-1987", "\xC7\xD1", "한"}, NamedText{"euc-kr", "\xC7\xD1", "한"},
        NamedText{"euc-kr", "\x8C\x63", "똠"}, // beyond KS X 1001, which Windows sends all the same
        NamedText{"iso-2022-kr", "\x1b$)C\x0eGQ\x0f", "한"}, NamedText{"gb2312", "\xD6\xD0", "中"},
        NamedText{"gb2312", "\xE9\x46", "镕"}, // of GBK
        NamedText{"GB_2312-80", "\xD6\xD0", "中"}, NamedText{"gbk", "\xE9\x46", "镕"},
        NamedText{"gb18030", "\xD6\xD0", "中"}, NamedText{"hz-gb-2312", "~{VP~}~~", "中~"},
        NamedText{"big5", "\xA4\xA4", "中"}, NamedText{"big5-hkscs", "\xA4\xA4", "中"},
        NamedText{"x-x-big5", "\xA4\xA4", "中"}));

INSTANTIATE_TEST_SUITE_P(Unicode, CharsetNames,
                         testing::Values(NamedText{"unicode-1-1-utf-7", "+APw-", "ü"},
                                         NamedText{"utf-7", "a+APw-b", "aüb"},
                                         NamedText{"utf-16", std::string("\xFE\xFF\x00\xFC", 4), "ü"},
                                         NamedText{"utf-16", std::string("\xFF\xFE\xFC\x00", 4), "ü"},
                                         NamedText{"utf-16", std::string("\xFC\x00", 2), "ü"},
                                         NamedText{"utf-16le", std::string("\xFC\x00", 2), "ü"},
                                         NamedText{"utf-16be", std::string("\x00\xFC", 2), "ü"}));

TEST(Charset, DoesNotKnowWhatIsNone)
{
    for (const char* name :
         {"", " ", "x-unknown", "default_charset", "x", "X", "x-", "-", "x-x", "uft-8", "utf-8//TRANSLIT",
          "cp1251//IGNORE", "wchar_t", "INTERNAL", "char", "*", "iso-8859-99"})
        EXPECT_FALSE(isKnownCharset(name)) << name;
}

TEST(Charset, IgnoresANameOfAnyLength)
{
    EXPECT_FALSE(isKnownCharset(std::string(100'000, 'a')));
}

TEST(Charset, ReplacesInvalidBytes)
{
    EXPECT_EQ(toUtf8("a\xFF"
                     "b",
                     "utf-8"),
              "a\uFFFDb");
    EXPECT_EQ(toUtf8("\x93\xFA\xFF"
                     "x",
                     "shift_jis"),
              "日\uFFFDx");
    EXPECT_EQ(toUtf8("ab\x93", "shift_jis"), "ab\uFFFD");
    EXPECT_EQ(toUtf8("\x1b$BF|K\x1b(B", "iso-2022-jp"), "日\uFFFD");
}

TEST(Charset, TellsTextThatIsNotOfItsCharset)
{
    EXPECT_FALSE(isValidText("a\xFF", "utf-8"));
    EXPECT_FALSE(isValidText("\x93", "shift_jis"));
    EXPECT_FALSE(isValidText("\xFC", "us-ascii"));
    EXPECT_FALSE(isValidText("plain", "x-unknown"));
    EXPECT_TRUE(isValidText("plain", "unknown-8bit"));
}

TEST(Charset, ReadsAnUnknownOneAsUtf8OrWindows1252)
{
    EXPECT_EQ(toUtf8("\xC3\xBC", "x-unknown"), "ü");
    EXPECT_EQ(toUtf8("\xFC", "x-unknown"), "ü");
    EXPECT_EQ(toUtf8("\xFC", ""), "ü");
}

TEST(Charset, ReadsEightBitTextThatClaimsToBeAsciiByGuessing)
{
    EXPECT_EQ(toUtf8("\xC3\xBC", "us-ascii"), "ü");
    EXPECT_EQ(toUtf8("\xFC", "ansi_x3.4-1968"), "ü");
    EXPECT_EQ(toUtf8("\x80", "x-user-defined"), "€");
}

TEST(Charset, ReadsOtherTextThatIsStillLabelledAsIso2022Jp)
{
    EXPECT_EQ(toUtf8("\xA4\xA2 is a", "iso-2022-jp"), "\xE3\x81\x82 is a");
    EXPECT_EQ(toUtf8("\x82\xA0 is a", "iso-2022-jp"), "\xE3\x81\x82 is a");
    EXPECT_EQ(toUtf8("\x83\x41 is A", "iso-2022-jp"), "\xC6\x92"
                                                      "A is A");
    EXPECT_EQ(toUtf8("\x83\x41\x83\x43", "iso-2022-jp"), "\xE3\x82\xA2\xE3\x82\xA4");
    EXPECT_EQ(toUtf8("\xE3\x81\x82 is a", "iso-2022-jp"), "\xE3\x81\x82 is a");
    EXPECT_FALSE(isValidText("\xE3\x81\x82 is a", "iso-2022-jp"));
    EXPECT_EQ(toUtf8("\x1b$B$\"\x1b(B \xB1", "iso-2022-jp"), "\xE3\x81\x82 \xEF\xBD\xB1");
}

TEST(Charset, StartsEachTextInTheFirstState)
{
    toUtf8("\x1b$)C\x0eGQ", "iso-2022-kr");
    EXPECT_EQ(toUtf8("GQ", "iso-2022-kr"), "GQ");
}

TEST(Charset, ConvertsMoreThanOneBlock)
{
    std::string bytes;
    std::string expected;
    for (int i = 0; i < 10'000; ++i) {
        bytes += "\xE0";
        expected += "а";
    }
    EXPECT_EQ(toUtf8(bytes, "windows-1251"), expected);
}

TEST(Charset, StaysQuickOnManyInvalidBytes)
{
    const std::string text = toUtf8(std::string(1 << 17, '\xFF'), "euc-kr");
    EXPECT_EQ(text.size(), std::size_t{3} << 17);
}

TEST(Charset, StaysQuickOnManyUnknownNames)
{
    for (int i = 0; i < 20'000; ++i)
        EXPECT_FALSE(isKnownCharset("no-such-" + std::to_string(i)));
    EXPECT_TRUE(isKnownCharset("windows-1251"));
}

TEST(Charset, MayBeUsedByThreadsAtOnce)
{
    const auto read = [] {
        for (int i = 0; i < 1000; ++i)
            EXPECT_EQ(toUtf8("\x93\xFA", "shift_jis"), "日");
    };
    std::thread other(read);
    read();
    other.join();
}

TEST(Charset, GuessesUtf8WhereItIsValid)
{
    EXPECT_EQ(guessToUtf8("\xC3\xBC"), "ü");
    EXPECT_EQ(guessToUtf8("\xC3\xBC\xFC"), "Ã¼ü");
    EXPECT_EQ(guessToUtf8("\x81\x8D\x8F\x90\x9D"), "\u0081\u008D\u008F\u0090\u009D");
}

/// On Windows a converter of a thread's own was closed where its memory was already somebody else's.
TEST(Charset, IsConvertedByThreadsThatComeAndGo)
{
    std::vector<std::jthread> takersOfMemory;
    for (int taker = 0; taker < 2; ++taker)
        takersOfMemory.emplace_back([](const std::stop_token& stop) {
            while (!stop.stop_requested())
                for (std::size_t size = 32; size < 128; size += 8)
                    std::vector<std::string>(8, std::string(size, 'x')).clear();
        });
    int wrong = 0;
    for (int i = 0; i < 300; ++i)
        std::jthread([&wrong] {
            for (const char* charset : {"iso-8859-1", "iso-8859-15", "koi8-r", "big5", "cp850"})
                wrong += toUtf8("plain", charset) == "plain" ? 0 : 1;
        }).join();
    EXPECT_EQ(wrong, 0);
}

} // namespace
} // namespace connectorscope
