#include "core/index/role_lock.h"
#include "tests/ui/window_fixture.h"
#include "ui/messages/messages_model.h"
#include "ui/messages/messages_table.h"
#include "ui/theme/menu_button.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace connectorscope {
namespace {

constexpr const char* scanner = "227254ee.eml"; // nothing tells who sent it
constexpr const char* blank = "b833a2ef.eml";   // begins with an empty line
constexpr const char* cut = "824078ee.eml";     // a part ends in the middle
constexpr const char* loop = "de654958.eml";
constexpr const char* quiet = "a8c0825b.eml"; // nothing is wrong with it
constexpr const char* twin = "twin.eml";      // the same to its reader
constexpr const char* toNobody = "3b41fd00.eml";
constexpr const char* toAGroup = "15473e83.eml"; // whose trace tells who gets it

/// A person acts on the demonstration by keys and clicks.
class Acting : public WindowFixture
{
protected:
    void openList(const std::function<void(const std::filesystem::path& folder)>& prepare = {})
    {
        open(prepare);
        m_model = m_window->findChild<MessagesModel*>();
        m_table = find<MessagesTable>("messagesTable");
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        std::uint64_t before = 0;
        ASSERT_TRUE(eventually([&] {
            QTest::qWait(500);
            return !m_engine->watchStatus().isReading() && m_model->outline().messages > 50 &&
                   std::exchange(before, m_model->outline().messages) == m_model->outline().messages;
        }));
        ASSERT_TRUE(eventually([&] { return rowOf(scanner) >= 0; }));
        m_before = inPickUp();
    }

    /// Replaces that text of its site file.
    static void changeSite(const std::filesystem::path& folder, const std::string& from,
                           const std::string& to)
    {
        std::ifstream in(folder / "site.toml", std::ios::binary);
        std::string site(std::istreambuf_iterator<char>(in), {});
        in.close();
        const std::size_t at = site.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        site.replace(at, from.size(), to);
        std::ofstream(folder / "site.toml", std::ios::binary) << site;
    }

    std::filesystem::path demo() const { return m_folder.path() / "demo"; }
    bool isIn(const char* folder, const char* name) const
    {
        return std::filesystem::exists(demo() / folder / name);
    }
    std::set<std::string> inPickUp() const
    {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(demo() / "PickUp"))
            names.insert(entry.path().filename().string());
        return names;
    }
    /// That came there since the beginning.
    std::vector<std::string> newInPickUp() const
    {
        std::vector<std::string> names;
        std::ranges::set_difference(inPickUp(), m_before, std::back_inserter(names));
        return names;
    }
    std::size_t pickedUp() const { return newInPickUp().size(); }

    int rowOf(const std::string& file) const
    {
        for (int row = 0; row < m_model->rowCount(); ++row)
            if (const MessageRow* message = m_model->rowAt(row); message && message->place.name == file)
                return row;
        return -1;
    }
    void choose(const char* file,
                QItemSelectionModel::SelectionFlags how = QItemSelectionModel::ClearAndSelect)
    {
        const int row = rowOf(file);
        ASSERT_GE(row, 0) << file;
        m_table->selectionModel()->setCurrentIndex(m_model->index(row, 0), how | QItemSelectionModel::Rows);
        m_table->setFocus();
    }
    /// Until that file was read, and how it could be repaired.
    void waitForDetail(const char* file)
    {
        ASSERT_TRUE(eventually([&] {
            const auto* repair = find<QPushButton>("deed2");
            return text("detailWhere").contains(QString::fromLatin1(file)) &&
                   find<QWidget>("proof")->isVisible() && repair != nullptr && repair->isVisible();
        })) << text("detailWhere").toStdString();
        QTest::qWait(300); // the repair is proposed after the reading
    }
    QString text(const char* name) const
    {
        const auto* label = find<QLabel>(name);
        return label == nullptr ? QString() : label->text();
    }
    QWidget* bar(const char* name) const { return find<QWidget>(name); }
    QString notice() const
    {
        return bar("noticeBar")->isVisible() ? bar("noticeBar")->findChild<QLabel*>()->text() : QString();
    }
    bool isTold(const QString& words)
    {
        const bool told = eventually([&] { return notice().contains(words); });
        EXPECT_TRUE(told) << "not \"" << words.toStdString() << "\" but \"" << notice().toStdString() << '"';
        return told;
    }
    void pressInNotice(const QString& words)
    {
        for (QPushButton* button : bar("noticeBar")->findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == words) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        FAIL() << "no button " << words.toStdString();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(m_table, key, modifiers);
    }

