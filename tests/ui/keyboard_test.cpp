#include "tests/ui/window_fixture.h"
#include "ui/acting/deed.h"
#include "ui/detail/detail_view.h"
#include "ui/messages/messages_model.h"
#include "ui/messages/messages_table.h"
#include "ui/report/report_page.h"
#include "ui/report/sheets_view.h"
#include "ui/runs/runs_table.h"
#include "ui/theme/search_field.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QButtonGroup>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTabWidget>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace connectorscope {
namespace {

constexpr int pageCount = 4;
constexpr std::array<const char*, pageCount> pageButtons = {"navOverview", "navMessages", "navRuns",
                                                            "navReport"};

std::string nameOf(const QWidget* widget)
{
    std::string name = widget->objectName().toStdString();
    for (const QWidget* above = widget->parentWidget(); above != nullptr && name.empty();
         above = above->parentWidget())
        name = above->objectName().toStdString();
    return name + " (" + widget->metaObject()->className() + ")";
}

class Keyboard : public WindowFixture
{
protected:
    void openAll()
    {
        open();
        ASSERT_TRUE(eventually([this] {
            return m_engine->watchStatus().state == WatchState::Watching && m_engine->watchStatus().all == 0;
        }));
    }

    /// On the page Messages, with the current message shown beside the table.
    void openMessages()
    {
        openAll();
        showPage(2);
        ASSERT_TRUE(eventually([this] { return tabs()->isVisible() && table()->hasFocus(); }));
    }

    void showPage(int number)
    {
        QTest::keyClick(m_window.get(), static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
        QTest::qWait(200);
    }

    bool isShown(int page) const
    {
        return find<QAbstractButton>(pageButtons.at(static_cast<std::size_t>(page) - 1))->isChecked();
    }

    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* popup = QApplication::activePopupWidget();
        QTest::keyClick(popup != nullptr ? popup : QApplication::focusWidget(), key, modifiers);
    }

    MessagesTable* table() const { return find<MessagesTable>("messagesTable"); }
    MessagesModel* model() const { return m_window->findChild<MessagesModel*>(); }
    QTabWidget* tabs() const { return find<QTabWidget>("detailTabs"); }

    /// Arrows lead to it from the one of its group that is chosen.
    static bool isReachedByArrows(const QWidget* widget)
    {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        return button != nullptr && button->isCheckable() && !button->isChecked() &&
               (button->autoExclusive() || (button->group() != nullptr && button->group()->exclusive()));
    }

    std::vector<QWidget*> takingKeys() const
    {
        std::vector<QWidget*> found;
        for (QWidget* each : m_window->findChildren<QWidget*>())
            if (each->isVisible() && each->isEnabled() && each->focusProxy() == nullptr &&
                !isReachedByArrows(each) && (each->focusPolicy() & Qt::TabFocus) == Qt::TabFocus)
                found.push_back(each);
        return found;
    }

    /// All that Tab leads to, until it comes back to where it began.
    static std::vector<QWidget*> walkByTab()
    {
        std::vector<QWidget*> walked;
        for (int step = 0; step < 200; ++step) {
            QWidget* at = QApplication::focusWidget();
            const bool isWithin = !walked.empty() && at == walked.back(); // a date has three parts
            if (at == nullptr || (!isWithin && std::find(walked.begin(), walked.end(), at) != walked.end()))
                break;
            if (!isWithin)
                walked.push_back(at);
            QTest::keyClick(at, Qt::Key_Tab);
        }
        return walked;
    }

    /// The page as it was, with the focus on that widget; false where it takes none now.
    bool focusOn(QWidget* widget, int page, int tab)
    {
        if (widget == nullptr)
            return false;
        if (!isShown(page))
            QTest::keyClick(m_window.get(), static_cast<Qt::Key>(Qt::Key_0 + page), Qt::ControlModifier);
        if (tab >= 0)
            tabs()->setCurrentIndex(tab);
        widget->setFocus();
        return widget->hasFocus();
    }

