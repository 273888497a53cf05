#include "core/report/render/wording.h"

#include <gtest/gtest.h>

#include <limits>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;

constexpr auto monday = std::chrono::year(2026) / 11 / 23;

TEST(Wording, KnowsALanguageByItsTag)
{
    EXPECT_EQ(languageOf("de"), Language::German);
    EXPECT_EQ(languageOf("DE-at"), Language::German);
    EXPECT_EQ(languageOf("en-GB"), Language::English);
    EXPECT_EQ(languageOf("den"), Language::English);
    EXPECT_EQ(languageOf(""), Language::English);
}

TEST(Wording, GroupsTheDigitsOfACount)
{
    EXPECT_EQ(countText(0, Language::English), "0");
    EXPECT_EQ(countText(999, Language::English), "999");
    EXPECT_EQ(countText(1000, Language::English), "1,000");
    EXPECT_EQ(countText(1234567, Language::German), "1.234.567");
    EXPECT_EQ(countText(18446744073709551615ULL, Language::English), "18,446,744,073,709,551,615");
}

TEST(Wording, GivesAChangeItsSign)
{
    EXPECT_EQ(changeText(4, Language::English), "+4");
    EXPECT_EQ(changeText(0, Language::English), "0");
    EXPECT_EQ(changeText(-1234, Language::German), "-1.234");
    EXPECT_EQ(changeText(std::numeric_limits<std::int64_t>::min(), Language::English),
              "-9,223,372,036,854,775,808");
}

TEST(Wording, KeepsOneDigitAfterThePointWhereThereIsOne)
{
    EXPECT_EQ(decimalText(6, Language::English), "6");
    EXPECT_EQ(decimalText(6.5, Language::English), "6.5");
    EXPECT_EQ(decimalText(1234.5, Language::German), "1.234,5");
    EXPECT_EQ(decimalText(-0.5, Language::English), "-0.5");
    EXPECT_EQ(decimalText(-0.01, Language::English), "0");
}

TEST(Wording, NamesTheTwoLargestUnitsOfASpan)
{
    EXPECT_EQ(spanText(45s), "45 s");
    EXPECT_EQ(spanText(11min + 59s), "11 min");
    EXPECT_EQ(spanText(9h + 12min), "9 h 12 min");
    EXPECT_EQ(spanText(24h), "1 d");
    EXPECT_EQ(spanText(76h + 59min), "3 d 4 h");
    EXPECT_EQ(spanText(-5s), "0 s");
}

TEST(Wording, WritesSizesInSteps)
{
    EXPECT_EQ(volumeText(512, Language::English), "512 B");
    EXPECT_EQ(volumeText(1843, Language::English), "1.8 KiB");
    EXPECT_EQ(volumeText(1843, Language::German), "1,8 KiB");
    EXPECT_EQ(volumeText(12ULL << 30U, Language::English), "12 GiB");
}

TEST(Wording, WritesADayAsTheLanguageDoes)
{
    EXPECT_EQ(longDay(monday, Language::English), "Monday, 23 November 2026");
    EXPECT_EQ(longDay(monday, Language::German), "Montag, 23. November 2026");
    EXPECT_EQ(shortDay(monday, Language::English), "Mon 23 Nov");
    EXPECT_EQ(shortDay(std::chrono::year(2026) / 3 / 1, Language::German), "So 1. März");
    EXPECT_EQ(isoDay(std::chrono::year(2026) / 3 / 1), "2026-03-01");
}

TEST(Wording, WritesATimeWithTwoDigits)
{
    EXPECT_EQ(clockText(0s), "00:00");
    EXPECT_EQ(clockText(6h + 5min + 59s), "06:05");
    EXPECT_EQ(clockText(23h + 59min), "23:59");
}

TEST(ShownWords, MakesWhatMisleadsVisible)
{
    EXPECT_EQ(shownWords("a\nb\xE2\x80\xAEtxt.exe"), "a\\nb\\u202Etxt.exe");
    EXPECT_EQ(shownWords("\xFF"), "\xEF\xBF\xBD");
}

TEST(ShownWords, CutsLongTextBetweenCharacters)
{
    EXPECT_EQ(shownWords("äöü", 3), "äöü");
    EXPECT_EQ(shownWords("äöüß", 3), "äöü…");
    EXPECT_EQ(shownWords(std::string(1 << 20, 'x'), 10), "xxxxxxxxxx…");
    EXPECT_EQ(shownWords("\xF0\x9F\x93\xA7\xF0\x9F\x93\xA7\xF0\x9F\x93\xA7", 2),
              "\xF0\x9F\x93\xA7\xF0\x9F\x93\xA7…");
}

} // namespace
} // namespace connectorscope
