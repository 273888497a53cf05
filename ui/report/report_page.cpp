#include "ui/report/report_page.h"

#include "core/base/make_folders.h"
#include "ui/print/print_fonts.h"
#include "ui/report/report_bar.h"
#include "ui/report/sheets_view.h"
#include "ui/theme/page_keys.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QUrl>
#include <QVBoxLayout>

#include <chrono>

namespace connectorscope {
namespace {

/// How old a provisional report may be while something happens: it costs more than a list.
constexpr std::chrono::seconds provisionalAge{10};

} // namespace

ReportPage::ReportPage(Engine& engine, QWidget* parent)
    : QWidget(parent)
    , chooseFolder([this](const QString& title) {
        return std::filesystem::path(QFileDialog::getExistingDirectory(this, title).toStdU16String());
    })
    , openUrl([](const QUrl& url) { return QDesktopServices::openUrl(url); })
    , m_engine(engine)
    , m_bar(new ReportBar(this))
    , m_sheets(new SheetsView(this))
{
    setObjectName(QStringLiteral("reportPage"));
    setRole(this, "page");
    m_sheets->setObjectName(QStringLiteral("reportSheets"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_sheets, 1);

    connect(m_bar, &ReportBar::dayWanted, this, [this](ReportDay day) {
        m_followsLastClosed = false;
        read(day);
    });
    connect(m_bar, &ReportBar::lastClosedWanted, this, &ReportPage::follow);
    connect(m_bar, &ReportBar::maskingChanged, this, &ReportPage::readShown);
    connect(m_bar, &ReportBar::exportWanted, this, &ReportPage::exportAs);
    connect(m_bar, &ReportBar::browserWanted, this, &ReportPage::openInBrowser);
    connect(m_bar, &ReportBar::folderWanted, this, &ReportPage::openFolder);
    connect(m_sheets, &SheetsView::picturesWanted, this, &ReportPage::makePictures);
    connect(&engine, &Engine::contentChanged, this, &ReportPage::refresh);
    if (const auto loaded = loadPrintFonts(); !loaded)
        m_bar->setProblem(shownError(loaded.error()));
    addKeys();
}

void ReportPage::addKeys()
{
    const auto onKey = [this](Qt::Key key, auto act) { onKeyWhile(*this, key, this, act); };
    // Beside the page arrows go from button to button.
    onKeyIn(*this, Qt::Key_Left, this, [this] { m_bar->addDays(-1); });
    onKeyIn(*this, Qt::Key_Right, this, [this] { m_bar->addDays(1); });
    onKey(Qt::Key_L, [this] { follow(); });
    onKey(Qt::Key_A, [this] { m_bar->toggleMasking(); });
    onKey(Qt::Key_E, [this] { m_bar->showExportMenu(); });
    onKey(Qt::Key_B, [this] { openInBrowser(); });
    onKey(Qt::Key_O, [this] { openFolder(); });
}

void ReportPage::setSite(const Site& site)
{
    m_bar->setMasking(site.report.maskAddresses);
    m_folder = reportFolderOf(site);
    m_sinceReading.invalidate();
    m_followsLastClosed = true;
    if (isVisible())
        readShown();
}

void ReportPage::focusInEvent(QFocusEvent*)
{
    m_sheets->setFocus(); // and no focus proxy: Tab would lead past what stands before it
}

void ReportPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void ReportPage::refresh()
{
    if (!isVisible() || m_readJob.isRunning())
        return;
    const auto& sheets = m_sheets->sheets();
    const bool isStale =
        !m_sinceReading.isValid() || ((!sheets || sheets->report.isProvisional) &&
                                      std::chrono::milliseconds(m_sinceReading.elapsed()) >= provisionalAge);
    if (isStale)
        readShown();
    else if (m_followsLastClosed)
        lookForLaterDay();
}

void ReportPage::readShown()
{
    read(m_followsLastClosed ? std::nullopt : m_bar->day());
}

void ReportPage::follow()
{
    m_followsLastClosed = true;
    readShown();
}

void ReportPage::lookForLaterDay()
{
    if (m_followJob.isRunning())
        return;
    using Day = std::optional<ReportDay>;
    m_engine.ask<Day>(
        m_followJob, [](EngineTools& tools, const std::stop_token&) { return lastClosedDay(tools); },
        [this](const Result<Day>& last) {
            if (last && *last && *last != m_bar->day())
                readShown();
        });
}

void ReportPage::read(const std::optional<ReportDay>& day)
{
    m_followJob.cancel();
    m_sinceReading.start();
    m_engine.ask<ReportView>(
        m_readJob,
        [day, isMasked = m_bar->isMasking()](EngineTools& tools, const std::stop_token&) {
            return readReport(tools, day, isMasked);
        },
        [this](const Result<ReportView>& view) {
            if (view) {
                m_bar->setView(*view);
                m_sheets->setSheets(view->sheets);
                emit problemChanged({});
                return;
            }
            m_bar->setProblem(tr("There is no report of this day."));
            m_sheets->setSheets(nullptr);
            emit problemChanged(view.error());
        });
}

void ReportPage::makePictures(const std::vector<std::size_t>& pages, double scale)
{
    using Pictures = std::vector<SheetsView::Picture>;
    m_engine.ask<Pictures>(
        m_pictureJob,
        [sheets = m_sheets->sheets(), pages, scale](EngineTools&,
                                                    const std::stop_token& stop) -> Result<Pictures> {
            Pictures pictures;
            for (const std::size_t page : pages)
                if (!stop.stop_requested())
                    pictures.push_back({page, pictureOf(*sheets, page, scale)});
            return pictures;
        },
        [this, sheets = m_sheets->sheets(), scale](const Result<Pictures>& pictures) {
            if (pictures)
                m_sheets->takePictures(sheets, scale, *pictures);
        });
}

void ReportPage::write(ReportFormat format, const std::filesystem::path& folder, Written written)
{
    if (!m_sheets->sheets() || folder.empty())
        return;
    using Paths = std::vector<std::filesystem::path>;
    m_engine.ask<Paths>(
        m_writeJob,
        [sheets = m_sheets->sheets(), format, isMasked = m_bar->isMasking(), folder](EngineTools& tools,
                                                                                     const std::stop_token&) {
            return writeReport(tools, sheets->report, format, isMasked, folder);
        },
        [this, written = std::move(written)](const Result<Paths>& paths) {
            if (!paths) {
                emit problemChanged(paths.error());
                return;
            }
            emit problemChanged({});
            written(*paths);
        });
}

void ReportPage::exportAs(ReportFormat format)
{
    const std::filesystem::path folder = chooseFolder(tr("Export the report into a folder"));
    write(format, folder, [this, folder](const std::vector<std::filesystem::path>& files) {
        m_folder = folder;
        emit done(files.size() == 1
                      ? tr("Written: %1").arg(shownPath(files.front()))
                      : tr("%1 files written to %2").arg(countWords(files.size()), shownPath(folder)));
    });
}

void ReportPage::openInBrowser()
{
    write(ReportFormat::Html, m_folder,
          [this](const std::vector<std::filesystem::path>& files) { open(files.front()); });
}

void ReportPage::openFolder()
{
    // Where nothing was put yet there may be none.
    using Folder = std::filesystem::path;
    m_engine.ask<Folder>(
        m_writeJob,
        [folder = m_folder](EngineTools& tools, const std::stop_token&) -> Result<Folder> {
            if (auto made = makeFolders(tools.files, folder); !made)
                return fail(std::move(made.error()));
            return folder;
        },
        [this](const Result<Folder>& folder) {
            if (folder)
                open(*folder);
            else
                emit problemChanged(folder.error());
        });
}

void ReportPage::open(const std::filesystem::path& path)
{
    if (!openUrl(QUrl::fromLocalFile(QString::fromStdU16String(path.u16string()))))
        emit done(tr("Nothing opens it here. It lies at %1").arg(shownPath(path)));
}

} // namespace connectorscope
