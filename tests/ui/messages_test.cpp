#include "tests/ui/window_fixture.h"

#include "core/index/journal_reader.h"
#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "ui/messages/message_delegate.h"
#include "ui/messages/messages_model.h"
#include "ui/messages/messages_page.h"
#include "ui/messages/messages_table.h"
#include "ui/theme/menu_button.h"
#include "ui/theme/words.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>
#include <utility>

namespace connectorscope {
namespace {

class Messages : public WindowFixture
{
protected:
    /// Opens the page and waits until it lists all that is stuck in the demonstration.
    void openList(const std::function<void(const std::filesystem::path& folder)>& prepare = {})
    {
        open(prepare);
        m_model = m_window->findChild<MessagesModel*>();
        ASSERT_NE(m_model, nullptr);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_table = find<MessagesTable>("messagesTable");
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        std::uint64_t before = 0;
        // Until the first look at the folders is over: then the list is as long as before.
        ASSERT_TRUE(eventually([&] {
            QTest::qWait(700);
            return !m_engine->watchStatus().isReading() && messages() > 50 &&
                   std::exchange(before, messages()) == messages();
        })) << messages();
    }

    /// Of more than 3,000, without groups.
    void openLongList()
    {
        constexpr int many = 3000;
        openList([](const std::filesystem::path& folder) {
            const auto ledger = SiteLedger::open(folder / "work", {"anna", "server"});
            ASSERT_TRUE(ledger);
            std::vector<WatchRecord> records;
            for (int number = 1; number <= many; ++number)
                records.push_back(judged({FolderKind::Failed, "many" + std::to_string(number) + ".eml"},
                                         100 + static_cast<std::uint64_t>(number), CauseId::MissingFrom));
            ASSERT_TRUE((*ledger)->record(records));
        });
        choose("scopeChip", 2);
        choose("groupChip", 4); // last: the answer to it is known by its looks
        ASSERT_TRUE(eventually([&] { return messages() > many && !m_model->outline().isGrouped; }));
    }

