#include "app/connectorscope/demonstration.h"
#include "app/connectorscope/file_windows.h"
#include "app/connectorscope/single_instance.h"
#include "core/base/path_text.h"
#include "core/site/site_places.h"
#include "ui/engine/engine.h"
#include "ui/print/regular_expressions.h"
#include "ui/print/report_pdf.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>
#include <QProcess>
#include <QSettings>

#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace connectorscope {
namespace {

std::filesystem::path pathOfArgument(const QString& text)
{
    return std::filesystem::path(text.toStdU16String());
}

/// The site files in the usual place.
std::vector<std::filesystem::path> usualSites()
{
    std::vector<std::filesystem::path> found;
    const auto usual = usualSiteFile("site", systemVariables());
    std::error_code none;
    if (usual)
        for (const auto& entry :
             std::filesystem::directory_iterator(usual->parent_path().parent_path(), none))
            if (std::filesystem::exists(entry.path() / "site.toml", none))
                found.push_back(entry.path() / "site.toml");
    return found;
}

/// Another window, of a program of its own, takes the place of this one.
void startAgain(MainWindow& window, const QStringList& arguments)
{
    if (QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments))
        window.close();
}

int run(QApplication& application, const QCommandLineParser& arguments)
{
    const std::unique_ptr<FileSystem> files = realFileSystem();
    const std::unique_ptr<Clock> clock = systemClock();
    std::unique_ptr<Demonstration> demonstration;
    std::unique_ptr<SingleInstance> instance;
    std::vector<std::filesystem::path> sites;
    if (arguments.isSet(QStringLiteral("demo")))
        demonstration = std::make_unique<Demonstration>(*files, *clock);
    else if (arguments.isSet(QStringLiteral("site")))
        sites = {pathOfArgument(arguments.value(QStringLiteral("site")))};
    else
        sites = usualSites();
    if (sites.size() == 1) {
        instance = std::make_unique<SingleInstance>(sites.front());
        if (instance->raiseOther())
            return 0;
    }

    Theme theme(application);
    QSettings settings;
    Engine engine(*files, *clock);
    // The report's page has loaded the fonts of the print before a site is open.
    engine.setPrintPdf(
        [](const ReportDocument& document) { return reportPdf(document, paperOf(document.languageTag)); });
    MainWindow window(engine, theme, settings);
    QObject::connect(&window, &MainWindow::siteChosen, &window, [&window](const std::filesystem::path& file) {
        startAgain(window, {QStringLiteral("--site"), QString::fromStdU16String(file.u16string())});
    });
    QObject::connect(&window, &MainWindow::demonstrationChosen, &window,
                     [&window] { startAgain(window, {QStringLiteral("--demo")}); });
    QObject::connect(&window, &MainWindow::backgroundEnded, &application, &QCoreApplication::quit);
    if (instance)
        QObject::connect(instance.get(), &SingleInstance::asked, &window, &MainWindow::bringForward);
    if (demonstration) {
        QObject::connect(&engine, &Engine::opened, &window, [&demonstration] { demonstration->live(); });
        engine.open([&demonstration](FileSystem&, Clock&) { return demonstration->make(); });
    } else if (sites.size() == 1) {
        engine.open(
            [file = sites.front()](FileSystem&, Clock&) { return Result<std::filesystem::path>(file); });
    } else {
        window.showWelcome(
            sites.empty() ? QObject::tr("No site is set up here yet") : QObject::tr("Which site?"),
            QObject::tr("A site file says which folders the connector uses. `connectorctl init` writes "
                        "one; the demonstration shows what comes of it."));
    }
    window.show();
    return QApplication::exec();
}

void describeArguments(QCommandLineParser& arguments)
{
    arguments.setApplicationDescription(
        QObject::tr("Shows what is stuck in a POP3 connector's folders, and why"));
    arguments.addHelpOption();
    arguments.addVersionOption();
    arguments.addOption({QStringLiteral("site"), QObject::tr("Open this site."), QObject::tr("FILE")});
    arguments.addOption({QStringLiteral("demo"), QObject::tr("Open a demonstration site, alive.")});
    arguments.addPositionalArgument(QStringLiteral("FILE"),
                                    QObject::tr("Open single messages, each in a window of its own."),
                                    QStringLiteral("[FILE...]"));
}

/// Prints help or version and ends the program, where they are asked for.
void answer(QCommandLineParser& arguments)
{
    if (arguments.isSet(QStringLiteral("version")))
        arguments.showVersion();
    if (arguments.isSet(QStringLiteral("help")) || arguments.isSet(QStringLiteral("help-all")))
        arguments.showHelp();
}

/// Help and version need no display, as they are mostly asked for.
void answerWithoutDisplay(int argc, char** argv, QCommandLineParser& arguments)
{
    constexpr std::array<std::string_view, 5> asking = {"-h", "--help", "--help-all", "-v", "--version"};
    const std::span<char*> words(argv, static_cast<std::size_t>(argc));
    const bool asks = std::ranges::any_of(
        words, [&](const char* word) { return std::ranges::find(asking, word) != asking.end(); });
    if (!asks)
        return;
    const QCoreApplication application(argc, argv);
    arguments.parse(QCoreApplication::arguments());
    answer(arguments);
}

/// Where there is no console, in a window.
int refuseArguments(const QString& why)
{
    const QString line = QStringLiteral("connectorscope: ") + why;
#ifdef Q_OS_WIN
    QMessageBox::critical(nullptr, QCoreApplication::applicationName(), line);
#else
    std::cerr << line.toStdString() << '\n';
#endif
    return 2;
}

} // namespace
} // namespace connectorscope

int main(int argc, char** argv)
{
    using namespace connectorscope;

    matchWithoutCompiler();
    QCoreApplication::setApplicationName(QStringLiteral("ConnectorScope"));
    QCoreApplication::setOrganizationName(QStringLiteral("ConnectorScope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CONNECTORSCOPE_VERSION));
    QCommandLineParser arguments;
    describeArguments(arguments);
    answerWithoutDisplay(argc, argv, arguments);
    QApplication application(argc, argv);
    if (!arguments.parse(QCoreApplication::arguments()))
        return refuseArguments(arguments.errorText());
    answer(arguments);
    if (arguments.isSet(QStringLiteral("site")) && arguments.isSet(QStringLiteral("demo")))
        return refuseArguments(QObject::tr("--site and --demo exclude each other: choose one."));
    std::vector<std::filesystem::path> files;
    for (const QString& argument : arguments.positionalArguments())
        files.push_back(pathOfArgument(argument));
    if (!files.empty())
        return showFiles(application, files);
    return run(application, arguments);
}
