#include "ui/theme/words.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;

TEST(ShownText, MakesControlsAndMarksOfDirectionVisible)
{
    EXPECT_EQ(shownText("a\r\nb\x1B[1m\t"), QStringLiteral("a\\r\\nb\\x1B[1m\\t"));
    EXPECT_EQ(shownText("exe.\xE2\x80\xAEgpj"), QStringLiteral("exe.\\u202Egpj"));
}

TEST(ShownText, CutsWhatIsTooLong)
{
    const QString shown = shownText(std::string(1'000'000, 'x'), 100);
    EXPECT_EQ(shown.size(), 100);
    EXPECT_TRUE(shown.endsWith(QChar(0x2026)));
    EXPECT_EQ(shownText("見積書", 3), QStringLiteral("見積書"));
}

TEST(AsSentence, BeginsWithACapitalLetterAndEndsWithAFullStop)
{
    EXPECT_EQ(asSentence(QStringLiteral("the disk is full")), QStringLiteral("The disk is full."));
    EXPECT_EQ(asSentence(QStringLiteral("interrupted")), QStringLiteral("Interrupted."));
    EXPECT_EQ(asSentence(QStringLiteral("Look again (F5).")), QStringLiteral("Look again (F5)."));
    EXPECT_EQ(asSentence(QStringLiteral("did it arrive?")), QStringLiteral("Did it arrive?"));
    EXPECT_EQ(asSentence(QStringLiteral("over, at last")), QStringLiteral("Over, at last."));
    EXPECT_EQ(asSentence({}), QString());
}

TEST(AsSentence, LeavesNamesAsTheyAre)
{
    EXPECT_EQ(asSentence(QStringLiteral("site.toml:3: no key")), QStringLiteral("site.toml:3: no key."));
    EXPECT_EQ(asSentence(QStringLiteral("connectorctl works on it")),
              QStringLiteral("connectorctl works on it."));
    EXPECT_EQ(asSentence(QStringLiteral("'a b' is gone")), QStringLiteral("'a b' is gone."));
}

TEST(ShownError, SaysWhatHappenedAndWhatToDo)
{
    EXPECT_EQ(shownError({ErrorCode::DiskFull, "the disk is full", "Make room", {}}),
              QStringLiteral("The disk is full. Make room."));
    EXPECT_EQ(shownError({ErrorCode::DiskFull, "the disk is full", {}, {}}),
              QStringLiteral("The disk is full."));
}

TEST(AgeWords, AreShort)
{
    EXPECT_EQ(ageWords(-5s), QStringLiteral("0 s"));
    EXPECT_EQ(ageWords(59s), QStringLiteral("59 s"));
    EXPECT_EQ(ageWords(11min), QStringLiteral("11 min"));
    EXPECT_EQ(ageWords(5h + 2min), QStringLiteral("5 h 02 m"));
    EXPECT_EQ(ageWords(76h), QStringLiteral("3 d 4 h"));
}

TEST(SizeWords, StepAt1024)
{
    EXPECT_EQ(sizeWords(1023), QStringLiteral("1023 B"));
    EXPECT_EQ(sizeWords(1834), QStringLiteral("1.8 KB"));
    EXPECT_EQ(sizeWords(184ULL * 1024), QStringLiteral("184 KB"));
    EXPECT_EQ(sizeWords(1024ULL * 1024 - 1), QStringLiteral("1.0 MB"));
}

TEST(TimeWords, TellTheDayOnlyWhereItIsNotToday)
{
    const UtcTime now = std::chrono::sys_days{std::chrono::November / 23 / 2026} + 12h;
    EXPECT_EQ(timeWords(now - 1min, now).size(), 5);
    EXPECT_TRUE(timeWords(now - 40 * 24h, now).startsWith(QStringLiteral("2026-10-1")));
}

TEST(Words, OfAToolTipAreNoMarkup)
{
    EXPECT_EQ(toolTipText(QStringLiteral("Invoice 12")), QStringLiteral("Invoice 12"));
    const QString hostile = toolTipText(QStringLiteral("<img src='file:///x'> & more"));
    EXPECT_FALSE(hostile.contains(QStringLiteral("<img"))) << hostile.toStdString();
    EXPECT_TRUE(hostile.contains(QStringLiteral("&lt;img")));
}

} // namespace
} // namespace connectorscope