    void expectWindowKeys(int page, int tab)
    {
        if (tab >= 0) {
            tabs()->setCurrentIndex(tab);
            QTest::qWait(300);
        }
        int news = 0;
        const auto counting =
            QObject::connect(m_engine.get(), &Engine::contentChanged, m_engine.get(), [&news] { ++news; });
        std::vector<QPointer<QWidget>> all;
        for (QWidget* each : takingKeys())
            all.emplace_back(each);
        EXPECT_FALSE(all.empty());
        const auto* sheet = find<QWidget>("cheatSheet");
        const int other = page % pageCount + 1;
        for (const QPointer<QWidget>& each : all) {
            if (!focusOn(each, page, tab))
                continue;
            SCOPED_TRACE("page " + std::to_string(page) + ", " + nameOf(each));
            const int before = news;
            press(Qt::Key_F5);
            EXPECT_GT(news, before);
            press(static_cast<Qt::Key>(Qt::Key_0 + other), Qt::ControlModifier);
            EXPECT_TRUE(isShown(other));
            if (qobject_cast<QLineEdit*>(each) != nullptr)
                continue; // what is typed is text
            if (focusOn(each, page, tab)) {
                press(Qt::Key_Question, Qt::ShiftModifier);
                EXPECT_TRUE(sheet->isVisible());
                if (sheet->isVisible())
                    press(Qt::Key_Escape);
                EXPECT_FALSE(sheet->isVisible());
            }
            if (focusOn(each, page, tab)) {
                press(Qt::Key_Slash);
                EXPECT_TRUE(find<QWidget>(page == 3 ? "runSearch" : "search")->hasFocus());
            }
        }
        QObject::disconnect(counting);
    }

    void expectNamesAndOrder(const std::string& where) const
    {
        const std::vector<QWidget*> all = takingKeys();
        EXPECT_FALSE(all.empty()) << where;
        for (QWidget* each : all) {
            QAccessibleInterface* told = QAccessible::queryAccessibleInterface(each);
            ASSERT_NE(told, nullptr);
            EXPECT_FALSE(told->text(QAccessible::Name).trimmed().isEmpty()) << where << ": " << nameOf(each);
        }
        const std::vector<QWidget*> walked = walkByTab();
        const std::set<QWidget*> reached(walked.begin(), walked.end());
        std::string way;
        for (const QWidget* each : walked)
            way += nameOf(each) + ", ";
        SCOPED_TRACE(way);
        for (QWidget* each : all)
            EXPECT_TRUE(reached.contains(each)) << where << ": Tab does not lead to " << nameOf(each);
        // Within one part of the window it goes as one reads: from row to row, and from left to right.
        for (std::size_t i = 0; i + 1 < walked.size(); ++i) {
            if (walked[i]->parentWidget() != walked[i + 1]->parentWidget())
                continue;
            const QRect here = walked[i]->geometry();
            const QRect next = walked[i + 1]->geometry();
            const bool isBelow = next.top() > here.bottom();
            const bool isBeside = next.bottom() >= here.top() && next.left() >= here.left();
            EXPECT_TRUE(isBelow || isBeside)
                << where << ": from " << nameOf(walked[i]) << " back to " << nameOf(walked[i + 1]);
        }
    }
};

TEST_F(Keyboard, ReachesEverythingOnEachPageAndEverythingHasAName)
{
    openAll();
    for (int page = 1; page <= pageCount; ++page) {
        showPage(page);
        if (page == 4) {
            EXPECT_TRUE(eventually([this] { return find<SheetsView>("reportSheets")->sheets() != nullptr; }));
        }
        QTest::qWait(500);
        expectNamesAndOrder("page " + std::to_string(page));
    }
}

TEST_F(Keyboard, ReachesEverythingOnEachTabOfAMessage)
{
    openMessages();
    for (int tab = 0; tab < tabs()->count(); ++tab) {
        table()->setFocus();
        press(static_cast<Qt::Key>(Qt::Key_1 + tab), Qt::AltModifier);
        ASSERT_EQ(tabs()->currentIndex(), tab);
        QTest::qWait(500);
        expectNamesAndOrder("tab " + tabs()->tabText(tab).toStdString());
    }
}

TEST_F(Keyboard, AnswersTheKeysOfTheWindowWhereverTheFocusIs)
{
    openAll();
    for (int page = 1; page <= pageCount; ++page) {
        showPage(page);
        QTest::qWait(500);
        expectWindowKeys(page, -1);
    }
    showPage(2);
    ASSERT_TRUE(eventually([this] { return tabs()->isVisible(); }));
    for (int tab = 1; tab < tabs()->count(); ++tab)
        expectWindowKeys(2, tab);
}

TEST_F(Keyboard, OfALetterIsTextWhereOneTypes)
{
    openMessages();
    auto* search = find<SearchField>("search");
    search->setFocus();
    for (const Qt::Key key : {Qt::Key_Slash, Qt::Key_Question, Qt::Key_V, Qt::Key_R})
        press(key);
    EXPECT_EQ(search->text(), QStringLiteral("/?vr"));
    EXPECT_FALSE(find<QWidget>("cheatSheet")->isVisible());
    EXPECT_EQ(QApplication::activePopupWidget(), nullptr);
}

TEST_F(Keyboard, LeadsToTheSourceAndItsFindingsFromTheTable)
{
    openMessages();
    press(Qt::Key_F8);
    EXPECT_EQ(tabs()->currentIndex(), static_cast<int>(DetailView::Tab::Source));
    press(Qt::Key_G, Qt::ControlModifier);
    EXPECT_TRUE(eventually([this] { return find<QWidget>("sourcePlace")->hasFocus(); }));
}

TEST_F(Keyboard, FindsInTheListOrInTheSourceWhereverOneIs)
{
    openMessages();
    press(Qt::Key_F, Qt::ControlModifier);
    EXPECT_TRUE(find<QWidget>("search")->hasFocus());
    press(Qt::Key_Down);
    EXPECT_TRUE(table()->hasFocus());
    tabs()->tabBar()->setFocus();
    press(Qt::Key_F, Qt::ControlModifier);
    EXPECT_TRUE(find<QWidget>("sourceSearch")->hasFocus());
}

TEST_F(Keyboard, LeavesTheSearchByEscapeAndShowsAllAgain)
{
    openMessages();
    const std::uint64_t all = model()->outline().messages;
    press(Qt::Key_Slash);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("rechnung"));
    ASSERT_TRUE(
        eventually([&] { return model()->outline().messages > 0 && model()->outline().messages < all; }));
    press(Qt::Key_Escape);
    EXPECT_TRUE(table()->hasFocus());
    EXPECT_TRUE(find<SearchField>("search")->text().isEmpty());
    EXPECT_TRUE(eventually([&] { return model()->outline().messages >= all; }));
}