    MessagesModel* m_model = nullptr;
    MessagesTable* m_table = nullptr;
    std::set<std::string> m_before; ///< in PickUp
};

TEST_F(Acting, LeadsFromTheStuckMessageToItsWayOutAndBack)
{
    openList();
    choose(blank);
    waitForDetail(blank);
    click<QPushButton>("proofInSource");
    EXPECT_EQ(find<QTabWidget>("detailTabs")->currentIndex(), 1);
    m_table->setFocus();
    key(Qt::Key_D);
    ASSERT_TRUE(eventually([&] {
        const auto* diff = find<QPlainTextEdit>("headerDiff");
        return diff != nullptr && diff->toPlainText().contains(QStringLiteral("+ x-receiver: "));
    }));
    EXPECT_EQ(pickedUp(), 0U);
    m_table->setFocus();
    key(Qt::Key_R, Qt::ShiftModifier);
    ASSERT_TRUE(isTold(QStringLiteral("1 message requeued")));
    EXPECT_FALSE(isIn("Failed Mail", blank));
    EXPECT_EQ(pickedUp(), 1U);
    EXPECT_TRUE(eventually([&] { return rowOf(blank) < 0; }));
    pressInNotice(QStringLiteral("Undo"));
    ASSERT_TRUE(isTold(QStringLiteral("1 message is back in Failed Mail.")));
    EXPECT_TRUE(m_table->hasFocus()); // and not what comes next in the window
    EXPECT_TRUE(isIn("Failed Mail", blank));
    EXPECT_EQ(pickedUp(), 0U);
    EXPECT_TRUE(eventually([&] { return rowOf(blank) >= 0; }));
}

TEST_F(Acting, ShowsAtOnceWhatWasTakenBack)
{
    openList([](const std::filesystem::path& folder) {
        changeSite(folder, "poll = \"5s\"", "poll = \"1h\"\nsettle = \"1h\"");
    });
    choose(quiet);
    key(Qt::Key_R);
    ASSERT_TRUE(isTold(QStringLiteral("1 message requeued")));
    EXPECT_TRUE(eventually([&] { return rowOf(quiet) < 0; }));
    pressInNotice(QStringLiteral("Undo"));
    ASSERT_TRUE(isTold(QStringLiteral("1 message is back in Failed Mail.")));
    EXPECT_TRUE(eventually([&] { return rowOf(quiet) >= 0; })) << "we have put it there: it need not settle";
}

TEST_F(Acting, SaysWhenItIsTooLateToUndo)
{
    openList();
    choose(quiet);
    key(Qt::Key_R);
    ASSERT_TRUE(isTold(QStringLiteral("1 message requeued")));
    for (const std::string& name : newInPickUp())
        std::filesystem::remove(demo() / "PickUp" / name); // as the SMTP service does
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(isTold(QStringLiteral("Too late to take 1 message back")));
    EXPECT_FALSE(isIn("Failed Mail", quiet));
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(isTold(QStringLiteral("nothing to undo")));
}

TEST_F(Acting, SaysWhyAMessageIsRefusedAndWhatToDo)
{
    openList();
    choose(loop);
    key(Qt::Key_R);
    ASSERT_TRUE(isTold(QStringLiteral("Refused: ")));
    EXPECT_TRUE(isIn("Failed Mail", loop));
    choose(blank);
    waitForDetail(blank);
    key(Qt::Key_R);
    ASSERT_TRUE(isTold(QStringLiteral("Repair it on the way.")));
    pressInNotice(QStringLiteral("Repair and requeue"));
    ASSERT_TRUE(isTold(QStringLiteral("1 message requeued")));
    EXPECT_FALSE(isIn("Failed Mail", blank));
}

TEST_F(Acting, AsksWhoSentAMessageThatDoesNotTell)
{
    openList();
    choose(scanner);
    waitForDetail(scanner);
    key(Qt::Key_R, Qt::ShiftModifier);
    auto* field = find<QLineEdit>("askField");
    ASSERT_TRUE(eventually([&] { return field->isVisible(); }));
    QTest::keyClicks(field, QStringLiteral("ups@contoso.com"));
    QTest::keyClick(field, Qt::Key_Return);
    ASSERT_TRUE(isTold(QStringLiteral("1 message requeued")));
    ASSERT_EQ(pickedUp(), 1U);
    std::ifstream mail(demo() / "PickUp" / newInPickUp().front(), std::ios::binary);
    std::ostringstream content;
    content << mail.rdbuf();
    EXPECT_THAT(content.str(), testing::HasSubstr("From: ups@contoso.com\r\n"));
}

