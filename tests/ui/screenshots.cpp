#include "core/demo/demo_history.h"
#include "core/demo/demo_site.h"
#include "tests/support/temp_dir.h"
#include "tests/ui/run_writer.h"
#include "ui/acting/work_bar.h"
#include "ui/detail/detail_view.h"
#include "ui/engine/engine.h"
#include "ui/messages/messages_model.h"
#include "ui/messages/messages_table.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/notice_bar.h"

#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

// Draws each page of the window and what happens on it, light, dark and of high contrast, with a
// demonstration and with nothing in it, into a folder: connectorscope_screenshots FOLDER [SCENE]. The scale
// is Qt's (QT_SCALE_FACTOR).

namespace connectorscope {
namespace {

constexpr QSize pictureSize{1280, 720};
constexpr QSize narrowSize{1024, 640};
constexpr int settling = 1500; ///< milliseconds
constexpr int patience = 20'000;
constexpr const char* scanner = "227254ee.eml";  // nothing tells who sent it
constexpr const char* blank = "b833a2ef.eml";    // begins with an empty line
constexpr const char* listMail = "29455916.eml"; // for nobody
constexpr const char* loop = "de654958.eml";
constexpr const char* withParts = "4a067db9.eml";

/// Runs as they may end; those that had not ended the window's worker would take up.
void writeRuns(const std::filesystem::path& workFolder)
{
    RunWriter writer(workFolder);
    std::string run = writer.begin();
    writer.done(run, RunStep::Claim);
    writer.done(run, RunStep::Archive);
    writer.step(run, RunStep::Transfer, StepPhase::Begun);
    writer.step(run, RunStep::Transfer, StepPhase::Failed, "the volume of PickUp is full");
    writer.become(run, RunState::Failed, "The volume of PickUp is full; the message is back in Failed Mail.");
    run = writer.begin("delete");
    for (const RunStep step : {RunStep::Claim, RunStep::Archive, RunStep::Remove})
        writer.done(run, step);
    writer.become(run, RunState::Deleted);
    for (const RunState state : {RunState::BadMailed, RunState::HandedOver, RunState::OutcomeUnknown}) {
        run = writer.begin();
        for (const RunStep step : {RunStep::Claim, RunStep::Archive, RunStep::Repair, RunStep::Transfer})
            writer.done(run, step);
        writer.become(run, RunState::Exposed);
        if (state == RunState::HandedOver)
            writer.done(run, RunStep::PickUp);
        writer.become(run, state, state == RunState::HandedOver ? "It left PickUp after 12 s." : "");
    }
}

/// A window on a demonstration of its own, and what a person does there.
class Scenery
{
public:
    Scenery(Appearance appearance, bool isEmpty)
    {
        const std::filesystem::path demo = m_scratch.path() / "demo";
        const auto made = makeDemoSite(*m_files, *m_clock, demo, writeDemoHistory);
        if (!made)
            return;
        if (!isEmpty)
            writeRuns(made->workFolder);
        if (isEmpty)
            for (const std::filesystem::path& mail : made->mailFolders)
                for (const auto& file : std::filesystem::directory_iterator(mail))
                    std::filesystem::remove(file.path());
        m_theme.choose(appearance);
        m_window.resize(pictureSize);
        m_window.show();
        m_engine.open(
            [demo](FileSystem&, Clock&) { return Result<std::filesystem::path>(demo / "site.toml"); });
        m_isWatching = QTest::qWaitFor(
            [this] {
                return m_engine.watchStatus().state == WatchState::Watching &&
                       m_engine.watchStatus().all == 0 &&
                       m_engine.workerStatus().state == WorkerState::Working;
            },
            patience);
        QTest::qWait(3 * settling);
    }

    bool isWatching() const { return m_isWatching; }
    MainWindow& window() { return m_window; }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&m_window, key, modifiers);
        QTest::qWait(settling / 3);
    }
    template <class Widget>
    Widget* named(const char* name)
    {
        return m_window.findChild<Widget*>(QLatin1String(name));
    }
    void click(const char* name)
    {
        if (auto* button = named<QPushButton>(name))
            button->click();
    }
    /// Makes that file the current one, or one of the selected ones, on the page Messages.
    void choose(const char* file, bool alsoThis = false)
    {
        press(Qt::Key_2, Qt::ControlModifier);
        const auto* model = m_window.findChild<MessagesModel*>();
        auto* table = named<MessagesTable>("messagesTable");
        int row = -1;
        (void)QTest::qWaitFor(
            [&] {
                for (int i = 0; i < model->rowCount() && row < 0; ++i)
                    if (const MessageRow* message = model->rowAt(i); message && message->place.name == file)
                        row = i;
                return row >= 0;
            },
            patience / 4);
        table->selectionModel()->setCurrentIndex(
            model->index(row, 0),
            (alsoThis ? QItemSelectionModel::Select : QItemSelectionModel::ClearAndSelect) |
                QItemSelectionModel::Rows);
        table->setFocus();
        QTest::qWait(settling);
    }
    void showTab(DetailView::Tab tab) { named<DetailView>("detailView")->showTab(tab); }
    void pressInTable(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(named<MessagesTable>("messagesTable"), key, modifiers);
        QTest::qWait(settling);
    }

private:
    TempDir m_scratch;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    std::unique_ptr<Clock> m_clock = systemClock();
    QSettings m_settings{QString::fromStdString((m_scratch.path() / "settings.ini").string()),
                         QSettings::IniFormat};
    Theme m_theme{*qApp};
    Engine m_engine{*m_files, *m_clock};
    MainWindow m_window{m_engine, m_theme, m_settings};
    bool m_isWatching = false;
};

