#include "tests/ui/wide_letters.h"
#include "tests/ui/window_fixture.h"
#include "ui/overview/bar_row.h"
#include "ui/overview/folder_tile.h"
#include "ui/runs/run_words.h"
#include "ui/theme/menu_button.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_sheet.h"

#include <QDateEdit>
#include <QFontMetrics>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

namespace connectorscope {
namespace {

/// The smallest window, with letters of so many percent of their width.
class LeastWindow : public WindowFixture, public testing::WithParamInterface<int>
{
protected:
    LeastWindow()
        : m_wide(GetParam())
    {
    }

    void expectAllIsWhole(const char* where) const
    {
        for (const auto* button : m_window->findChildren<QPushButton*>())
            if (button->isVisible() && !button->text().isEmpty()) {
                EXPECT_GE(button->width(), button->minimumSizeHint().width())
                    << where << ": " << button->text().toStdString();
            }
        for (const auto* area : m_window->findChildren<QAbstractScrollArea*>())
            if (area->isVisible() && (qobject_cast<const QScrollArea*>(area) != nullptr ||
                                      qobject_cast<const QTableView*>(area) != nullptr)) {
                EXPECT_EQ(area->horizontalScrollBar()->maximum(), 0)
                    << where << ": " << area->objectName().toStdString();
            }
    }
    void expectFiguresAreWhole() const
    {
        const auto tiles = m_window->findChildren<FolderTile*>();
        EXPECT_EQ(tiles.size(), 4);
        for (const FolderTile* tile : tiles) {
            EXPECT_GE(tile->height(), tile->heightForWidth(tile->width()));
            for (const QString& line : tile->lines(tile->width()))
                EXPECT_LE(QFontMetrics(tile->font()).horizontalAdvance(line), tile->width() - 2 * cardPadding)
                    << line.toStdString();
        }
    }
    void expectStatesAreWhole() const
    {
        const auto* runs = find<QTableView>("runsTable");
        for (const RunState state : runStates)
            EXPECT_GT(runs->columnWidth(static_cast<int>(RunColumn::State)),
                      chipWidth(runs->font(), senseOf(state), chipWord(state)))
                << toString(state);
    }
    void goTo(Qt::Key page) const
    {
        QTest::keyClick(m_window.get(), page, Qt::ControlModifier);
        QTest::qWait(500);
    }

    WideLetters m_wide;
};

TEST_P(LeastWindow, ShowsEveryButtonWholeAndNeedsNoScrollingSideways)
{
    open();
    m_window->resize(1024, 640);
    ASSERT_TRUE(eventually([this] { return find<QPushButton>("overviewPrimary")->isVisible(); }));
    QTest::qWait(500);
    EXPECT_EQ(m_window->width(), 1024);
    expectAllIsWhole("the overview");
    expectFiguresAreWhole();
    m_window->resize(1280, 720);
    QTest::qWait(500);
    expectFiguresAreWhole();
    m_window->resize(1024, 640);
    goTo(Qt::Key_2);
    auto* table = find<QTableView>("messagesTable");
    ASSERT_TRUE(eventually([table] { return table->model()->rowCount() > 10; }));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QTest::qWait(500);
    expectAllIsWhole("one message");
    table->selectAll();
    ASSERT_TRUE(eventually([this] { return find<QPushButton>("requeueMany")->isVisible(); }));
    QTest::qWait(500);
    expectAllIsWhole("all messages");
    EXPECT_NE(find<MenuButton>("moreForMany")->menu(),
              nullptr); // and not Qt's, which leaves its text no place
    goTo(Qt::Key_3);
    expectAllIsWhole("the runs");
    expectStatesAreWhole();
    goTo(Qt::Key_4);
    const auto* day = find<QDateEdit>("reportDay");
    const auto* text = day->findChild<QLineEdit*>();
    EXPECT_GT(text->width(), QFontMetrics(text->font()).horizontalAdvance(QStringLiteral("2000-00-00")) + 4);
}

TEST_P(LeastWindow, LeavesRoomForACountOfThousands)
{
    BarRow row;
    constexpr std::uint64_t many = 44'000;
    row.setRow(QStringLiteral("No From header"), Sense::Blocked, many, many);
    EXPECT_GE(row.countWidth() - 4,
              QFontMetrics(strongFont(row.font())).horizontalAdvance(QStringLiteral("44,000")));
}

INSTANTIATE_TEST_SUITE_P(EachFont, LeastWindow, testing::Values(100, 112));

} // namespace
} // namespace connectorscope