TEST_F(Acting, AsksBeforeWhatIsMissingStaysMissing)
{
    openList();
    choose(cut);
    waitForDetail(cut);
    key(Qt::Key_R, Qt::ShiftModifier);
    auto* confirm = find<QPushButton>("askConfirm");
    ASSERT_TRUE(eventually([&] { return confirm->isVisible(); }));
    EXPECT_THAT(text("askText").toStdString(), testing::HasSubstr("stays missing"));
    EXPECT_FALSE(find<QLineEdit>("askField")->isVisible());
    click<QPushButton>("askCancel");
    EXPECT_FALSE(confirm->isVisible());
    EXPECT_TRUE(isIn("Incoming Mail", cut));
    m_table->setFocus();
    key(Qt::Key_R, Qt::ShiftModifier);
    ASSERT_TRUE(eventually([&] { return confirm->isVisible(); }));
    QTest::mouseClick(confirm, Qt::LeftButton);
    ASSERT_TRUE(isTold(QStringLiteral("1 message requeued")));
    EXPECT_FALSE(isIn("Incoming Mail", cut));
    EXPECT_EQ(pickedUp(), 1U);
}

TEST_F(Acting, LetsOneGoFirstWhereNobodyHasProvedTheConnector)
{
    openList([](const std::filesystem::path& folder) {
        changeSite(folder, "transfer = \"builtin\"", "transfer = \"external\"");
    });
    choose(quiet);
    choose(blank, QItemSelectionModel::Select);
    click<QPushButton>("requeueMany");
    const auto* go = find<QPushButton>("planGo");
    ASSERT_TRUE(eventually([&] { return go->isVisible(); }))
        << text("planTitle").toStdString() << text("planReasons").toStdString();
    EXPECT_EQ(go->text(), QStringLiteral("Requeue the first one"));
    EXPECT_THAT(text("planReasons").toStdString(), testing::HasSubstr("One message goes first"));
    click<QPushButton>("planGo");
    const auto left = [&] {
        return (isIn("Failed Mail", quiet) ? 1 : 0) + (isIn("Failed Mail", blank) ? 1 : 0);
    };
    EXPECT_TRUE(eventually([&] { return left() == 1; })) << left();
    EXPECT_EQ(pickedUp(), 0U) << "the connector takes it from Incoming Mail";
}

TEST_F(Acting, RequeuesAGroupAfterShowingWhatWillHappen)
{
    openList();
    choose(scanner);
    key(Qt::Key_Left); // to the heading
    EXPECT_EQ(m_table->chosenCount(), 0U);
    ASSERT_TRUE(m_model->isHeading(m_table->currentIndex().row()));
    const std::uint64_t inGroup = m_model->sectionOf(m_table->currentIndex().row()).rows;
    ASSERT_GE(inGroup, 3U);
    key(Qt::Key_R);
    ASSERT_TRUE(eventually([&] { return text("planTitle").contains(QStringLiteral("need a sender")); }))
        << text("planTitle").toStdString();
    EXPECT_TRUE(text("planTitle").startsWith(QString::number(inGroup) + QStringLiteral(" messages: ")));
    EXPECT_FALSE(find<QPushButton>("planGo")->isVisible());
    auto* sender = find<QLineEdit>("planSender");
    sender->setFocus();
    QTest::keyClicks(sender, QStringLiteral("scanner@contoso.com"));
    QTest::keyClick(sender, Qt::Key_Return);
    ASSERT_TRUE(eventually([&] { return find<QPushButton>("planGo")->isVisible(); }));
    EXPECT_TRUE(text("planTitle").contains(QStringLiteral("after a repair")));
    EXPECT_EQ(pickedUp(), 0U);
    // Without a repair none of them would pass.
    find<QCheckBox>("planRepair")->click();
    ASSERT_TRUE(eventually([&] {
        return text("planReasons").contains(QStringLiteral("refused: ")) &&
               !find<QPushButton>("planGo")->isVisible();
    }));
    find<QCheckBox>("planRepair")->click();
    ASSERT_TRUE(eventually([&] { return find<QPushButton>("planGo")->isVisible(); }));
    QTest::keyClick(find<QPushButton>("planGo"), Qt::Key_Space);
    EXPECT_FALSE(bar("planBar")->isVisible());
    ASSERT_TRUE(isTold(QStringLiteral(" messages requeued.")));
    const std::size_t gone = pickedUp();
    EXPECT_GE(gone, 2U);
    m_table->setFocus();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(isTold(QStringLiteral("%1 messages are back.").arg(gone)));
    EXPECT_EQ(pickedUp(), 0U);
    EXPECT_TRUE(isIn("Failed Mail", scanner));
}

