#include "core/demo/demo_history.h"
#include "core/demo/demo_site.h"
#include "tests/support/temp_dir.h"
#include "ui/engine/engine.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

#include <cstdio>
#include <memory>

// Draws each page of the window, light and dark, with a demonstration and with nothing in it, into a folder:
// connectorscope_screenshots FOLDER. The scale is Qt's (QT_SCALE_FACTOR).

namespace connectorscope {
namespace {

constexpr QSize pictureSize{1280, 720};
constexpr int settling = 1500; ///< milliseconds

class Photographer
{
public:
    Photographer(QString folder, QString suffix)
        : m_folder(std::move(folder))
        , m_suffix(std::move(suffix))
    {
    }

    bool takeAll(bool isEmpty)
    {
        const TempDir scratch;
        const std::filesystem::path demo = scratch.path() / "demo";
        const auto made = makeDemoSite(*m_files, *m_clock, demo, writeDemoHistory);
        if (!made)
            return false;
        if (isEmpty)
            for (const std::filesystem::path& mail : made->mailFolders)
                for (const auto& file : std::filesystem::directory_iterator(mail))
                    std::filesystem::remove(file.path());
        QSettings settings(QString::fromStdString((scratch.path() / "settings.ini").string()),
                           QSettings::IniFormat);
        Theme theme(*qApp);
        Engine engine(*m_files, *m_clock);
        MainWindow window(engine, theme, settings);
        window.resize(pictureSize);
        window.show();
        engine.open(
            [demo](FileSystem&, Clock&) { return Result<std::filesystem::path>(demo / "site.toml"); });
        const bool isWatching = QTest::qWaitFor(
            [&engine] {
                return engine.watchStatus().state == WatchState::Watching && engine.watchStatus().all == 0;
            },
            20'000);
        QTest::qWait(3 * settling);
        for (const auto& [appearance, name] :
             {std::pair(Appearance::Light, "light"), {Appearance::Dark, "dark"}}) {
            theme.choose(appearance);
            for (const auto& [key, page] : {std::pair(Qt::Key_1, "overview"), {Qt::Key_2, "messages"}}) {
                QTest::keyClick(&window, key, Qt::ControlModifier);
                QTest::qWait(settling);
                const QString file = QStringLiteral("%1/%2-%3%4%5.png")
                                         .arg(m_folder, QString::fromLatin1(page), QString::fromLatin1(name),
                                              isEmpty ? QStringLiteral("-empty") : QString(), m_suffix);
                if (!window.grab().save(file))
                    return false;
                std::puts(qPrintable(file));
            }
        }
        return isWatching;
    }

private:
    const QString m_folder;
    const QString m_suffix;
    const std::unique_ptr<FileSystem> m_files = realFileSystem();
    const std::unique_ptr<Clock> m_clock = systemClock();
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
    connectorscope::Photographer photographer(folder, suffix);
    return photographer.takeAll(false) && photographer.takeAll(true) ? 0 : 1;
}
