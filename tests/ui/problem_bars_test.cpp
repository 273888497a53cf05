#include "core/index/database.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "tests/ui/window_fixture.h"
#include "ui/detail/detail_view.h"
#include "ui/messages/messages_model.h"
#include "ui/messages/messages_table.h"
#include "ui/window/notice_bar.h"

#include <QLabel>
#include <QListView>
#include <QTabWidget>

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

namespace connectorscope {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ProblemBars : public WindowFixture
{
protected:
    static constexpr int longPatience = 5 * patience; ///< a locked database is waited for, several times

    /// What the bars say, a line each; empty: none is shown.
    std::string told() const
    {
        QString text;
        for (const char* name :
             {"problemBar", "watchProblemBar", "workerProblemBar", "folderProblemBar", "reportProblemBar"})
            if (const auto* bar = find<NoticeBar>(name); bar->isVisible())
                text += bar->text() + QLatin1Char('\n');
        return text.toStdString();
    }
    std::ptrdiff_t bars() const
    {
        const std::string all = told();
        return std::count(all.begin(), all.end(), '\n');
    }
    std::filesystem::path folder() const { return m_folder.path() / "demo"; }
    MessagesModel* model() const { return m_window->findChild<MessagesModel*>(); }

    void openAll()
    {
        open();
        ASSERT_TRUE(eventually([this] {
            return m_engine->watchStatus().state == WatchState::Watching && m_engine->watchStatus().all == 0;
        }));
    }
    void showPage(Qt::Key number) const { QTest::keyClick(m_window.get(), number, Qt::ControlModifier); }

    static void damageJournal(const std::filesystem::path& site)
    {
        std::filesystem::rename(site / "work" / "journal.db", site / "sound.db");
        std::ofstream(site / "work" / "journal.db", std::ios::binary) << std::string(8192, 'x');
    }
    void mendJournal() const
    {
        const std::filesystem::path damaged = folder() / "work" / "journal.db";
        ASSERT_TRUE(eventually([&damaged] {
            std::error_code held; // somebody tries to read it just now
            return std::filesystem::remove(damaged, held) && !held;
        }));
        std::filesystem::rename(folder() / "sound.db", damaged);
    }
};

TEST_F(ProblemBars, OfADamagedDatabaseDisappearOnceItIsMended)
{
    open(damageJournal);
    ASSERT_TRUE(eventually([this] { return !told().empty(); }));
    EXPECT_THAT(told(), HasSubstr("Move journal.db away"));
    for (const Qt::Key page : {Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_1}) {
        showPage(page);
        QTest::qWait(1000);
        EXPECT_THAT(told(), HasSubstr("journal.db"));
        EXPECT_EQ(bars(), 1) << told();
    }
    showPage(Qt::Key_2);
    mendJournal();
    ASSERT_TRUE(QTest::qWaitFor([this] { return told().empty(); }, longPatience)) << told();
    EXPECT_TRUE(eventually([this] { return model()->outline().messages > 50; }));
    EXPECT_EQ(told(), "");
}

TEST_F(ProblemBars, TellOfADamagedJournalAloneAndTheMessageIsShownWithoutItsHistory)
{
    openAll();
    ASSERT_TRUE(eventually([this] { return m_window->findChild<QLabel*>("overviewVerdict") != nullptr; }));
    showPage(Qt::Key_2);
    auto* tabs = find<QTabWidget>("detailTabs");
    ASSERT_TRUE(eventually([tabs] { return tabs->isVisible(); }));
    openAgain(damageJournal);
    showPage(Qt::Key_2);
    tabs = find<QTabWidget>("detailTabs");
    ASSERT_TRUE(QTest::qWaitFor([&] { return tabs->isVisible() && !told().empty(); }, longPatience))
        << told();
    EXPECT_FALSE(find<QWidget>("detailEmpty")->isVisible());
    for (const QLabel* label : find<QWidget>("detailView")->findChildren<QLabel*>())
        EXPECT_THAT(label->text().toStdString(), Not(HasSubstr("journal.db")));
    tabs->setCurrentIndex(static_cast<int>(DetailView::Tab::History));
    const auto* history = find<QListView>("historyList");
    EXPECT_FALSE(history->isVisible());
    EXPECT_THAT(find<QLabel>("historyEmpty")->text().toStdString(), HasSubstr("as soon as it can be read"));
    QTest::qWait(1000);
    EXPECT_THAT(told(), HasSubstr("connectorctl restore")) << "of the daily copy";
    EXPECT_EQ(bars(), 1) << told();
    mendJournal();
    EXPECT_TRUE(QTest::qWaitFor([this] { return told().empty(); }, longPatience)) << told();
    EXPECT_TRUE(QTest::qWaitFor([history] { return history->isVisible(); }, longPatience));
    EXPECT_EQ(tabs->currentIndex(), static_cast<int>(DetailView::Tab::History));
}

/// "journal.db", "index.db"
class ProblemBarsOfALock : public ProblemBars, public testing::WithParamInterface<const char*>
{
protected:
    /// As another program that changes much at once.
    void lock(const std::filesystem::path& site)
    {
        const std::filesystem::path file = site / "work" / GetParam();
        const bool isJournal = file == databaseFiles(site / "work").journal;
        auto opened = Database::open(file, isJournal ? journalKind() : indexKind());
        ASSERT_TRUE(opened) << opened.error().message;
        m_other = std::move(*opened);
        const auto locked = m_other->run([this] { m_other->execute("BEGIN EXCLUSIVE"); });
        ASSERT_TRUE(locked) << locked.error().message;
    }
    void letGo() { m_other.reset(); }