TEST_F(Keyboard, LeavesASearchThatFindsNothingFromTheEmptyList)
{
    openMessages();
    const std::uint64_t all = model()->outline().messages;
    press(Qt::Key_Slash);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("in no message"));
    press(Qt::Key_Return);
    ASSERT_TRUE(eventually([&] { return model()->isRead() && model()->rowCount() == 0; }));
    ASSERT_TRUE(table()->hasFocus());
    press(Qt::Key_Escape);
    EXPECT_TRUE(find<SearchField>("search")->text().isEmpty());
    EXPECT_TRUE(eventually([&] { return model()->outline().messages >= all; }));
}

TEST_F(Keyboard, LeadsToTheFirstAndTheLastRow)
{
    openMessages();
    const int last = model()->rowCount() - 1;
    press(Qt::Key_End);
    EXPECT_EQ(table()->currentIndex().row(), last);
    EXPECT_EQ(table()->chosenCount(), 1U);
    press(Qt::Key_Home);
    EXPECT_EQ(table()->currentIndex().row(), 0);
    press(Qt::Key_Down);
    press(Qt::Key_End, Qt::ShiftModifier);
    EXPECT_TRUE(table()->hasChosenAll());
}

TEST_F(Keyboard, GroupsSortsAndChoosesColumns)
{
    openMessages();
    press(Qt::Key_G);
    ASSERT_NE(QApplication::activePopupWidget(), nullptr);
    press(Qt::Key_Down); // from cause to recipient
    press(Qt::Key_Return);
    EXPECT_TRUE(eventually([this] { return model()->request().group == GroupBy::Recipient; }));
    press(Qt::Key_V);
    press(Qt::Key_Down); // from what is stuck to what is in the folders
    press(Qt::Key_Return);
    EXPECT_TRUE(eventually([this] { return model()->request().scope == ListScope::InFolders; }));

    const int cause = static_cast<int>(MessageColumn::Cause);
    EXPECT_FALSE(table()->isColumnHidden(cause));
    press(Qt::Key_C);
    ASSERT_NE(QApplication::activePopupWidget(), nullptr);
    press(Qt::Key_Return);
    EXPECT_TRUE(table()->isColumnHidden(cause));
    press(Qt::Key_C);
    press(Qt::Key_Up); // the last entry
    press(Qt::Key_Return);
    EXPECT_TRUE(eventually([this] { return model()->request().order.column == SortColumn::Verdict; }));
    press(Qt::Key_E);
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    ASSERT_NE(menu, nullptr);
    EXPECT_EQ(menu->activeAction()->objectName(), QStringLiteral("exportCsv"));
    press(Qt::Key_Escape);
}