    void select(int row) const
    {
        m_table->selectionModel()->setCurrentIndex(
            m_model->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }

    std::uint64_t messages() const { return m_model->outline().messages; }

    void choose(const char* chip, int action) const
    {
        find<MenuButton>(chip)->menu()->actions().at(action)->trigger();
    }

    /// The row of the table in which that text stands; -1: in none.
    int rowOf(const QString& text, MessageColumn column = MessageColumn::Message) const
    {
        for (int row = 0; row < m_model->rowCount(); ++row)
            if (m_model->index(row, static_cast<int>(column)).data().toString().contains(text))
                return row;
        return -1;
    }

    /// Headings are lower than messages, and only they.
    bool rowsHaveTheirHeights() const
    {
        for (int row = 0; row < m_model->rowCount(); ++row)
            if (m_table->rowHeight(row) != (m_model->isHeading(row) ? headingRowHeight : messageRowHeight))
                return false;
        return true;
    }

    void arrive(const char* file) const
    {
        std::ofstream(m_folder.path() / "demo" / "Failed Mail" / file)
            << "To: anna@contoso.com\r\nSubject: new\r\n\r\nx\r\n";
    }

    static std::string contentOf(const std::filesystem::path& file)
    {
        std::ostringstream text;
        text << std::ifstream(file, std::ios::binary).rdbuf();
        return text.str();
    }

    MessagesModel* m_model = nullptr;
    MessagesTable* m_table = nullptr;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

TEST_F(Messages, AreFoundAsOneTypes)
{
    openList();
    const std::uint64_t all = messages();
    QTest::keyClick(m_table, Qt::Key_Slash);
    auto* search = find<QLineEdit>("search");
    ASSERT_TRUE(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("winterangebot"));
    ASSERT_TRUE(eventually([&] { return messages() < all; }));
    EXPECT_GE(messages(), 1U);
    EXPECT_GE(rowOf(QStringLiteral("Winterangebot")), 0);
    search->clear();
    EXPECT_TRUE(eventually([&] { return messages() >= all; }));
    EXPECT_TRUE(rowsHaveTheirHeights());
    QTest::keyClicks(search, QStringLiteral("nothing like that"));
    ASSERT_TRUE(eventually([&] { return messages() == 0; }));
    EXPECT_TRUE(find<QLabel>("emptyList")->isVisible());
    EXPECT_TRUE(find<QLabel>("emptyList")->text().contains(QStringLiteral("nothing like that")));
}

TEST_F(Messages, ThatHoldATextAreShownBeforeAllAreCounted)
{
    openLongList();
    std::vector<int> lengths;
    QObject::connect(m_model, &QAbstractItemModel::modelReset, m_model,
                     [&] { lengths.push_back(m_model->rowCount()); });
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Slash);
    QTest::keyClicks(find<QLineEdit>("search"), QStringLiteral("many1"));
    ASSERT_TRUE(eventually([&] { return messages() == 1111; })) << messages(); // 1, 10 to 19, 100 to 199, ...
    EXPECT_EQ(m_model->rowCount(), 1111);
    ASSERT_FALSE(lengths.empty());
    EXPECT_EQ(lengths.back(), static_cast<int>(pageRows)); // what came then came below it
    EXPECT_TRUE(find<QLabel>("listCount")->text().startsWith(QStringLiteral("1")));
}

TEST_F(Messages, OfOneFolderAreShownByItsNameInTheRail)
{
    openList();
    const std::uint64_t all = messages();
    click<QPushButton>("navFolder-badmail");
    ASSERT_TRUE(eventually([&] { return messages() < all && messages() > 0; }));
    auto* chip = find<QPushButton>("folderFilter");
    ASSERT_NE(chip, nullptr);
    QTest::mouseClick(chip, Qt::LeftButton);
    EXPECT_TRUE(eventually([&] { return messages() == all; }));
    EXPECT_EQ(find<QPushButton>("folderFilter"), nullptr);
}

TEST_F(Messages, AreNarrowedToTheSenderOfOneByTheMenu)
{
    openList();
    const std::uint64_t all = messages();
    const QModelIndex current = m_model->index(rowOf(QStringLiteral("postmaster@contoso.com")), 0);
    ASSERT_TRUE(current.isValid());
    emit m_table->customContextMenuRequested(m_table->visualRect(current).center());
    auto* menu = find<QMenu>("messagesMenu");
    ASSERT_NE(menu, nullptr);
    for (QAction* action : menu->actions())
        if (action->text() == QStringLiteral("Only from this sender"))
            action->trigger();
    menu->close();
    ASSERT_TRUE(eventually([&] { return messages() < all && messages() > 0; }));
    EXPECT_NE(find<QPushButton>("senderFilter"), nullptr);
}

TEST_F(Messages, AreGroupedByCauseSenderRecipientHourOrNot)
{
    openList();
    const std::uint64_t all = messages();
    for (int group = 0; group < 5; ++group) {
        choose("groupChip", group);
        const bool isGrouped = group < 4;
        ASSERT_TRUE(eventually([&] {
            return m_model->outline().isGrouped == isGrouped && messages() == all &&
                   (!isGrouped || !m_model->headings().empty());
        })) << group;
        std::uint64_t rows = 0;
        for (const ListSection& section : m_model->outline().sections)
            rows += section.rows;
        EXPECT_GE(rows, all) << group; // one with several recipients stands in several groups
        EXPECT_EQ(static_cast<std::uint64_t>(m_model->rowCount()), rows + m_model->headings().size());
        EXPECT_TRUE(rowsHaveTheirHeights()) << group;
    }
}

TEST_F(Messages, OfAGroupAreHiddenByItsHeading)
{
    openList();
    const int before = m_model->rowCount();
    const ListSection first = m_model->outline().sections.front();
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, Qt::NoModifier,
                      m_table->visualRect(m_model->index(0, 0)).center());
    EXPECT_EQ(m_model->rowCount(), before - static_cast<int>(first.rows));
    m_table->setCurrentIndex(m_model->index(0, 0));
    QTest::keyClick(m_table, Qt::Key_Right);
    EXPECT_EQ(m_model->rowCount(), before);
    EXPECT_LT(m_table->rowHeight(0), m_table->rowHeight(1));
}

TEST_F(Messages, AreSortedByAClickOnAColumn)
{
    openList();
    choose("groupChip", 4);
    ASSERT_TRUE(eventually([&] { return !m_model->outline().isGrouped; }));
    const auto clickAge = [this] {
        QHeaderView* head = m_table->horizontalHeader();
        const int at = head->sectionViewportPosition(static_cast<int>(MessageColumn::Age)) + 10;
        QTest::mouseClick(head->viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(at, 10));
    };
    const auto first = [this] {
        return m_model->rowAt(0) == nullptr ? std::string() : m_model->rowAt(0)->id;
    };
    ASSERT_TRUE(eventually([&] { return !first().empty(); }));
    const std::string oldest = first();
    const auto title = [this] {
        return m_model->headerData(static_cast<int>(MessageColumn::Age), Qt::Horizontal, Qt::DisplayRole)
            .toString();
    };
    EXPECT_EQ(title(), QStringLiteral("Age ↓")); // the greatest age is above
    clickAge();
    EXPECT_TRUE(eventually([&] { return first() != oldest && !first().empty(); }));
    EXPECT_TRUE(m_model->request().order.descending);
    EXPECT_EQ(title(), QStringLiteral("Age ↑"));
}

TEST_F(Messages, AllThatAreListedAreExported)
{
    openList();
    choose("groupChip", 4);
    ASSERT_TRUE(eventually([&] { return !m_model->outline().isGrouped; }));
    auto* page = m_window->findChild<MessagesPage*>();
    for (const char* action : {"exportCsv", "exportJson"}) {
        std::filesystem::path file = m_folder.path() / action;
        page->chooseFile = [file](const QString&, const QString&) { return file; };
        m_window->findChild<QAction*>(QString::fromLatin1(action))->trigger();
        std::string text; // the file has its name when it is whole, and may be held for a moment
        ASSERT_TRUE(eventually([&] { return !(text = contentOf(file)).empty(); }));
        const auto lines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
        EXPECT_GE(lines, messages()) << action;
        EXPECT_THAT(text, testing::HasSubstr("missing-from"));
    }
    EXPECT_TRUE(eventually([&] { return find<QWidget>("noticeBar")->isVisible(); }));
}

TEST_F(Messages, ThatAreSelectedAreSavedByteForByte)
{
    openList();
    std::filesystem::path target = m_folder.path() / "saved";
    std::filesystem::create_directory(target);
    m_window->findChild<MessagesPage*>()->chooseFolder = [target](const QString&) { return target; };
    ASSERT_TRUE(eventually([&] { return rowOf(QStringLiteral("Winterangebot")) >= 0; }));
    select(rowOf(QStringLiteral("Winterangebot")));
    EXPECT_EQ(m_table->chosenCount(), 1U);
    const std::string name = m_model->rowAt(m_table->currentIndex().row())->place.name;
    for (int time = 0; time < 2; ++time) // the second one replaces nothing
    {
        click<QPushButton>("saveMessages");
        ASSERT_TRUE(eventually([&] {
            return std::distance(std::filesystem::directory_iterator(target),
                                 std::filesystem::directory_iterator()) == time + 1;
        }));
        ASSERT_TRUE(eventually([&] { return find<QWidget>("noticeBar")->isVisible(); }));
        QTest::qWait(100);
    }
    const std::string original = contentOf(m_folder.path() / "demo" / "Incoming Mail" / name);
    ASSERT_FALSE(original.empty());
    for (const auto& file : std::filesystem::directory_iterator(target))
        EXPECT_EQ(contentOf(file.path()), original);
}

TEST_F(Messages, AreAllSelectedAndCounted)
{
    openList();
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_A, Qt::ControlModifier);
    EXPECT_EQ(m_table->chosenCount(), messages());
    EXPECT_TRUE(m_table->hasChosenAll());
    EXPECT_TRUE(find<QLabel>("chosenCount")->text().startsWith(QString::number(messages())));
    EXPECT_FALSE(find<QPushButton>("chooseAll")->isVisible());
}

TEST_F(Messages, AreAcknowledgedWithANote)
{
    openList();
    ASSERT_TRUE(eventually([&] { return rowOf(QStringLiteral("Winterangebot")) >= 0; }));
    select(rowOf(QStringLiteral("Winterangebot")));
    const std::string id = m_model->rowAt(m_table->currentIndex().row())->id;
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_N);
    auto* note = find<QLineEdit>("note");
    ASSERT_TRUE(note->isVisible());
    QTest::keyClicks(note, QStringLiteral("anna knows"));
    QTest::keyClick(note, Qt::Key_Return);
    const auto journal = JournalReader::open(m_folder.path() / "demo" / "work");
    ASSERT_TRUE(journal);
    EXPECT_TRUE(eventually([&] {
        const auto known = (*journal)->acknowledgement(id);
        return known && *known && (*known)->note == "anna knows";
    }));
}