    bool isToldOnce() const
    {
        const std::string all = told();
        return all.find(GetParam()) != std::string::npos && bars() == 1;
    }

    std::unique_ptr<Database> m_other;
};

TEST_P(ProblemBarsOfALock, SayWhatToDoAndDisappearWithIt)
{
    openAll();
    showPage(Qt::Key_2);
    ASSERT_TRUE(eventually([this] { return model()->outline().messages > 50; }));
    const std::uint64_t before = model()->outline().messages;
    EXPECT_EQ(told(), "");
    ASSERT_NO_FATAL_FAILURE(lock(folder()));
    std::ofstream(folder() / "Failed Mail" / "late.eml") << "To: anna@contoso.com\r\n\r\nx\r\n";
    ASSERT_TRUE(QTest::qWaitFor([this] { return isToldOnce(); }, longPatience)) << told();
    EXPECT_THAT(told(), HasSubstr("Another program writes to it for long"));
    EXPECT_THAT(told(), HasSubstr("end the other ConnectorScope programs of this site"));
    EXPECT_GE(model()->outline().messages, before) << "what is known stays";
    letGo();
    EXPECT_TRUE(QTest::qWaitFor([this] { return told().empty(); }, longPatience)) << told();
    EXPECT_TRUE(QTest::qWaitFor([&] { return model()->outline().messages > before; }, longPatience));
}

TEST_P(ProblemBarsOfALock, DoTheSameWhereItIsLockedFromTheBeginning)
{
    open([this](const std::filesystem::path& site) { lock(site); });
    ASSERT_TRUE(QTest::qWaitFor([this] { return isToldOnce(); }, longPatience)) << told();
    EXPECT_THAT(told(), HasSubstr("Another program writes to it for long"));
    EXPECT_EQ(m_engine->watchStatus().state, WatchState::Failed) << "nobody else watches";
    letGo();
    ASSERT_TRUE(QTest::qWaitFor([this] { return m_engine->watchStatus().state == WatchState::Watching; },
                                longPatience));
    EXPECT_TRUE(QTest::qWaitFor([this] { return told().empty(); }, longPatience)) << told();
    showPage(Qt::Key_2);
    EXPECT_TRUE(eventually([this] { return model()->outline().messages > 50; }));
}

INSTANTIATE_TEST_SUITE_P(Databases, ProblemBarsOfALock, testing::Values("journal.db", "index.db"),
                         [](const auto& tried) {
                             return std::string(tried.param).substr(0, std::string(tried.param).find('.'));
                         });

TEST_F(ProblemBars, OfAWorkerThatCannotWorkDisappearOnceItCan)
{
    const auto lockOf = [](const std::filesystem::path& site) { return site / "work" / "worker.lock"; };
    open([&](const std::filesystem::path& site) {
        std::filesystem::remove(lockOf(site));
        std::filesystem::create_directory(lockOf(site)); // nobody can be the worker
    });
    ASSERT_TRUE(eventually([this] { return !told().empty(); }));
    EXPECT_THAT(told(), HasSubstr("Nothing can be moved now. "));
    EXPECT_THAT(told(), HasSubstr("worker.lock"));
    for (const Qt::Key page : {Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_1}) {
        showPage(page);
        EXPECT_EQ(bars(), 1) << told();
    }
    std::filesystem::remove(lockOf(folder()));
    EXPECT_TRUE(QTest::qWaitFor([this] { return told().empty(); }, longPatience)) << told();
    EXPECT_EQ(m_engine->workerStatus().state, WorkerState::Working);
}

TEST_F(ProblemBars, OfAFolderThatWasGoneDisappearOnceItIsBack)
{
    open([](const std::filesystem::path& site) {
        std::filesystem::rename(site / "Failed Mail", site / "elsewhere");
    });
    const auto* verdict = find<QLabel>("overviewVerdict");
    const auto isTold = [verdict] { return verdict->text().startsWith(QStringLiteral("Not every folder")); };
    ASSERT_TRUE(eventually(isTold)) << verdict->text().toStdString();
    EXPECT_EQ(told(), "") << "the overview says it by itself";
    EXPECT_TRUE(eventually([this] {
        return std::ranges::any_of(
            find<QWidget>("overviewPage")->findChildren<QLabel*>(), [](const QLabel* label) {
                return label->isVisible() &&
                       label->text().contains(QStringLiteral("Check the path, the share"));
            });
    })) << "with what to do";
    showPage(Qt::Key_2);
    ASSERT_TRUE(eventually([this] { return !told().empty(); }));
    EXPECT_THAT(told(), HasSubstr("Failed Mail"));
    EXPECT_THAT(told(), HasSubstr("Check the path, the share"));
    EXPECT_EQ(bars(), 1) << told();
    showPage(Qt::Key_3);
    EXPECT_EQ(told(), "");
    showPage(Qt::Key_2);
    EXPECT_NE(told(), "");
    std::filesystem::rename(folder() / "elsewhere", folder() / "Failed Mail");
    EXPECT_TRUE(QTest::qWaitFor([this] { return told().empty(); }, longPatience)) << told();
    showPage(Qt::Key_1);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !isTold(); }, longPatience)) << verdict->text().toStdString();
}

