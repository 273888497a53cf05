#include "core/index/role_lock.h"
#include "tests/ui/run_writer.h"
#include "tests/ui/wide_letters.h"
#include "tests/ui/window_fixture.h"
#include "ui/messages/messages_model.h"
#include "ui/runs/run_marks.h"
#include "ui/runs/run_words.h"
#include "ui/runs/runs_model.h"
#include "ui/runs/runs_page.h"
#include "ui/runs/runs_table.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

#include <gmock/gmock.h>

#include <optional>
#include <utility>

namespace connectorscope {
namespace {

using testing::ElementsAre;

class Runs : public WindowFixture
{
protected:
    /// Opens the page and waits until its list is read.
    void openPage(const std::function<void(RunWriter& writer)>& prepare = {})
    {
        open([this, &prepare](const std::filesystem::path& folder) {
            auto worker = RoleLock::take(folder / "work", Role::Worker, "test");
            ASSERT_TRUE(worker) << worker.error().message;
            m_worker = std::move(*worker);
            RunWriter writer(folder / "work");
            if (prepare)
                prepare(writer);
        });
        m_writer = std::make_unique<RunWriter>(m_folder.path() / "demo" / "work");
        m_model = m_window->findChild<RunsModel*>();
        ASSERT_NE(m_model, nullptr);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_table = find<RunsTable>("runsTable");
        m_page = m_window->findChild<RunsPage*>();
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        ASSERT_TRUE(m_page->isVisible());
        ASSERT_TRUE(eventually([this] { return m_model->isRead(); }));
    }