TEST_F(Messages, AreShownBesideTheTable)
{
    openList();
    ASSERT_TRUE(eventually([&] { return rowOf(QStringLiteral("Winterangebot")) >= 0; }));
    select(rowOf(QStringLiteral("Winterangebot")));
    EXPECT_TRUE(eventually([&] {
        const auto* title = find<QLabel>("detailTitle");
        return title != nullptr && title->isVisible() &&
               title->text().contains(QStringLiteral("Winterangebot"));
    }));
}

TEST_F(Messages, StayCurrentWhileOthersArrive)
{
    openList();
    ASSERT_TRUE(eventually([&] { return rowOf(QStringLiteral("Winterangebot")) >= 0; }));
    select(rowOf(QStringLiteral("Winterangebot")));
    const std::string id = m_model->rowAt(m_table->currentIndex().row())->id;
    const std::uint64_t before = messages();
    for (int number = 0; number < 5; ++number)
        std::ofstream(m_folder.path() / "demo" / "Failed Mail" / ("new" + std::to_string(number) + ".eml"))
            << "To: anna@contoso.com\r\nSubject: new " << number << "\r\n\r\nx\r\n";
    ASSERT_TRUE(eventually([&] { return messages() >= before + 5; })) << messages();
    ASSERT_TRUE(m_table->currentIndex().isValid());
    const MessageRow* current = m_model->rowAt(m_table->currentIndex().row());
    ASSERT_NE(current, nullptr);
    EXPECT_EQ(current->id, id);
    EXPECT_EQ(m_table->chosenCount(), 1U);
}