struct Scene
{
    const char* name;
    std::function<void(Scenery&)> play;
    bool isOfEmptyToo = false;
};

Scene tabScene(const char* name, const char* file, DetailView::Tab tab)
{
    return {name, [file, tab](Scenery& scenery) {
                scenery.choose(file);
                scenery.showTab(tab);
            }};
}

Act someAct()
{
    Act act;
    act.number = 1;
    act.kind = OrderKind::Requeue;
    act.done = 128;
    act.total = 340;
    return act;
}

/// In this order: what comes later acts on the demonstration.
std::vector<Scene> scenes()
{
    using Tab = DetailView::Tab;
    return {
        {"overview", [](Scenery& scenery) { scenery.press(Qt::Key_1, Qt::ControlModifier); }, true},
        {"messages", [](Scenery& scenery) { scenery.press(Qt::Key_2, Qt::ControlModifier); }, true},
        {"runs", [](Scenery& scenery) { scenery.press(Qt::Key_3, Qt::ControlModifier); }, true},
        {"report", [](Scenery& scenery) { scenery.press(Qt::Key_4, Qt::ControlModifier); }, true},
        tabScene("source", scanner, Tab::Source),
        tabScene("parts", withParts, Tab::Parts),
        tabScene("text", withParts, Tab::Text),
        {"transfer",
         [](Scenery& scenery) {
             scenery.choose(blank);
             scenery.pressInTable(Qt::Key_D);
         }},
        {"mailbox",
         [](Scenery& scenery) {
             scenery.choose(listMail);
             scenery.pressInTable(Qt::Key_M);
         }},
        {"many",
         [](Scenery& scenery) {
             scenery.choose(scanner);
             scenery.choose(loop, true);
         }},
        {"preview",
         [](Scenery& scenery) {
             scenery.pressInTable(Qt::Key_A, Qt::ControlModifier);
             scenery.pressInTable(Qt::Key_R);
             QTest::qWait(2 * settling);
         }},
        {"refused",
         [](Scenery& scenery) {
             scenery.click("planClose");
             scenery.choose(blank);
             scenery.pressInTable(Qt::Key_R);
         }},
        {"narrow",
         [](Scenery& scenery) {
             scenery.click("planClose");
             scenery.window().resize(narrowSize);
             scenery.choose(scanner);
             scenery.showTab(DetailView::Tab::Why);
         }},
        {"narrow-overview", [](Scenery& scenery) { scenery.press(Qt::Key_1, Qt::ControlModifier); }},
        {"narrow-runs", [](Scenery& scenery) { scenery.press(Qt::Key_3, Qt::ControlModifier); }},
        {"narrow-report", [](Scenery& scenery) { scenery.press(Qt::Key_4, Qt::ControlModifier); }},
        {"requeued",
         [](Scenery& scenery) {
             scenery.window().resize(pictureSize);
             scenery.choose(blank);
             scenery.pressInTable(Qt::Key_R, Qt::ShiftModifier);
         }},
        tabScene("history", loop, Tab::History),
        {"progress",
         [](Scenery& scenery) {
             scenery.showTab(Tab::Why);
             scenery.window().findChild<WorkBar*>()->setActs({someAct()});
             QTest::qWait(settling);
         }},
        {"closing",
         [](Scenery& scenery) {
             scenery.named<NoticeBar>("closingBar")
                 ->show(QStringLiteral("Messages are being moved. Nothing is lost either way."),
                        {{QStringLiteral("Stop after this batch"), {}},
                         {QStringLiteral("Go on in the background"), {}},
                         {QStringLiteral("Stay"), {}}});
         }},
        {"keyboard",
         [](Scenery& scenery) {
             scenery.window().findChild<WorkBar*>()->setActs({});
             scenery.named<NoticeBar>("closingBar")->clear();
             scenery.press(Qt::Key_Question);
         }},
    };
}

class Photographer
{
public:
    Photographer(QString folder, QString suffix, QString only)
        : m_folder(std::move(folder))
        , m_suffix(std::move(suffix))
        , m_only(std::move(only))
    {
    }

    bool takeAll(Appearance appearance, const char* look, bool isEmpty)
    {
        Scenery scenery(appearance, isEmpty);
        if (!scenery.isWatching())
            return false;
        for (const Scene& scene : scenes()) {
            const bool isWanted = m_only.isEmpty() || m_only == QLatin1String(scene.name);
            if ((isEmpty && !scene.isOfEmptyToo) || !isWanted)
                continue;
            scene.play(scenery);
            QTest::qWait(settling);
            const QString file = QStringLiteral("%1/%2-%3%4%5.png")
                                     .arg(m_folder, QLatin1String(scene.name), QLatin1String(look),
                                          isEmpty ? QStringLiteral("-empty") : QString(), m_suffix);
            if (!scenery.window().grab().save(file))
                return false;
            std::puts(qPrintable(file));
        }
        return true;
    }

private:
    const QString m_folder;
    const QString m_suffix;
    const QString m_only;
};

} // namespace
} // namespace connectorscope

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setFont(QFont(QStringLiteral("Inter"))); // where it is installed; else what the system has
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral(".");
    const QString suffix = application.devicePixelRatio() > 1 ? QStringLiteral("@2x") : QString();
    connectorscope::Photographer photographer(folder, suffix,
                                              argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString());
    using connectorscope::Appearance;
    for (const bool isEmpty : {false, true})
        for (const auto& [appearance, look] : {std::pair(Appearance::Light, "light"),
                                               {Appearance::Dark, "dark"},
                                               {Appearance::HighContrast, "contrast"}})
            if (!photographer.takeAll(appearance, look, isEmpty))
                return 1;
    return 0;
}