TEST_F(Keyboard, IsForTheListAgainAfterAButtonBesideItWasPressed)
{
    openMessages();
    const int before = model()->rowCount();
    const std::string name = "deed" + std::to_string(static_cast<int>(Deed::Hold));
    auto* hold = find<QPushButton>(name.c_str());
    ASSERT_NE(hold, nullptr);
    hold->setFocus();
    press(Qt::Key_Space);
    EXPECT_TRUE(table()->hasFocus());
    ASSERT_TRUE(eventually([&] { return model()->rowCount() < before; }));
    EXPECT_TRUE(table()->hasFocus());
}

TEST_F(Keyboard, TurnsThePagesOfDaysAndExports)
{
    openAll();
    showPage(4);
    const auto* sheets = find<SheetsView>("reportSheets");
    ASSERT_NO_FATAL_FAILURE(goToToday());
    const ReportDay today = sheets->sheets()->report.day;
    const ReportDay before = std::chrono::sys_days(today) - std::chrono::days(1);
    press(Qt::Key_Left);
    EXPECT_TRUE(eventually([&] { return sheets->sheets() && sheets->sheets()->report.day == before; }));
    press(Qt::Key_Right);
    EXPECT_TRUE(eventually([&] { return sheets->sheets() && sheets->sheets()->report.day == today; }));
    press(Qt::Key_A);
    EXPECT_TRUE(find<QPushButton>("maskAddresses")->isChecked());
    press(Qt::Key_E);
    ASSERT_NE(QApplication::activePopupWidget(), nullptr);
    press(Qt::Key_Escape);
    QUrl opened;
    find<ReportPage>("reportPage")->openUrl = [&opened](const QUrl& url) {
        opened = url;
        return true;
    };
    press(Qt::Key_B);
    EXPECT_TRUE(eventually([&] { return opened.fileName().endsWith(QStringLiteral(".html")); }));
}

TEST_F(Keyboard, PressesAButtonByReturnToo)
{
    openAll();
    showPage(4);
    ASSERT_TRUE(eventually([this] { return find<SheetsView>("reportSheets")->sheets() != nullptr; }));
    find<QPushButton>("maskAddresses")->setFocus();
    press(Qt::Key_Return);
    EXPECT_TRUE(find<QPushButton>("maskAddresses")->isChecked());
}

TEST_F(Keyboard, TellsItsKeysOnASheetThatFitsIntoASmallWindow)
{
    openAll();
    m_window->resize(1024, 640);
    press(Qt::Key_Question);
    const auto* sheet = find<QWidget>("cheatSheet");
    ASSERT_TRUE(sheet->isVisible());
    EXPECT_TRUE(m_window->rect().contains(sheet->geometry()));
}

TEST_F(Keyboard, TablesFitIntoASmallWindowAndGetTheirWidthsBack)
{
    openMessages();
    constexpr QSize roomy{1600, 900}; // for the widest font, too
#ifdef _WIN32
    constexpr int leastMessage = 100; // of Wine's wide letters, an age takes the rest
#else
    constexpr int leastMessage = 128;
#endif
    m_window->resize(roomy);
    showPage(3);
    auto* runs = find<RunsTable>("runsTable");
    showPage(2);
    const auto widthsOf = [](const QTableView* view) {
        std::vector<int> widths;
        for (int column = 0; column < view->model()->columnCount(); ++column)
            widths.push_back(view->columnWidth(column));
        return widths;
    };
    const int forColumn = static_cast<int>(MessageColumn::For);
    EXPECT_TRUE(eventually([&] { return table()->columnWidth(forColumn) == 150; }))
        << "there is room for all";
    table()->horizontalHeader()->resizeSection(forColumn, 171);
    const std::vector<int> before = widthsOf(table());
    const std::vector<int> runsBefore = widthsOf(runs);
    m_window->resize(1024, 640);
    EXPECT_TRUE(eventually([this] { return table()->columnWidth(forColumn) < 171; }));
    EXPECT_TRUE(eventually([this] { return table()->horizontalScrollBar()->maximum() == 0; }));
    EXPECT_GE(table()->columnWidth(static_cast<int>(MessageColumn::Message)), leastMessage);
    m_window->resize(roomy);
    EXPECT_TRUE(eventually([&] { return widthsOf(table()) == before; }));
    showPage(3);
    EXPECT_TRUE(eventually([&] { return widthsOf(runs) == runsBefore; }));
}

} // namespace
} // namespace connectorscope