TEST_F(Messages, ShowHostileTextsAsTheyAre)
{
    openList([](const std::filesystem::path& folder) {
        std::ofstream(folder / "Failed Mail" / "hostile.eml", std::ios::binary)
            << "To: anna@contoso.com\r\nSubject: <b>evil</b> exe.\xE2\x80\xAEgpj\r\n\r\nx\r\n";
    });
    ASSERT_TRUE(eventually([&] { return rowOf(QStringLiteral("evil")) >= 0; }));
    const QString text =
        m_model->index(rowOf(QStringLiteral("evil")), static_cast<int>(MessageColumn::Message))
            .data()
            .toString();
    EXPECT_TRUE(text.contains(QStringLiteral("<b>evil</b>")));
    EXPECT_TRUE(text.contains(QStringLiteral("\\u202E"))) << text.toStdString();
}

TEST_F(Messages, OfALongListAreReadWhereTheThumbStands)
{
    openLongList();
    m_table->verticalScrollBar()->setValue(m_table->verticalScrollBar()->maximum() / 2);
    const auto middleIsRead = [this] {
        const auto [first, last] = m_table->visibleRows();
        return last > first && m_model->rowAt(first) != nullptr && m_model->rowAt(last) != nullptr;
    };
    EXPECT_TRUE(eventually(middleIsRead));
    m_table->verticalScrollBar()->setValue(m_table->verticalScrollBar()->maximum());
    EXPECT_TRUE(eventually(middleIsRead));
    EXPECT_EQ(m_table->visibleRows().second, m_model->rowCount() - 1);
}

