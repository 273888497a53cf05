// How quick the window is with very many messages and runs; drawn offscreen.
//
//   bench_window [FOLDER] [MESSAGES]    makes a site of so many (default: a million), and a file of 1 GB, in
//                                       FOLDER at the first run

#include "core/demo/demo_site.h"
#include "core/index/database.h"
#include "core/index/role_lock.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "tests/bench/index_filler.h"
#include "tests/bench/window_watch.h"
#include "ui/detail/file_window.h"
#include "ui/detail/source/source_view.h"
#include "ui/engine/engine.h"
#include "ui/messages/messages_model.h"
#include "ui/messages/messages_table.h"
#include "ui/runs/runs_model.h"
#include "ui/runs/runs_table.h"
#include "ui/theme/menu_button.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>
#include <QWheelEvent>

#include <cstdio>
#include <fstream>
#include <memory>
#include <thread>

namespace connectorscope {
namespace {

constexpr double frameGoal = 32;
constexpr std::uintmax_t hugeFile = 1'000'000'000;
constexpr int everything = 2; ///< of the scope's menu
constexpr int ungrouped = 4;  ///< of the group's menu

WatchedApplication& application()
{
    return *static_cast<WatchedApplication*>(QCoreApplication::instance());
}

void report(const char* what, double time, double goal)
{
    std::printf("%-62s %8.1f ms  (at most %.0f)%s\n", what, time, goal,
                time > goal || time < 0 ? "  MISSED" : "");
}

void reportLongest(const char* what, double goal)
{
    const WatchedApplication::Longest longest = application().longest();
    std::printf("%-62s %8.1f ms, %.1f of the processor  (at most %.0f)%s\n", what, longest.wall,
                longest.processor, goal,
                longest.wall > goal ? qPrintable(QStringLiteral("  MISSED by ") + longest.what) : "");
}

/// The site's folders are empty, and another program watches: its databases are all there is.
std::filesystem::path makeSite(const std::filesystem::path& base, std::size_t messages)
{
    const std::filesystem::path work = base / "work";
    std::string text = "[site]\nname = \"Bench\"\n[folders]\nwork = '" + work.string() + "'\n";
    for (const char* folder : {"incoming", "failed", "pickup"}) {
        std::filesystem::create_directories(base / folder);
        text += std::string(folder) + " = '" + (base / folder).string() + "'\n";
    }
    std::ofstream(base / "site.toml") << text;
    std::filesystem::create_directories(work);
    const DatabaseFiles files = databaseFiles(work);
    if (std::filesystem::exists(files.index))
        return base / "site.toml";
    fillIndex(work, messages);
    // A run of each message.
    const auto journal = valueOf(Database::open(files.journal, journalKind()));
    const auto filled = journal->run([&] {
        journal->execute("INSERT INTO run(id, message, attempt, kind, state, outcome, began, ended, "
                         "source_folder, source_name, actor) SELECT 'r' || m.id, m.number, 1, 'requeue', "
                         "CASE m.number % 50 WHEN 0 THEN 'failed' ELSE 'handed-over' END, "
                         "'It left PickUp after 12 s.', m.first_seen, m.first_seen + 60000000000, f.folder, "
                         "f.name, 1 FROM message m JOIN file f ON f.message = m.number");
        journal->execute("INSERT INTO step(run, step, phase, at, actor) "
                         "SELECT r.number, s.column1, 'done', r.began, 1 FROM run r, "
                         "(VALUES ('claim'), ('archive'), ('transfer'), ('pick-up')) s "
                         "ORDER BY r.number");
    });
    if (!filled)
        std::printf("PROBLEM: %s\n", filled.error().message.c_str());
    return base / "site.toml";
}

/// The same for both tables: each kind of scrolling, with the events of a frame after each step.
void scroll(const char* what, QTableView& table, const std::function<bool()>& isRead)
{
    QScrollBar& bar = *table.verticalScrollBar();
    const auto frame = [] { QTest::qWait(16); };
    const auto name = [what](const char* how) { return std::string(what) + ", " + how; };
    application().forget();
    for (int i = 0; i < 150; ++i) {
        QTest::keyClick(&table, Qt::Key_PageDown);
        frame();
    }
    reportLongest(name("150 pages down: longest event").c_str(), frameGoal);
    application().forget();
    for (int i = 0; i < 150; ++i) {
        const QPointF at(60, 60);
        QWheelEvent wheel(at, table.viewport()->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(table.viewport(), &wheel);
        frame();
    }
    reportLongest(name("150 turns of the wheel: longest event").c_str(), frameGoal);
    application().forget();
    for (int i = 1; i <= 100; ++i) {
        bar.setValue(bar.maximum() / 100 * (i * 37 % 100));
        frame();
    }
    reportLongest(name("100 places of the thumb: longest event").c_str(), frameGoal);
    double slowest = 0;
    for (const int part : {5, 2, 9, 7, 1}) {
        bar.setValue(bar.maximum() / 10 * part);
        slowest = std::max(slowest, millisecondsUntil(isRead));
    }
    report(name("until the rows at the thumb are there, slowest").c_str(), slowest, 500);
}

template <class Table, class Model>
bool isReadInSight(const Table& table, const Model& model)
{
    const auto [first, last] = table.visibleRows();
    return last >= first && model.rowCount() > 0 && model.rowAt(first) != nullptr &&
           model.rowAt(last) != nullptr;
}

class Bench
{
public:
    explicit Bench(const std::filesystem::path& base)
        : m_settings(QString::fromStdString((base / "settings.ini").string()), QSettings::IniFormat)
        , m_theme(application())
    {
    }

    void withMany(const std::filesystem::path& siteFile)
    {
        const auto watcher =
            valueOf(RoleLock::take(siteFile.parent_path() / "work", Role::Watcher, "bench_window"));
        QElapsedTimer start;
        start.start();
        Engine engine(*m_files, *m_clock);
        MainWindow window(engine, m_theme, m_settings);
        window.resize(1280, 800);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            std::printf("PROBLEM: the window does not become active\n");
        auto* model = window.findChild<MessagesModel*>();
        auto* table = window.findChild<MessagesTable*>();
        engine.open([&siteFile](FileSystem&, Clock&) { return Result<std::filesystem::path>(siteFile); });
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        const auto isRead = [&] { return isReadInSight(*table, *model); };
        millisecondsUntil([&] { return model->rowCount() > 1 && model->rowAt(1) != nullptr; });
        table->viewport()->repaint();
        report("from nothing to the first rows, what is stuck by cause",
               static_cast<double>(start.nsecsElapsed()) / 1e6, 1000);

        choose(window, "groupChip", ungrouped);
        choose(window, "scopeChip", everything);
        millisecondsUntil([&] { return !model->outline().isGrouped && isRead(); });
        std::printf("%d rows\n", model->rowCount());
        table->setFocus();
        scroll("messages", *table, isRead);
        type(window, "search", *model, isRead);
        table->setFocus();
        application().forget();
        QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
        QTest::qWait(200);
        reportLongest("all messages selected: longest event", frameGoal);

        QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
        auto* runs = window.findChild<RunsModel*>();
        auto* runsTable = window.findChild<RunsTable*>();
        const auto areRunsRead = [&] { return isReadInSight(*runsTable, *runs); };
        report("to the first rows of the runs", millisecondsUntil(areRunsRead), 500);
        std::printf("%d runs\n", runs->rowCount());
        runsTable->setFocus();
        scroll("runs", *runsTable, areRunsRead);
        type(window, "runSearch", *runs, areRunsRead);
        std::printf("%-62s %8.0f MiB (at most 250)\n", "memory", memoryNow());
    }

    void withArrivals(const std::filesystem::path& base)
    {
        constexpr std::chrono::seconds duration{20};
        constexpr std::chrono::milliseconds interval{10};
        std::filesystem::remove_all(base);
        const auto made = makeDemoSite(*m_files, *m_clock, base,
                                       [](FileSystem&, const DemoSite&, UtcTime) { return Result<>(); });
        const std::filesystem::path siteFile = valueOf(made).siteFile;
        Engine engine(*m_files, *m_clock);
        MainWindow window(engine, m_theme, m_settings);
        window.resize(1280, 800);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            std::printf("PROBLEM: the window does not become active\n");
        auto* model = window.findChild<MessagesModel*>();
        engine.open([&siteFile](FileSystem&, Clock&) { return Result<std::filesystem::path>(siteFile); });
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        choose(window, "groupChip", ungrouped);
        choose(window, "scopeChip", everything);
        millisecondsUntil([&] { return model->rowCount() > 50 && !model->outline().isGrouped; });
        const int before = model->rowCount();
        application().forget();
        const std::jthread writer([&base, duration, interval](const std::stop_token& stop) {
            const auto end = std::chrono::steady_clock::now() + duration;
            for (int number = 0; std::chrono::steady_clock::now() < end && !stop.stop_requested(); ++number) {
                std::ofstream(base / "Failed Mail" / ("new" + std::to_string(number) + ".eml"))
                    << "To: anna@contoso.com\r\nSubject: new " << number << "\r\n\r\nx\r\n";
                std::this_thread::sleep_for(interval);
            }
        });
        QTest::qWait(static_cast<int>(std::chrono::milliseconds(duration).count()));
        reportLongest("20 s with 100 messages a second: longest event", 50);
        std::printf("%d rows came meanwhile\n", model->rowCount() - before);
    }

    void withHugeFile(const std::filesystem::path& file)
    {
        if (!std::filesystem::exists(file) || std::filesystem::file_size(file) < hugeFile)
            writeHuge(file);
        double slowest = 0;
        for (int round = 0; round < 3; ++round) {
            QElapsedTimer start;
            start.start();
            FileWindow window(*m_files, *m_clock, file);
            bool isShown = false;
            auto* view = window.findChild<SourceView*>();
            QObject::connect(view, &SourceView::shown, view, [&isShown] { isShown = true; });
            window.findChild<QTabWidget*>(QStringLiteral("detailTabs"))->setCurrentIndex(1);
            window.show();
            millisecondsUntil([&] { return isShown; });
            view->viewport()->repaint();
            slowest = std::max(slowest, static_cast<double>(start.nsecsElapsed()) / 1e6);
        }
        report("the source of a message of 1 GB", slowest, 300);
    }

private:
    static void choose(QWidget& window, const char* chip, int action)
    {
        window.findChild<MenuButton*>(QLatin1String(chip))->menu()->actions().at(action)->trigger();
    }

    template <class Model>
    static void type(QWidget& window, const char* field, const Model& model,
                     const std::function<bool()>& isRead)
    {
        auto* search = window.findChild<QLineEdit*>(QLatin1String(field));
        int resets = 0;
        const auto seen =
            QObject::connect(&model, &QAbstractItemModel::modelReset, search, [&resets] { ++resets; });
        double slowest = 0;
        for (const char* text : {"quartal", "person19000", "invoice"}) {
            search->setText({});
            QTest::qWait(1000);
            search->setFocus();
            resets = 0;
            QTest::keyClicks(search, QLatin1String(text));
            const double time =
                millisecondsUntil([&] { return resets > 0 && (model.rowCount() == 0 || isRead()); });
            slowest = time < 0 ? time : std::max(slowest, time);
        }
        report((std::string(field) + ": from the last key to the rows, slowest").c_str(), slowest, 200);
        search->setText({});
        QTest::qWait(1000);
        QObject::disconnect(seen);
    }

    static void writeHuge(const std::filesystem::path& file)
    {
        std::ofstream out(file, std::ios::binary);
        out << "From: anna@contoso.com\r\nTo: ben@contoso.com\r\nSubject: huge\r\n\r\n";
        std::string block;
        for (int line = 0; line < 10'000; ++line)
            block += "Line " + std::to_string(line) + " of a text that goes on and on and on.\r\n";
        for (std::uintmax_t written = 0; written < hugeFile; written += block.size())
            out << block;
    }

    const std::unique_ptr<FileSystem> m_files = realFileSystem();
    const std::unique_ptr<Clock> m_clock = systemClock();
    QSettings m_settings;
    Theme m_theme;
};

} // namespace
} // namespace connectorscope

int main(int argc, char** argv)
{
    using namespace connectorscope;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    WatchedApplication watched(argc, argv);
    const std::size_t messages = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
    const std::filesystem::path base = argc > 1
                                           ? std::filesystem::absolute(argv[1])
                                           : std::filesystem::temp_directory_path() /
                                                 ("connectorscope-bench-window-" + std::to_string(messages));
    std::filesystem::create_directories(base);
    const std::filesystem::path siteFile = makeSite(base, messages);
    Bench bench(base);
    bench.withMany(siteFile);
    bench.withArrivals(base / "arrivals");
    bench.withHugeFile(base / "huge.eml");
    return 0;
}
