#include "tests/ui/window_fixture.h"

#include "ui/overview/overview_words.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>

#include <gmock/gmock.h>

#include <fstream>

namespace connectorscope {
namespace {

using Overview = WindowFixture;

TEST_F(Overview, SaysWhatIsStuckAndCountsEachFolder)
{
    open();
    auto* verdict = find<QLabel>("overviewVerdict");
    ASSERT_NE(verdict, nullptr);
    ASSERT_TRUE(eventually([&] { return verdict->text().contains(QStringLiteral("messages are stuck")); }))
        << verdict->text().toStdString();
    for (const char* name : {"tile-incoming", "tile-failed", "tile-pickup", "tile-badmail"}) {
        const auto* tile = find<QAbstractButton>(name);
        ASSERT_NE(tile, nullptr) << name;
        EXPECT_TRUE(tile->accessibleName().contains(QStringLiteral("stuck"))) << name;
    }
    EXPECT_TRUE(find<QAbstractButton>("causeBar0")->isVisible());
    EXPECT_TRUE(find<QPushButton>("todo0")->isVisible());
}

TEST_F(Overview, SaysThatAllIsWellWhereNothingIs)
{
    open([](const std::filesystem::path& folder) {
        for (const char* name : {"Incoming Mail", "Failed Mail", "PickUp", "BadMail"})
            for (const auto& file : std::filesystem::directory_iterator(folder / name))
                std::filesystem::remove(file.path());
    });
    auto* verdict = find<QLabel>("overviewVerdict");
    ASSERT_TRUE(eventually([&] { return verdict->text().contains(QStringLiteral("othing is stuck")); }))
        << verdict->text().toStdString();
    EXPECT_FALSE(find<QPushButton>("overviewPrimary")->isVisible());
}

TEST_F(Overview, DoesNotSayThatNothingIsStuckBeforeItHasLooked)
{
    open();
    const auto* verdict = find<QLabel>("overviewVerdict");
    const auto* causes = find<QLabel>("noCauses");
    bool hasClaimed = false;
    ASSERT_TRUE(eventually([&] {
        hasClaimed = hasClaimed || verdict->text().startsWith(QStringLiteral("Nothing")) ||
                     (causes->isVisible() && causes->text().startsWith(QStringLiteral("Nothing")));
        return verdict->text().contains(QStringLiteral("messages are stuck,"));
    })) << verdict->text().toStdString();
    EXPECT_FALSE(hasClaimed);
}

/// Nothing is being read, and nothing will be before somebody mends it.
TEST_F(Overview, DoesNotSayThatItIsLookingWhereItCannot)
{
    open([](const std::filesystem::path& folder) {
        std::ofstream(folder / "work" / "journal.db", std::ios::binary) << std::string(8192, 'x');
    });
    const auto* verdict = find<QLabel>("overviewVerdict");
    EXPECT_TRUE(eventually([&] { return verdict->text() == QStringLiteral("What is stuck is not known"); }))
        << verdict->text().toStdString();
    EXPECT_FALSE(find<QLabel>("noCauses")->text().contains(QStringLiteral("being read")));
}

TEST_F(Overview, SaysWhichFolderCannotBeRead)
{
    open([](const std::filesystem::path& folder) { std::filesystem::remove_all(folder / "PickUp"); });
    auto* verdict = find<QLabel>("overviewVerdict");
    ASSERT_TRUE(eventually([&] { return verdict->text().startsWith(QStringLiteral("Not every folder")); }))
        << verdict->text().toStdString();
    EXPECT_TRUE(find<QAbstractButton>("tile-pickup")->accessibleName().contains(QLatin1Char('?')));
}

TEST_F(Overview, OpensTheSheetOfKeysAndClosesItWithAnyKey)
{
    open();
    auto* sheet = find<QWidget>("cheatSheet");
    ASSERT_FALSE(sheet->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_Question, Qt::ShiftModifier);
    EXPECT_TRUE(eventually([&] { return sheet->isVisible(); }));
    QTest::keyClick(sheet, Qt::Key_Escape);
    EXPECT_FALSE(sheet->isVisible());
}

TEST(OverviewWords, SayEverythingOfOneMessageInTheSingular)
{
    OverviewData data;
    data.state.now = UtcTime(std::chrono::hours(100));
    data.stuck.count = 1;
    data.stuck.mostFrequent = CauseId::MissingFrom;
    data.stuck.ofMostFrequent = 1;
    data.stuck.oldest = data.state.now - std::chrono::minutes(11);
    EXPECT_EQ(verdictWords(data).title, QStringLiteral("1 message is stuck"));
    EXPECT_TRUE(verdictWords(data).detail.startsWith(QStringLiteral("No From header. There is")));
    EXPECT_TRUE(verdictWords(data).detail.contains(QStringLiteral("11 min")));
    data.causes = {{CauseId::MissingFrom, 1}};
    ASSERT_EQ(todoWords(data).size(), 1U);
    EXPECT_EQ(todoWords(data).front().action, QStringLiteral("Repair and requeue it…"));
    EXPECT_TRUE(todoWords(data).front().repairs);
    EXPECT_EQ(todoWords(data).front().show, QStringLiteral("Show it"));
    data.causes = {{CauseId::MailLoop, 1}};
    EXPECT_EQ(todoWords(data).front().action, QStringLiteral("Show it"));
    EXPECT_TRUE(todoWords(data).front().show.isEmpty());
}

TEST(OverviewWords, SpeakOfAllThatWereLeftBehind)
{
    OverviewData data;
    data.state.now = UtcTime(std::chrono::hours(100));
    data.stuck.count = 72;
    data.stuck.mostFrequent = CauseId::LeftBehind;
    data.stuck.ofMostFrequent = 14;
    EXPECT_TRUE(verdictWords(data).detail.startsWith(
        QStringLiteral("Left behind. Newer messages have moved on and these 14 have not")))
        << verdictWords(data).detail.toStdString();
    data.stuck.ofMostFrequent = 1;
    EXPECT_TRUE(verdictWords(data).detail.contains(QStringLiteral("and this one has not")));
}

TEST(OverviewWords, TellFromWellThatTheFoldersAreStillBeingRead)
{
    OverviewData data;
    data.state.folders.resize(1);
    WatchStatus watch;
    watch.state = WatchState::Watching;
    EXPECT_TRUE(isBeingRead(data, watch)) << "no folder has been listed";
    EXPECT_EQ(verdictWords(data, true).title, QStringLiteral("The folders are being read"));
    EXPECT_EQ(verdictWords(data, true).sense, Sense::Neutral);
    data.folders.resize(1);
    EXPECT_EQ(folderTileWords(data.folders.front(), data.state.now, true).figures,
              QStringList{QStringLiteral("being read")});

    data.state.folders.front().health.lastListing = UtcTime(std::chrono::hours(1));
    EXPECT_FALSE(isBeingRead(data, watch));
    watch.all = 12;
    EXPECT_TRUE(isBeingRead(data, watch));
    data.stuck.count = 3;
    EXPECT_EQ(verdictWords(data, true).title, QStringLiteral("3 messages are stuck so far"));

    data.state.folders.front().health.lastListing.reset();
    watch.state = WatchState::Failed;
    EXPECT_FALSE(isBeingRead(data, watch));
    EXPECT_TRUE(verdictWords(data).title.startsWith(QStringLiteral("Not every folder can be read")));
}

TEST(OverviewWords, OfAFolderAddUpToAllThatIsStuckInIt)
{
    FolderOverview folder;
    folder.figures.health.lastListing = UtcTime(std::chrono::hours(1));
    folder.figures.stuck = 43;
    folder.verdicts = {{Verdict::Blocked, 34}, {Verdict::AtRisk, 7}, {Verdict::Clean, 2}};
    const auto figures = [&] {
        return folderTileWords(folder, UtcTime(std::chrono::hours(2)), false).figures;
    };
    EXPECT_EQ(figures().join(QStringLiteral(", ")), QStringLiteral("34 blocked, 7 at risk, 2 clean"));
    folder.verdicts.insert(folder.verdicts.begin() + 2, {Verdict::Corrupt, 3});
    EXPECT_EQ(figures().join(QStringLiteral(", ")), QStringLiteral("34 blocked, 7 at risk, 5 others"));
}

TEST(OverviewWords, PutTheConditionsOfTheSiteFirst)
{
    OverviewData data;
    data.stuck.count = 2;
    data.causes = {{CauseId::MissingFrom, 2}};
    ConditionState condition;
    condition.key = {CauseId::FolderUnreachable, FolderKind::PickUp};
    condition.evidence = "it\ndoes not answer";
    data.state.conditions = {condition};
    const std::vector<Todo> todos = todoWords(data);
    ASSERT_EQ(todos.size(), 2U);
    EXPECT_EQ(todos.front().sense, Sense::Server);
    EXPECT_TRUE(todos.front().detail.startsWith(QStringLiteral("it\\ndoes not answer")));
    EXPECT_EQ(verdictWords(data).sense, Sense::Server);
}

} // namespace
} // namespace connectorscope