TEST_F(Messages, OfALongListStayInViewWhileOthersArrive)
{
    openLongList();
    select(0);
    const std::string id = m_model->rowAt(0)->id;
    m_table->verticalScrollBar()->setValue(m_table->verticalScrollBar()->maximum());
    ASSERT_TRUE(eventually([this] { return m_model->rowAt(m_table->visibleRows().second) != nullptr; }));
    const auto view = m_table->visibleRows();
    const std::uint64_t before = messages();
    std::ofstream(m_folder.path() / "demo" / "Failed Mail" / "new.eml")
        << "To: anna@contoso.com\r\nSubject: new\r\n\r\nx\r\n";
    ASSERT_TRUE(eventually([&] { return messages() > before; }));
    EXPECT_EQ(m_table->visibleRows(), view);
    const MessageRow* current = m_model->rowAt(m_table->currentIndex().row());
    ASSERT_NE(current, nullptr);
    EXPECT_EQ(current->id, id) << "far from what is shown";
    EXPECT_EQ(m_table->chosenCount(), 1U);
}

TEST_F(Messages, OfALongListStayInViewWhenTheCurrentOneIsNoMore)
{
    openLongList();
    // Not at its end: there the bar below, which goes with the choice and comes back, moves the rows.
    m_table->verticalScrollBar()->setValue(m_table->verticalScrollBar()->maximum() / 2);
    ASSERT_TRUE(eventually([this] { return m_model->rowAt(m_table->visibleRows().second) != nullptr; }));
    const auto [first, last] = m_table->visibleRows();
    m_table->selectionModel()->clear();
    ASSERT_FALSE(m_table->currentIndex().isValid());
    m_model->refresh(first, last);
    ASSERT_TRUE(eventually([this] { return m_table->currentIndex().isValid(); }));
    EXPECT_EQ(m_table->currentIndex().row(), 0) << "the one near";
    EXPECT_EQ(m_table->visibleRows().first, first);
}

TEST_F(Messages, OfALongListStayAllSelectedWhileOthersArrive)
{
    openLongList();
    select(3);
    const std::string id = m_model->rowAt(3)->id;
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_A, Qt::ControlModifier);
    ASSERT_EQ(m_table->chosenCount(), messages());
    const std::uint64_t before = messages();
    arrive("new.eml");
    ASSERT_TRUE(eventually([&] { return messages() > before; }));
    EXPECT_EQ(m_table->chosenCount(), messages());
    EXPECT_TRUE(m_table->hasChosenAll());
    EXPECT_TRUE(find<QLabel>("chosenCount")->text().startsWith(countWords(messages())));
    ASSERT_NE(m_model->rowAt(m_table->currentIndex().row()), nullptr);
    EXPECT_EQ(m_model->rowAt(m_table->currentIndex().row())->id, id);
}

