#include "core/demo/demo_history.h"
#include "core/demo/demo_site.h"
#include "tests/support/temp_dir.h"
#include "tests/ui/run_writer.h"
#include "ui/acting/work_bar.h"
#include "ui/detail/detail_view.h"
#include "ui/detail/file_window.h"
#include "ui/engine/engine.h"
#include "ui/messages/messages_model.h"
#include "ui/messages/messages_table.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/notice_bar.h"

#include <QApplication>
#include <QDateEdit>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

// Draws each page of the window and what happens on it, light, dark and of high contrast, with a
// demonstration, with nothing in it, and where something is wrong, into a folder:
// connectorscope_screenshots FOLDER [SCENE [LOOK]]; a scene may end with * for all that begin so. The scale
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
constexpr const char* hostile = "hostile.eml";

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

/// A message that means no good, in each of its views.
std::string hostileMail()
{
    std::string text = "From: \"\xE2\x80\xAE"
                       "moc.osotnoc@ssob\" <boss@contoso.com.example>\r\n"
                       "To: anna@contoso.com\r\nDate: Fri, 27 Nov 2026 08:00:00 +0100\r\n"
                       "Subject: Rechnung \xE2\x80\xAE"
                       "cod.exe \x1B[31m";
    text += std::string(1'000'000, 'W');
    text += "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            "--b\r\nContent-Type: text/html; charset=\"no-such\"\r\n\r\n"
            "<html><script>alert('run')</script><img src=http://tracker.example/x.gif>"
            "<p>Click <a href=\"javascript:alert(1)\">here</a> \xE2\x80\xAEylkciuq</p></html>\r\n";
    for (const char* name : {R"(..\\..\\Startup\\x.exe)", "CON",
                             "a\xE2\x80\xAE"
                             "fdp.exe"})
        text += std::string("--b\r\nContent-Type: application/octet-stream; name=\"") + name +
                "\"\r\nContent-Transfer-Encoding: base64\r\n\r\nTVo=\r\n";
    for (int i = 0; i < 2000; ++i)
        text += "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n";
    return text;
}