    std::string idAt(int row) const
    {
        const RunSummary* run = m_model->rowAt(row);
        return run == nullptr ? std::string() : run->run.id;
    }
    /// Waits until the first row is that of the run.
    bool isFirst(const std::string& run) const
    {
        return eventually([&] { return m_model->rowCount() > 0 && idAt(0) == run; });
    }
    void select(int row) const
    {
        m_table->selectionModel()->setCurrentIndex(
            m_model->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    QString text(int row, RunColumn column) const
    {
        return m_model->index(row, static_cast<int>(column)).data().toString();
    }
    QString label(const char* name) const { return find<QLabel>(name)->text(); }

    std::optional<RoleLock> m_worker; ///< so that the window does not end what is made up
    std::unique_ptr<RunWriter> m_writer;
    RunsModel* m_model = nullptr;
    RunsTable* m_table = nullptr;
    RunsPage* m_page = nullptr;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

RunSummary runWith(RunState state, const std::vector<std::pair<RunStep, StepPhase>>& steps)
{
    RunSummary row;
    row.run.kind = "requeue";
    row.run.state = state;
    for (const auto& [step, phase] : steps)
        row.steps.push_back({step, phase, {}, {}, {}, {}, {}, {}});
    return row;
}

TEST(RunWords, TellAnAutomaticRetryFromWhatAPersonHasAskedFor)
{
    RunRow run;
    run.kind = "requeue";
    run.attempt = 2;
    EXPECT_EQ(kindWords(run), "Requeue, attempt 2");
    run.isAutomatic = true;
    EXPECT_EQ(kindWords(run), "Requeue, automatic, 2 of 5");
}

TEST(StepMarks, TellWhatIsDoneWhatGoesOnAndWhatIsToCome)
{
    const RunSummary row = runWith(RunState::Running, {{RunStep::Claim, StepPhase::Begun},
                                                       {RunStep::Claim, StepPhase::Done},
                                                       {RunStep::Archive, StepPhase::Begun}});
    EXPECT_THAT(marksOf(row), ElementsAre(StepMark{RunStep::Claim, MarkState::Done},
                                          StepMark{RunStep::Archive, MarkState::Current},
                                          StepMark{RunStep::Repair, MarkState::Ahead},
                                          StepMark{RunStep::Transfer, MarkState::Ahead},
                                          StepMark{RunStep::PickUp, MarkState::Ahead}));
    EXPECT_TRUE(wordsOf(marksOf(row)).contains(QStringLiteral("Archive: under way")));
}

TEST(StepMarks, WaitForTheConsumerOfWhatIsExposed)
{
    const RunSummary row = runWith(RunState::Exposed, {{RunStep::Claim, StepPhase::Done},
                                                       {RunStep::Repair, StepPhase::Skipped},
                                                       {RunStep::Transfer, StepPhase::Done}});
    EXPECT_THAT(marksOf(row), ElementsAre(StepMark{RunStep::Claim, MarkState::Done},
                                          StepMark{RunStep::Archive, MarkState::NotNeeded},
                                          StepMark{RunStep::Repair, MarkState::NotNeeded},
                                          StepMark{RunStep::Transfer, MarkState::Done},
                                          StepMark{RunStep::PickUp, MarkState::Current}));
}

TEST(StepMarks, KeepAllOfThemInANarrowColumn)
{
    EXPECT_EQ(markDistance(5, 400), 22);
    EXPECT_LE(markSize + 4 * markDistance(5, 84), 84);
    EXPECT_LE(markSize + 7 * markDistance(8, 60), 60);
}

TEST(StepMarks, ShowAnUndoAndLeaveNothingToCome)
{
    const RunSummary row =
        runWith(RunState::Undone, {{RunStep::Claim, StepPhase::Done}, {RunStep::Undo, StepPhase::Done}});
    const std::vector<StepMark> marks = marksOf(row);
    EXPECT_EQ(marks.back(), (StepMark{RunStep::Undo, MarkState::Done}));
    for (const StepMark& mark : marks)
        EXPECT_NE(mark.state, MarkState::Ahead);
}

TEST_F(Runs, AreListedTheLatestFirstWithWhatBecameOfThem)
{
    std::string latest;
    openPage([&latest](RunWriter& writer) {
        writer.begin(RunState::Failed, "The vault could not be written.");
        latest = writer.begin(RunState::BadMailed);
    });
    ASSERT_TRUE(isFirst(latest));
    EXPECT_TRUE(text(0, RunColumn::State).startsWith(QStringLiteral("In BadMail, Requeue")));
    EXPECT_TRUE(text(1, RunColumn::Way).startsWith(QStringLiteral("The vault could not be written.")));
    EXPECT_GT(m_model->rowCount(), 2); // those of the demonstration's past
}

TEST_F(Runs, AreFilteredByOneClick)
{
    openPage([](RunWriter& writer) {
        writer.begin(RunState::Failed);
        writer.begin(RunState::OutcomeUnknown);
        writer.begin(RunState::Exposed);
    });
    const int all = m_model->rowCount();
    const auto click = [this](RunView view, int rows) {
        const QString name = QStringLiteral("runView%1").arg(static_cast<int>(view));
        auto* chip = m_window->findChild<QPushButton*>(name);
        QTest::mouseClick(chip, Qt::LeftButton);
        EXPECT_TRUE(chip->isChecked());
        EXPECT_TRUE(eventually([&] { return m_model->rowCount() == rows; })) << m_model->rowCount();
    };
    click(RunView::UnderWay, 1);
    click(RunView::NeedsDecision, 1);
    click(RunView::NotThrough, 1);
    click(RunView::HandedOver, all - 3);
    click(RunView::All, all);
    EXPECT_TRUE(find<QPushButton>("runView2")->text().endsWith(QStringLiteral("1")));
    EXPECT_EQ(label("runsSentence"), QStringLiteral("1 run needs your decision, 1 message is on its way."));
}

TEST_F(Runs, AreFoundAsOneTypes)
{
    openPage([](RunWriter& writer) { writer.begin(RunState::Failed, "Der Ölfilter passt nicht."); });
    const int all = m_model->rowCount();
    QTest::keyClick(m_table, Qt::Key_Slash);
    auto* search = find<QLineEdit>("runSearch");
    ASSERT_TRUE(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("passt nicht"));
    ASSERT_TRUE(eventually([&] { return m_model->rowCount() == 1; })) << m_model->rowCount();
    QTest::keyClicks(search, QStringLiteral(" und mehr"));
    ASSERT_TRUE(eventually([&] { return m_model->rowCount() == 0; }));
    EXPECT_TRUE(label("emptyRuns").contains(QStringLiteral("passt nicht und mehr")));
    search->clear();
    EXPECT_TRUE(eventually([&] { return m_model->rowCount() == all; }));
}

TEST_F(Runs, ChangeWhileTheyAreUnderWayAndKeepWhatIsSelectedAndSeen)
{
    openPage([](RunWriter& writer) { writer.fill(40); });
    ASSERT_TRUE(eventually([&] { return m_model->rowCount() > 40; }));
    select(20);
    QScrollBar* bar = m_table->verticalScrollBar();
    bar->setValue(15 * m_table->rowHeight(0) + 7);
    const std::int64_t number = m_model->numberAt(20);
    const int seenAt = m_table->visualRect(m_table->currentIndex()).top();
    int resets = 0;
    QObject::connect(m_model, &QAbstractItemModel::modelReset, m_model, [&resets] { ++resets; });

    const std::string run = m_writer->begin();
    m_writer->step(run, RunStep::Claim, StepPhase::Begun);
    emit m_engine->contentChanged();
    ASSERT_TRUE(isFirst(run));
    EXPECT_EQ(m_model->numberAt(m_table->currentIndex().row()), number);
    EXPECT_EQ(m_table->currentIndex().row(), 21);
    EXPECT_EQ(m_table->chosenCount(), 1U);
    EXPECT_EQ(m_table->visualRect(m_table->currentIndex()).top(), seenAt);

    bar->setValue(0);
    m_writer->step(run, RunStep::Claim, StepPhase::Done);
    m_writer->step(run, RunStep::Archive, StepPhase::Begun);
    // Nobody tells: it is looked at again while something is under way.
    EXPECT_TRUE(
        eventually([&] { return text(0, RunColumn::Way).contains(QStringLiteral("Archive: under way")); }));
    m_writer->become(run, RunState::Exposed);
    EXPECT_TRUE(
        eventually([&] { return text(0, RunColumn::State).startsWith(QStringLiteral("On its way")); }));
    EXPECT_EQ(m_model->numberAt(m_table->currentIndex().row()), number);
    EXPECT_EQ(resets, 0);
}

TEST_F(Runs, LeaveAListToWhichTheyBelongNoMore)
{
    std::vector<std::string> runs;
    openPage([&runs](RunWriter& writer) {
        for (int i = 0; i < 3; ++i)
            runs.push_back(writer.begin(RunState::Exposed));
    });
    click<QPushButton>("runView1");
    ASSERT_TRUE(eventually([&] { return m_model->rowCount() == 3; }));
    select(2);
    m_writer->become(runs[1], RunState::HandedOver);
    ASSERT_TRUE(eventually([&] { return m_model->rowCount() == 2; }));
    EXPECT_EQ(m_table->currentIndex().row(), 1);
    EXPECT_EQ(idAt(1), runs[0]);
}

TEST_F(Runs, TellAllAboutOneInItsReceipt)
{
    std::string run;
    openPage([&run](RunWriter& writer) {
        run = writer.begin();
        writer.step(run, RunStep::Transfer, StepPhase::Begun);
        writer.step(run, RunStep::Transfer, StepPhase::Done);
        writer.become(run, RunState::HandedOver, "It left PickUp after 12 s.");
    });
    ASSERT_TRUE(isFirst(run));
    select(0);
    ASSERT_TRUE(
        eventually([&] { return label("runOutcome") == QStringLiteral("It left PickUp after 12 s."); }));
    EXPECT_FALSE(find<QPushButton>("undoRun")->isVisible());
    EXPECT_FALSE(find<QWidget>("decisionCard")->isVisible());
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
    const QString copied = QGuiApplication::clipboard()->text();
    EXPECT_TRUE(copied.contains(QString::fromStdString(run))) << copied.toStdString();
    EXPECT_TRUE(copied.contains(QStringLiteral("by berta on desk")));
    EXPECT_TRUE(copied.contains(QStringLiteral("transfer done: ")));
    EXPECT_TRUE(find<QWidget>("noticeBar")->isVisible());
}

TEST_F(Runs, OfferUndoAsLongAsItIsPossible)
{
    std::vector<std::string> runs;
    openPage([&runs](RunWriter& writer) {
        runs = {writer.begin(RunState::Failed), writer.begin(RunState::Stalled),
                writer.begin(RunState::Exposed)};
    });
    std::vector<std::string> wished;
    QObject::connect(m_page, &RunsPage::undoWished, m_page,
                     [&wished](const std::vector<std::string>& ids) { wished = ids; });
    ASSERT_TRUE(isFirst(runs[2]));
    select(0);
    ASSERT_TRUE(eventually([&] { return find<QPushButton>("undoRun")->isVisible(); }));
    click<QPushButton>("undoRun");
    EXPECT_THAT(wished, ElementsAre(runs[2]));
    wished.clear();
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_table, Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_EQ(label("chosenRuns"), QStringLiteral("3 selected"));
    QTest::keyClick(m_table, Qt::Key_U);
    ASSERT_TRUE(eventually([&] { return !wished.empty(); }));
    EXPECT_THAT(wished, ElementsAre(runs[2], runs[1]));
}

TEST_F(Runs, AskAPersonWhatNobodyElseCanKnow)
{
    std::string run;
    openPage([&run](RunWriter& writer) { run = writer.begin(RunState::OutcomeUnknown); });
    std::vector<std::pair<std::string, OutcomeDecision>> decisions;
    QObject::connect(
        m_page, &RunsPage::decisionWished, m_page,
        [&](const std::string& id, OutcomeDecision decision) { decisions.emplace_back(id, decision); });
    ASSERT_TRUE(isFirst(run));
    select(0);
    ASSERT_TRUE(eventually([&] { return find<QWidget>("decisionCard")->isVisible(); }));
    click<QPushButton>("decideHandedOver");
    click<QPushButton>("decideUndone");
    EXPECT_THAT(decisions, ElementsAre(std::pair(run, OutcomeDecision::HandedOver),
                                       std::pair(run, OutcomeDecision::Undone)));
    EXPECT_FALSE(find<QPushButton>("decideUndone")->accessibleDescription().isEmpty());
}

TEST_F(Runs, LeadToTheirMessage)
{
    std::string run;
    openPage([&run](RunWriter& writer) { run = writer.begin(RunState::Failed); });
    ASSERT_TRUE(isFirst(run));
    select(0);
    const std::string message = m_model->rowAt(0)->run.message;
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Return);
    auto* messages = m_window->findChild<MessagesModel*>();
    auto* table = find<QTableView>("messagesTable");
    EXPECT_TRUE(eventually([&] {
        const MessageRow* current = messages->rowAt(table->currentIndex().row());
        return table->isVisible() && current != nullptr && current->id == message;
    }));
}

TEST_F(Runs, OfALongListAreReadWhereTheThumbStands)
{
    openPage([](RunWriter& writer) { writer.fill(1500); });
    ASSERT_TRUE(eventually([&] { return m_model->rowCount() > 1500; }));
    const auto isReadThere = [this] {
        const auto [first, last] = m_table->visibleRows();
        return last > first && m_model->rowAt(first) != nullptr && m_model->rowAt(last) != nullptr;
    };
    QScrollBar* bar = m_table->verticalScrollBar();
    for (const int place : {bar->maximum() / 2, bar->maximum(), bar->maximum() / 4}) {
        bar->setValue(place);
        EXPECT_TRUE(eventually(isReadThere)) << place;
    }
}

TEST_F(Runs, AreCountedInTheRailWhileAnotherPageIsShown)
{
    openPage();
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    m_writer->begin();
    m_writer->begin(RunState::OutcomeUnknown);
    emit m_engine->contentChanged();
    EXPECT_TRUE(eventually([&] {
        return find<QPushButton>("navRuns")->accessibleName().endsWith(QStringLiteral(", 2"));
    })) << find<QPushButton>("navRuns")->accessibleName().toStdString();
}

TEST_F(Runs, ShowHostileTextsAsTheyAre)
{
    openPage([](RunWriter& writer) { writer.begin(RunState::Failed, "<b>evil</b> exe.\xE2\x80\xAEgpj"); });
    ASSERT_TRUE(eventually([&] { return m_model->rowAt(0) != nullptr; }));
    select(0);
    ASSERT_TRUE(eventually([&] { return label("runOutcome").contains(QStringLiteral("evil")); }));
    EXPECT_TRUE(label("runOutcome").contains(QStringLiteral("<b>evil</b>")));
    EXPECT_TRUE(label("runOutcome").contains(QStringLiteral("\\u202E")));
    EXPECT_EQ(find<QLabel>("runOutcome")->textFormat(), Qt::PlainText);
}

TEST_F(Runs, KeepTheirColumns)
{
    openPage();
    m_table->setColumnHidden(static_cast<int>(RunColumn::By), false);
    m_tester.reset();
    m_window->close();
    m_window.reset();
    m_window = std::make_unique<MainWindow>(*m_engine, m_theme, m_settings);
    EXPECT_FALSE(find<RunsTable>("runsTable")->isColumnHidden(static_cast<int>(RunColumn::By)));
}

/// In the least window, whatever the font, with what a run tells that has no blanks: a hash, a path.
TEST_F(Runs, NeedNoScrollingSideways)
{
    const WideLetters wide(160);
    std::string run;
    openPage([&run](RunWriter& writer) {
        run = writer.begin();
        writer.done(run, RunStep::Claim);
        writer.done(run, RunStep::Archive, std::string(64, 'e'));
        writer.become(run, RunState::Exposed);
    });
    ASSERT_TRUE(isFirst(run));
    select(0);
    ASSERT_TRUE(eventually([&] { return find<QPushButton>("undoRun")->isVisible(); }));
    m_window->resize(1024, 640);
    QTest::qWait(100);
    EXPECT_EQ(m_window->width(), 1024);
    EXPECT_EQ(m_table->horizontalScrollBar()->maximum(), 0);
    const auto* receipt = find<QWidget>("runReceipt")->findChild<QScrollArea*>();
    ASSERT_NE(receipt, nullptr);
    EXPECT_LE(receipt->widget()->width(), receipt->viewport()->width());
    const auto* copy = find<QPushButton>("copyReceipt");
    EXPECT_LE(copy->mapTo(receipt->widget(), QPoint(copy->width(), 0)).x(), receipt->viewport()->width());
}

/// A site on which nothing was ever done.
TEST_F(Runs, SayWhatWouldStandThereWhereThereAreNone)
{
    const std::filesystem::path folder = m_folder.path() / "demo";
    ASSERT_TRUE(makeDemoSite(*m_files, *m_clock, folder,
                             [](FileSystem&, const DemoSite&, UtcTime) { return Result<>(); }));
    m_engine = std::make_unique<Engine>(*m_files, *m_clock);
    m_window = std::make_unique<MainWindow>(*m_engine, m_theme, m_settings);
    m_window->show();
    m_window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    m_engine->open(
        [folder](FileSystem&, Clock&) { return Result<std::filesystem::path>(folder / "site.toml"); });
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    EXPECT_TRUE(eventually([&] { return find<QLabel>("emptyRuns")->isVisible(); }));
    EXPECT_EQ(label("runsSentence"), QStringLiteral("Nothing was requeued yet."));
    EXPECT_TRUE(find<QLabel>("receiptEmpty")->isVisible());
}

} // namespace
} // namespace connectorscope