TEST_F(Acting, PlansToSendOneOfTwoMessagesThatAreTheSameToTheirReader)
{
    openList([](const std::filesystem::path& folder) {
        const std::ifstream original(folder / "Failed Mail" / quiet, std::ios::binary);
        std::ofstream(folder / "Failed Mail" / twin, std::ios::binary) << "X-Other: 1\r\n"
                                                                       << original.rdbuf();
    });
    ASSERT_TRUE(eventually([&] { return rowOf(twin) >= 0; }));
    choose(quiet);
    choose(twin, QItemSelectionModel::Select);
    click<QPushButton>("requeueMany");
    ASSERT_TRUE(eventually([&] {
        return text("planTitle").contains(QStringLiteral("1 goes through; 1 is refused"));
    })) << text("planTitle").toStdString();
    EXPECT_TRUE(text("planReasons").contains(QStringLiteral("nother message of the same body")))
        << text("planReasons").toStdString();
}

TEST_F(Acting, AsksInThePreviewWhoGetsWhatNamesNobody)
{
    openList();
    choose(toNobody);
    choose(toAGroup, QItemSelectionModel::Select);
    ASSERT_EQ(m_table->chosenCount(), 2U);
    click<QPushButton>("requeueMany");
    ASSERT_TRUE(eventually([&] {
        return text("planTitle").contains(QStringLiteral("1 goes through; 1 needs a mailbox"));
    })) << text("planTitle").toStdString()
        << text("planReasons").toStdString();
    auto* mailbox = find<QLineEdit>("planMailbox");
    mailbox->setFocus();
    QTest::keyClicks(mailbox, QStringLiteral("anna@contoso.com"));
    QTest::keyClick(mailbox, Qt::Key_Return);
    ASSERT_TRUE(eventually([&] { return text("planTitle").contains(QStringLiteral("2 go through")); }))
        << text("planTitle").toStdString() << text("planReasons").toStdString();
    click<QPushButton>("planGo");
    ASSERT_TRUE(isTold(QStringLiteral("2 messages requeued.")));
    EXPECT_EQ(pickedUp(), 2U);
}

TEST_F(Acting, ClosesThePreviewWithoutDoingAnything)
{
    openList();
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_R);
    ASSERT_TRUE(eventually([&] { return bar("planBar")->isVisible(); }));
    click<QPushButton>("planClose");
    EXPECT_FALSE(bar("planBar")->isVisible());
    QTest::qWait(500);
    EXPECT_FALSE(bar("planBar")->isVisible());
    EXPECT_EQ(pickedUp(), 0U);
}

TEST_F(Acting, DeletesWithoutAskingAndBringsBack)
{
    openList();
    choose(scanner);
    choose(loop, QItemSelectionModel::Select);
    key(Qt::Key_Delete);
    ASSERT_TRUE(isTold(QStringLiteral("2 messages deleted")));
    EXPECT_FALSE(isIn("Failed Mail", scanner));
    EXPECT_FALSE(isIn("Failed Mail", loop));
    pressInNotice(QStringLiteral("Undo"));
    ASSERT_TRUE(isTold(QStringLiteral("2 messages are back.")));
    EXPECT_TRUE(isIn("Failed Mail", scanner));
    EXPECT_TRUE(isIn("Failed Mail", loop));
}

TEST_F(Acting, HoldsAndReleases)
{
    openList();
    choose(scanner);
    key(Qt::Key_H);
    ASSERT_TRUE(isTold(QStringLiteral("1 message held.")));
    EXPECT_FALSE(isIn("Failed Mail", scanner));
    find<MenuButton>("scopeChip")->menu()->actions().at(3)->trigger();
    ASSERT_TRUE(eventually([&] { return rowOf(scanner) >= 0 && m_model->outline().messages == 1; }));
    choose(scanner);
    key(Qt::Key_U);
    ASSERT_TRUE(isTold(QStringLiteral("1 message is back in Failed Mail.")));
    EXPECT_TRUE(isIn("Failed Mail", scanner));
}