TEST_F(Messages, OfALongListAreNotSelectedInPart)
{
    openLongList();
    constexpr int many = 2000;
    select(0);
    const std::string id = m_model->rowAt(0)->id;
    m_table->selectionModel()->select(
        QItemSelection(m_model->index(0, 0), m_model->index(many - 1, m_model->columnCount() - 1)),
        QItemSelectionModel::ClearAndSelect);
    ASSERT_EQ(m_table->chosenCount(), static_cast<std::uint64_t>(many));
    const std::uint64_t before = messages();
    arrive("new.eml");
    ASSERT_TRUE(eventually([&] { return messages() > before; }));
    EXPECT_EQ(m_table->chosenCount(), 0U);
    EXPECT_FALSE(find<QLabel>("chosenCount")->isVisible());
    ASSERT_NE(m_model->rowAt(m_table->currentIndex().row()), nullptr);
    EXPECT_EQ(m_model->rowAt(m_table->currentIndex().row())->id, id);
}

TEST_F(Messages, ThatAreFewStaySelectedWhileOthersArrive)
{
    openLongList();
    constexpr int some = 250;
    m_table->selectionModel()->select(
        QItemSelection(m_model->index(0, 0), m_model->index(some - 1, m_model->columnCount() - 1)),
        QItemSelectionModel::ClearAndSelect);
    // What was never looked at cannot be told from others.
    for (const int row : {0, 100, 200})
        ASSERT_TRUE(eventually([&] { return m_model->rowAt(row) != nullptr; }));
    // An answer that was asked for before the choice knows nothing of it.
    QTest::qWait(700);
    const std::uint64_t before = messages();
    arrive("new.eml");
    ASSERT_TRUE(eventually([&] { return messages() > before; }));
    EXPECT_EQ(m_table->chosenCount(), static_cast<std::uint64_t>(some));
}

TEST_F(Messages, OfAGroupThatIsClosedLeaveTheOthersSelected)
{
    openList();
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_A, Qt::ControlModifier);
    const std::uint64_t first = m_model->outline().sections.front().rows;
    m_model->toggle(0);
    EXPECT_EQ(m_table->chosenCount(), messages() - first);
    m_model->toggle(0);
    EXPECT_EQ(m_table->chosenCount(), messages() - first);
}

TEST_F(Messages, OfSeveralGroupsAreCountedOnce)
{
    openList();
    choose("groupChip", 1);
    const auto rows = [this] {
        std::uint64_t count = 0;
        for (const ListSection& section : m_model->outline().sections)
            count += section.rows;
        return count;
    };
    ASSERT_TRUE(eventually([&] { return m_model->outline().isGrouped && rows() > messages(); }));
    select(1);
    EXPECT_EQ(find<QPushButton>("chooseAll")->text(), QStringLiteral("Select all ") + countWords(messages()));
    click<QPushButton>("chooseAll");
    EXPECT_EQ(m_table->chosenCount(), rows());
    EXPECT_EQ(find<QLabel>("chosenCount")->text(), countWords(messages()) + QStringLiteral(" selected"));
    EXPECT_FALSE(find<QPushButton>("chooseAll")->isVisible());
}

TEST_F(Messages, KeepTheirColumns)
{
    openList();
    m_table->setColumnHidden(static_cast<int>(MessageColumn::Size), false);
    m_window->close();
    m_window.reset();
    m_window = std::make_unique<MainWindow>(*m_engine, m_theme, m_settings);
    EXPECT_FALSE(find<MessagesTable>("messagesTable")->isColumnHidden(static_cast<int>(MessageColumn::Size)));
}

TEST_F(Messages, OfACauseAreShownByItsBarOnTheOverview)
{
    openList();
    const std::uint64_t all = messages();
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    ASSERT_TRUE(eventually([&] { return find<QWidget>("causeBar0")->isVisible(); }));
    click<QWidget>("causeBar0");
    ASSERT_TRUE(eventually([&] { return messages() < all && messages() > 0; }));
    EXPECT_EQ(m_model->outline().sections.size(), 1U);
    EXPECT_NE(find<QPushButton>("causeFilter"), nullptr);
}

} // namespace
} // namespace connectorscope