TEST_F(ProblemBars, OfAFolderThatGoesWhileItIsWatchedDisappearOnceItIsBack)
{
    openAll();
    showPage(Qt::Key_2);
    ASSERT_TRUE(eventually([this] { return model()->outline().messages > 50; }));
    const std::uint64_t before = model()->outline().messages;
    std::error_code kept;
    std::filesystem::rename(folder() / "Failed Mail", folder() / "elsewhere", kept);
    if (kept)
        GTEST_SKIP() << "this system keeps a folder that is watched where it is: " << kept.message();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !told().empty(); }, longPatience));
    EXPECT_THAT(told(), HasSubstr("Failed Mail"));
    EXPECT_GE(model()->outline().messages, before) << "its mail is not gone";
    std::filesystem::rename(folder() / "elsewhere", folder() / "Failed Mail");
    EXPECT_TRUE(QTest::qWaitFor([this] { return told().empty(); }, longPatience)) << told();
}

TEST_F(ProblemBars, OfAMessageWhoseFolderWasGoneDisappearToo)
{
    openAll();
    showPage(Qt::Key_2);
    ASSERT_TRUE(eventually([this] { return model()->outline().messages > 50; }));
    const auto rowInFailed = [this] {
        for (int row = 0; row < model()->rowCount(); ++row)
            if (const MessageRow* one = model()->rowAt(row);
                one != nullptr && one->place.folder == FolderKind::Failed)
                return row;
        return -1;
    };
    ASSERT_TRUE(eventually([&] { return rowInFailed() >= 0; }));
    std::error_code kept;
    std::filesystem::rename(folder() / "Failed Mail", folder() / "elsewhere", kept);
    if (kept)
        GTEST_SKIP() << "this system keeps a folder that is watched where it is: " << kept.message();
    auto* table = find<QTableView>("messagesTable");
    table->selectRow(model()->rowCount() - 1);
    table->selectRow(rowInFailed());
    const auto* problem = find<QWidget>("detailProblem");
    ASSERT_TRUE(eventually([&] { return problem->isVisible(); }));
    std::filesystem::rename(folder() / "elsewhere", folder() / "Failed Mail");
    EXPECT_TRUE(QTest::qWaitFor([&] { return !problem->isVisible(); }, longPatience));
}

TEST_F(ProblemBars, OfASiteFileThatIsWrongGiveWayToTheSiteOnceItIsMended)
{
    const auto append = [](const std::filesystem::path& file, const std::string& text) {
        std::ofstream(file, std::ios::app) << text;
    };
    const std::filesystem::path file = folder() / "site.toml";
    std::uintmax_t whole = 0;
    open([&](const std::filesystem::path&) {
        whole = std::filesystem::file_size(file);
        append(file, "\n[colours]\n");
    });
    const auto* page = find<QWidget>("welcomePage");
    const auto* detail = find<QLabel>("welcomeDetail");
    ASSERT_TRUE(eventually([page] { return page->isVisible(); }));
    EXPECT_EQ(find<QLabel>("welcomeTitle")->text().toStdString(), "The site cannot be opened");
    EXPECT_THAT(detail->text().toStdString(), HasSubstr("site.toml"));
    EXPECT_THAT(detail->text().toStdString(), HasSubstr("colours"));
    EXPECT_THAT(detail->text().toStdString(), HasSubstr("opens by itself as soon as that is mended"));
    std::filesystem::resize_file(file, whole);
    append(file, "\n[shapes]\n");
    EXPECT_TRUE(eventually([detail] { return detail->text().contains(QStringLiteral("shapes")); }));
    std::filesystem::resize_file(file, whole);
    ASSERT_TRUE(eventually([page] { return !page->isVisible(); }));
    EXPECT_TRUE(find<QWidget>("overviewPage")->isVisible());
    EXPECT_TRUE(eventually([this] { return m_engine->watchStatus().state == WatchState::Watching; }));
    EXPECT_EQ(told(), "");
}

} // namespace
} // namespace connectorscope