TEST_F(Acting, BeginsFromWhatTheOverviewSaysToDo)
{
    openList();
    key(Qt::Key_1, Qt::ControlModifier);
    QPushButton* button = nullptr;
    ASSERT_TRUE(eventually([&] {
        for (const char* name : {"todo0", "todo1", "todo2", "todo3", "todo4"})
            if (auto* todo = find<QPushButton>(name);
                todo != nullptr && todo->isVisible() && todo->text().contains(QStringLiteral("equeue")))
                button = todo;
        return button != nullptr;
    }));
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_TRUE(m_table->isVisible());
    EXPECT_TRUE(eventually([&] { return text("planTitle").contains(QStringLiteral("message")); }));
}

TEST_F(Acting, AsksTheProgramThatIsTheWorkerAndSaysWhoThatIs)
{
    std::optional<RoleLock> other;
    openList([&other](const std::filesystem::path& folder) {
        auto taken = RoleLock::take(folder / "work", Role::Worker, "connectorctl watch");
        ASSERT_TRUE(taken);
        other = std::move(*taken);
    });
    ASSERT_TRUE(eventually([&] { return m_engine->workerStatus().other == "connectorctl watch"; }));
    choose(quiet);
    key(Qt::Key_R);
    ASSERT_TRUE(eventually([&] { return bar("workBar")->isVisible(); }));
    EXPECT_TRUE(text("workText").contains(QStringLiteral("connectorctl watch")));
    EXPECT_TRUE(isIn("Failed Mail", quiet));
    other.reset(); // it ends; this program takes its place
    ASSERT_TRUE(isTold(QStringLiteral("1 message requeued")));
    EXPECT_FALSE(bar("workBar")->isVisible());
    EXPECT_FALSE(isIn("Failed Mail", quiet));
}

TEST_F(Acting, AsksOnceWhenItIsClosedWithWorkUnderWay)
{
    std::optional<RoleLock> other;
    openList([&other](const std::filesystem::path& folder) {
        auto taken = RoleLock::take(folder / "work", Role::Worker, "connectorctl watch");
        ASSERT_TRUE(taken);
        other = std::move(*taken);
    });
    choose(quiet);
    key(Qt::Key_R);
    ASSERT_TRUE(eventually([&] { return bar("workBar")->isVisible(); }));
    m_window->close();
    ASSERT_TRUE(m_window->isVisible());
    ASSERT_TRUE(bar("closingBar")->isVisible());
    QTest::mouseClick(bar("closingBar")->findChild<QPushButton*>("noticeAction3"), Qt::LeftButton);
    EXPECT_FALSE(bar("closingBar")->isVisible());
    EXPECT_TRUE(m_window->isVisible());
    m_window->close();
    QTest::mouseClick(bar("closingBar")->findChild<QPushButton*>("noticeAction"), Qt::LeftButton);
    EXPECT_TRUE(eventually([&] { return !m_window->isVisible(); })); // what waited is cancelled
    other.reset();
    QTest::qWait(1000);
    EXPECT_TRUE(isIn("Failed Mail", quiet));
}

TEST_F(Acting, GoesOnInTheBackgroundUntilAllIsDone)
{
    std::optional<RoleLock> other;
    openList([&other](const std::filesystem::path& folder) {
        auto taken = RoleLock::take(folder / "work", Role::Worker, "connectorctl watch");
        ASSERT_TRUE(taken);
        other = std::move(*taken);
    });
    bool ended = false;
    QObject::connect(m_window.get(), &MainWindow::backgroundEnded, m_window.get(),
                     [&ended] { ended = true; });
    choose(quiet);
    key(Qt::Key_R);
    ASSERT_TRUE(eventually([&] { return bar("workBar")->isVisible(); }));
    m_window->close();
    QTest::mouseClick(bar("closingBar")->findChild<QPushButton*>("noticeAction2"), Qt::LeftButton);
    EXPECT_FALSE(m_window->isVisible());
    EXPECT_FALSE(ended);
    other.reset();
    EXPECT_TRUE(eventually([&ended] { return ended; }));
    EXPECT_FALSE(isIn("Failed Mail", quiet));
}

} // namespace
} // namespace connectorscope
