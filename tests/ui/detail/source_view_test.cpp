#include "ui/detail/source/source_view.h"

#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"
#include "tests/ui/detail/waiting.h"
#include "ui/detail/source/source_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

class SourcePageTest : public testing::Test
{
protected:
    SourcePageTest()
    {
        m_page.resize(700, 500);
        m_page.show();
    }

    void open(std::string_view content)
    {
        writeFile(m_dir / "a.eml", content);
        openFile();
    }
    void openFile()
    {
        QSignalSpy shown(&m_page.view(), &SourceView::shown);
        m_page.open(m_dir / "a.eml");
        ASSERT_TRUE(comesTrue([&] { return !shown.isEmpty(); }));
    }
    SourceView& view() { return m_page.view(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&view(), key, modifiers);
    }
    bool seesText(const QString& text)
    {
        return comesTrue([&] { return view().visibleText().contains(text); });
    }
    void type(const char* name, const QString& text)
    {
        auto* edit = named<QLineEdit>(m_page, name);
        edit->clear();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    QString status() { return named<QLabel>(m_page, "sourceStatus")->text(); }

    static std::string manyLines(int count)
    {
        std::string content;
        for (int i = 1; i <= count; ++i)
            content += "line " + std::to_string(i) + "\r\n";
        return content;
    }

    TempDir m_dir;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    SourcePage m_page{*m_files};
};

TEST_F(SourcePageTest, ShowsTheBytesAsTextAndAsNumbers)
{
    open("From: a\r\nSubject: b\r\n\r\nbody\x1B");
    EXPECT_TRUE(view().visibleText().startsWith(QStringLiteral("From: a\nSubject: b\n\nbody\\x1B")));
    click(m_page, "sourceHex");
    EXPECT_TRUE(seesText(QStringLiteral("46 72 6F 6D")));
    click(m_page, "sourceText");
    EXPECT_TRUE(seesText(QStringLiteral("Subject: b")));
}

TEST_F(SourcePageTest, GoesThroughALargeFileByKeys)
{
    open(manyLines(20'000));
    key(Qt::Key_End, Qt::ControlModifier);
    EXPECT_TRUE(seesText(QStringLiteral("line 20000\n")));
    EXPECT_TRUE(comesTrue(
        [&] { return view().verticalScrollBar()->value() == view().verticalScrollBar()->maximum(); }));
    key(Qt::Key_Home, Qt::ControlModifier);
    EXPECT_TRUE(seesText(QStringLiteral("line 1\n")));
    const int rows = static_cast<int>(view().visibleText().count(QLatin1Char('\n')));
    for (int i = 0; i < 10; ++i)
        key(Qt::Key_PageDown);
    EXPECT_TRUE(seesText(QStringLiteral("line %1\n").arg(1 + 10 * (rows - 1))));
    for (int i = 0; i < 200; ++i)
        key(Qt::Key_Down);
    EXPECT_TRUE(comesTrue([&] {
        return status().startsWith(QStringLiteral("line %1 ").arg(1 + 10 * (rows - 1) + 200));
    })) << status().toStdString();
}

TEST_F(SourcePageTest, ScrollsByTheWheelWithoutLosingARow)
{
    open(manyLines(5'000));
    const auto wheel = [&](int delta) {
        const QPointF place(50, 50);
        QWheelEvent event(place, view().viewport()->mapToGlobal(place), QPoint(), QPoint(0, delta),
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view().viewport(), &event);
    };
    for (int i = 0; i < 300; ++i)
        wheel(-120);
    EXPECT_TRUE(comesTrue([&] { return view().visibleText().startsWith(QStringLiteral("line 901\n")); }))
        << view().visibleText().left(20).toStdString();
    for (int i = 0; i < 400; ++i)
        wheel(120);
    EXPECT_TRUE(comesTrue([&] { return view().visibleText().startsWith(QStringLiteral("line 1\n")); }));
}

TEST_F(SourcePageTest, JumpsByTheThumb)
{
    open(manyLines(100'000));
    QScrollBar* bar = view().verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    EXPECT_TRUE(comesTrue([&] { return view().firstVisible() > view().size() * 4 / 10; }));
    EXPECT_LT(view().firstVisible(), view().size() * 6 / 10);
    bar->setValue(bar->maximum());
    EXPECT_TRUE(seesText(QStringLiteral("line 100000\n")));
}

TEST_F(SourcePageTest, ShowsAGigabyteAtOnce)
{
    writeFile(m_dir / "a.eml", "Subject: large\r\n\r\n");
    std::filesystem::resize_file(m_dir / "a.eml", std::uintmax_t{1} << 30); // a hole, which costs no disk
    QElapsedTimer timer;
    timer.start();
    openFile();
    EXPECT_LT(timer.elapsed(), 2'000);
    EXPECT_TRUE(view().visibleText().startsWith(QStringLiteral("Subject: large")));
    timer.restart();
    key(Qt::Key_End, Qt::ControlModifier);
    EXPECT_TRUE(comesTrue([&] { return view().firstVisible() > (std::uint64_t{1} << 30) - 100'000; }));
    EXPECT_LT(timer.elapsed(), 2'000);
    type("sourcePlace", QStringLiteral("0x20000000"));
    EXPECT_TRUE(comesTrue([&] {
        return view().firstVisible() / 0x100000 == 0x1FF || view().firstVisible() / 0x100000 == 0x200;
    }));
}

TEST_F(SourcePageTest, ShowsALineOfTenMegabytes)
{
    open("Subject: x\r\n\r\n" + std::string(10'000'000, 'y') + "END\r\nlast line\r\n");
    EXPECT_TRUE(seesText(QStringLiteral("yyyy")));
    key(Qt::Key_End, Qt::ControlModifier);
    EXPECT_TRUE(seesText(QStringLiteral("last line")));
    for (int i = 0; i < 100; ++i)
        key(Qt::Key_PageUp);
    EXPECT_TRUE(comesTrue([&] { return view().visibleText().startsWith(QStringLiteral("yyyy")); }));
}

TEST_F(SourcePageTest, FindsTextBothWaysAndSaysWhenItGoesRound)
{
    open(manyLines(30'000));
    type("sourceSearch", QStringLiteral("LINE 29999"));
    EXPECT_TRUE(seesText(QStringLiteral("line 29999\n")));
    EXPECT_TRUE(comesTrue([&] { return status().startsWith(QStringLiteral("line 29")); }));
    type("sourceSearch", QStringLiteral("line 17\r"));
    type("sourceSearch", QStringLiteral("line 17777"));
    EXPECT_TRUE(comesTrue([&] { return status().contains(QStringLiteral("other end")); }))
        << status().toStdString();
    type("sourceSearch", QStringLiteral("line 2000"));
    EXPECT_TRUE(
        comesTrue([&] { return status().startsWith(QStringLiteral("line 20")); })); // 20000 comes first
    const std::uint64_t after = view().caret();
    click(m_page, "sourceSearchPrevious");
    EXPECT_TRUE(comesTrue([&] { return view().caret() < after; }));
    type("sourceSearch", QStringLiteral("no such line"));
    EXPECT_TRUE(comesTrue([&] { return status().contains(QStringLiteral("not found")); }));
}

TEST_F(SourcePageTest, FindsBytes)
{
    open(std::string("one\0two\xFE\xFFthree", 14));
    click(m_page, "sourceSearchBytes");
    type("sourceSearch", QStringLiteral("fe ff"));
    EXPECT_TRUE(comesTrue([&] { return view().caret() == 7; }));
    type("sourceSearch", QStringLiteral("fe f"));
    EXPECT_TRUE(comesTrue([&] { return status().contains(QStringLiteral("0D 0A")); }));
}

TEST_F(SourcePageTest, GoesToALineAndToAnOffset)
{
    open(manyLines(60'000));
    type("sourcePlace", QStringLiteral("54321"));
    EXPECT_TRUE(seesText(QStringLiteral("line 54321\n")));
    type("sourcePlace", QStringLiteral("@8"));
    EXPECT_TRUE(comesTrue([&] { return view().caret() == 8; }));
    EXPECT_TRUE(seesText(QStringLiteral("line 2\n")));
    type("sourcePlace", QStringLiteral("nowhere"));
    EXPECT_TRUE(comesTrue([&] { return status().contains(QStringLiteral("0x4D2")); }));
    type("sourcePlace", QStringLiteral("0xFFFFFFFFFFFF"));
    EXPECT_TRUE(seesText(QStringLiteral("line 60000\n")));
}

TEST_F(SourcePageTest, ListsFindingsAndLeadsToThem)
{
    open(manyLines(10'000));
    Finding finding;
    finding.cause = CauseId::NulInBody;
    finding.severity = Severity::Risk;
    finding.offset = 50'000;
    finding.length = 5;
    finding.line = 4'568;
    finding.count = 3;
    m_page.setFindings({finding});
    auto* list = named<QListWidget>(m_page, "sourceFindings");
    ASSERT_EQ(list->count(), 1);
    EXPECT_TRUE(list->item(0)->text().contains(QStringLiteral("and 2 more")));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
    EXPECT_TRUE(comesTrue([&] { return view().caret() == 50'000 && view().firstVisible() > 40'000; }));
    const QImage image = view().viewport()->grab().toImage();
    bool isMarked = false;
    for (int y = 0; y < image.height() && !isMarked; ++y)
        for (int x = 0; x < image.width() && !isMarked; ++x)
            isMarked = image.pixelColor(x, y) == currentTokens().mark;
    EXPECT_TRUE(isMarked);
}

TEST_F(SourcePageTest, CopiesWhatIsSelected)
{
    open("From: a\r\nSubject: b\x1B\r\n");
    key(Qt::Key_Down, Qt::ShiftModifier);
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_TRUE(view().hasSelection());
    QSignalSpy told(&m_page, &SourcePage::told);
    key(Qt::Key_C, Qt::ControlModifier);
    ASSERT_TRUE(comesTrue([&] { return !told.isEmpty(); }));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("From: a\r\nS"));
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_C, Qt::ControlModifier);
    ASSERT_TRUE(comesTrue([&] { return told.size() == 2; }));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("From: a\r\nSubject: b\\x1B\r\n"));
}

TEST_F(SourcePageTest, SelectsByTheMouse)
{
    open("0123456789\r\nabcdefghij\r\n");
    SourcePainter painter(view().font());
    QWidget* area = view().viewport();
    const int row = area->height() / std::max(1, area->height() / 18);
    QTest::mousePress(area, Qt::LeftButton, {}, QPoint(4, 10));
    QTest::mouseMove(area, QPoint(600, 10 + row));
    QTest::mouseRelease(area, Qt::LeftButton, {}, QPoint(600, 10 + row));
    QTest::mouseClick(area, Qt::LeftButton, Qt::ShiftModifier, QPoint(600, 10 + row));
    EXPECT_TRUE(view().hasSelection());
    QTest::mouseClick(area, Qt::LeftButton, {}, QPoint(4, 10));
    EXPECT_FALSE(view().hasSelection());
}

TEST_F(SourcePageTest, ShowsAnEmptyFileAndTellsWhatCannotBeRead)
{
    open("");
    EXPECT_EQ(view().size(), 0U);
    QSignalSpy failed(&m_page, &SourcePage::failed);
    m_page.open(m_dir / "none.eml");
    EXPECT_TRUE(comesTrue([&] { return !failed.isEmpty(); }));
}

TEST_F(SourcePageTest, KeepsItsPlaceWhenItsWidthChanges)
{
    open(manyLines(10'000));
    type("sourcePlace", QStringLiteral("5000"));
    EXPECT_TRUE(seesText(QStringLiteral("line 5000\n")));
    m_page.resize(420, 400);
    EXPECT_TRUE(seesText(QStringLiteral("line 5000\n")));
    m_page.resize(1200, 700);
    EXPECT_TRUE(seesText(QStringLiteral("line 5000\n")));
}

} // namespace
} // namespace connectorscope