void writeText(const std::filesystem::path& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

/// The site of a picture.
enum class Setting
{
    Full,
    Empty,
    Hostile,
    BrokenSiteFile,
    DamagedDatabase,
    FolderGone
};

void furnish(Setting setting, const DemoSite& made)
{
    switch (setting) {
    case Setting::Full:
        writeRuns(made.workFolder);
        break;
    case Setting::Empty:
        for (const std::filesystem::path& mail : made.mailFolders)
            for (const auto& file : std::filesystem::directory_iterator(mail))
                std::filesystem::remove(file.path());
        break;
    case Setting::Hostile:
        writeText(made.mailFolders.at(1) / hostile, hostileMail());
        std::filesystem::last_write_time(made.mailFolders.at(1) / hostile,
                                         std::filesystem::file_time_type::clock::now() -
                                             std::chrono::hours(2));
        break;
    case Setting::BrokenSiteFile:
        std::ofstream(made.siteFile, std::ios::app) << "\n[limit]\nmessage_size = \"soon\"\n";
        break;
    case Setting::DamagedDatabase:
        writeText(made.workFolder / "journal.db", std::string(8192, 'x'));
        break;
    case Setting::FolderGone:
        std::filesystem::remove_all(made.mailFolders.at(1));
        break;
    }
}

/// A window on a demonstration of its own, and what a person does there.
class Scenery
{
public:
    Scenery(Appearance appearance, Setting setting)
    {
        m_folder = m_scratch.path() / "demo";
        const auto made = makeDemoSite(*m_files, *m_clock, m_folder, writeDemoHistory);
        if (!made)
            return;
        furnish(setting, *made);
        m_theme.choose(appearance);
        m_window.resize(pictureSize);
        m_window.show();
        m_engine.open([folder = m_folder](FileSystem&, Clock&) {
            return Result<std::filesystem::path>(folder / "site.toml");
        });
        const bool canWork =
            setting == Setting::Full || setting == Setting::Empty || setting == Setting::Hostile;
        m_isReady = !canWork || QTest::qWaitFor(
                                    [this] {
                                        return m_engine.watchStatus().state == WatchState::Watching &&
                                               m_engine.watchStatus().all == 0 &&
                                               m_engine.workerStatus().state == WorkerState::Working;
                                    },
                                    patience);
        QTest::qWait(3 * settling);
    }

    bool isReady() const { return m_isReady; }
    const std::filesystem::path& folder() const { return m_folder; }
    /// Of what the picture is from now on, instead of the window.
    void show(std::unique_ptr<QWidget> other)
    {
        m_other = std::move(other);
        if (m_other)
            m_other->show();
    }
    /// With the menus that are open.
    QPixmap picture()
    {
        QWidget& shown = m_other ? *m_other : m_window;
        QPixmap picture = shown.grab();
        QPainter painter(&picture);
        for (QWidget* each : QApplication::topLevelWidgets())
            if (each->isVisible() && each->windowType() == Qt::Popup)
                painter.drawPixmap(each->mapToGlobal(QPoint()) - shown.mapToGlobal(QPoint()), each->grab());
        return picture;
    }
    static void closeMenus()
    {
        while (QWidget* menu = QApplication::activePopupWidget())
            menu->close();
    }
    FileSystem& files() { return *m_files; }
    Clock& clock() { return *m_clock; }
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
    void search(const char* text)
    {
        press(Qt::Key_2, Qt::ControlModifier);
        auto* field = named<QLineEdit>("search");
        field->setText(QLatin1String(text));
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
    std::unique_ptr<QWidget> m_other;
    std::filesystem::path m_folder;
    bool m_isReady = false;
};

struct Scene
{
    std::string name;
    std::function<void(Scenery&)> play;
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

Scene pageScene(const char* name, Qt::Key key)
{
    return {name, [key](Scenery& scenery) { scenery.press(key, Qt::ControlModifier); }};
}

std::vector<Scene> pages()
{
    return {pageScene("overview", Qt::Key_1), pageScene("messages", Qt::Key_2), pageScene("runs", Qt::Key_3),
            pageScene("report", Qt::Key_4)};
}

/// In this order: what comes later acts on the demonstration.
std::vector<Scene> scenes()
{
    using Tab = DetailView::Tab;
    return {
        {"overview", [](Scenery& scenery) { scenery.press(Qt::Key_1, Qt::ControlModifier); }},
        {"messages", [](Scenery& scenery) { scenery.press(Qt::Key_2, Qt::ControlModifier); }},
        {"runs", [](Scenery& scenery) { scenery.press(Qt::Key_3, Qt::ControlModifier); }},
        {"report", [](Scenery& scenery) { scenery.press(Qt::Key_4, Qt::ControlModifier); }},
        {"calendar",
         [](Scenery& scenery) {
             QTest::keyClick(scenery.named<QWidget>("reportDay"), Qt::Key_Down, Qt::AltModifier);
             if (auto* field = scenery.named<QDateEdit>("reportDay"))
                 QTest::mouseClick(field, Qt::LeftButton, {},
                                   QPoint(field->width() - 10, field->height() / 2));
         }},
        {"searched",
         [](Scenery& scenery) {
             Scenery::closeMenus();
             scenery.search("rechnung");
         }},
        {"not-found", [](Scenery& scenery) { scenery.search("nobody writes this"); }},
        {"columns",
         [](Scenery& scenery) {
             scenery.search("");
             scenery.choose(scanner);
             scenery.pressInTable(Qt::Key_C);
         }},
        {"groups",
         [](Scenery& scenery) {
             Scenery::closeMenus();
             scenery.pressInTable(Qt::Key_G);
         }},
        {"note",
         [](Scenery& scenery) {
             Scenery::closeMenus();
             scenery.choose(scanner);
             scenery.pressInTable(Qt::Key_N);
         }},
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
        {"file",
         [](Scenery& scenery) {
             scenery.press(Qt::Key_Escape);
             scenery.show(std::make_unique<FileWindow>(scenery.files(), scenery.clock(),
                                                       scenery.folder() / "Incoming Mail" / withParts));
         }},
    };
}

std::vector<Scene> hostileScenes()
{
    using Tab = DetailView::Tab;
    std::vector<Scene> scenes;
    for (const auto& [name, tab] : {std::pair("hostile-why", Tab::Why),
                                    {"hostile-source", Tab::Source},
                                    {"hostile-parts", Tab::Parts},
                                    {"hostile-text", Tab::Text},
                                    {"hostile-transfer", Tab::Transfer},
                                    {"hostile-history", Tab::History}})
        scenes.push_back(tabScene(name, hostile, tab));
    return scenes;
}

std::vector<Scene> scenesOf(Setting setting)
{
    switch (setting) {
    case Setting::Full:
        break;
    case Setting::Empty: {
        std::vector<Scene> empty = pages();
        for (Scene& scene : empty)
            scene.name += "-empty";
        return empty;
    }
    case Setting::Hostile:
        return hostileScenes();
    case Setting::BrokenSiteFile:
        return {{"broken-site-file", [](Scenery&) {}}};
    case Setting::DamagedDatabase:
        return {pageScene("damaged", Qt::Key_1), pageScene("damaged-messages", Qt::Key_2)};
    case Setting::FolderGone:
        return {pageScene("folder-gone", Qt::Key_1), pageScene("folder-gone-messages", Qt::Key_2)};
    }
    return scenes();
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

    bool takeAll(Appearance appearance, const char* look, Setting setting)
    {
        const std::vector<Scene> all = scenesOf(setting);
        if (std::none_of(all.begin(), all.end(), [this](const Scene& scene) { return isWanted(scene); }))
            return true;
        Scenery scenery(appearance, setting);
        if (!scenery.isReady())
            return false;
        for (const Scene& scene : all) {
            if (!isWanted(scene))
                continue;
            scene.play(scenery);
            QTest::qWait(settling);
            const QString file =
                QStringLiteral("%1/%2-%3%4.png")
                    .arg(m_folder, QString::fromStdString(scene.name), QLatin1String(look), m_suffix);
            if (!scenery.picture().save(file))
                return false;
            std::puts(qPrintable(file));
        }
        return true;
    }

private:
    bool isWanted(const Scene& scene) const
    {
        const QString name = QString::fromStdString(scene.name);
        return m_only.isEmpty() || name == m_only ||
               (m_only.endsWith(QLatin1Char('*')) && name.startsWith(m_only.chopped(1)));
    }

    const QString m_folder;
    const QString m_suffix;
    const QString m_only;
};

} // namespace
} // namespace connectorscope

int main(int argc, char** argv)
{
    // The screen of that platform is so small, at scale 2 above all, that menus would open somewhere else in
    // the window.
    QTemporaryFile screen;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && screen.open()) {
        screen.write(R"({"screens": [{"name": "screen", "x": 0, "y": 0, "width": 2560, "height": 1600,
                         "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})");
        screen.flush();
        qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + screen.fileName().toLocal8Bit());
    }
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setFont(QFont(QStringLiteral("Inter"))); // where it is installed; else what the system has
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral(".");
    const QString suffix = application.devicePixelRatio() > 1 ? QStringLiteral("@2x") : QString();
    connectorscope::Photographer photographer(folder, suffix,
                                              argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString());
    const QString onlyLook = argc > 3 ? QString::fromLocal8Bit(argv[3]) : QString();
    using connectorscope::Appearance;
    using connectorscope::Setting;
    for (const Setting setting : {Setting::Full, Setting::Empty, Setting::Hostile, Setting::BrokenSiteFile,
                                  Setting::DamagedDatabase, Setting::FolderGone})
        for (const auto& [appearance, look] : {std::pair(Appearance::Light, "light"),
                                               {Appearance::Dark, "dark"},
                                               {Appearance::HighContrast, "contrast"}})
            if ((onlyLook.isEmpty() || onlyLook == QLatin1String(look)) &&
                !photographer.takeAll(appearance, look, setting))
                return 1;
    return 0;
}
