#pragma once

#include "ui/engine/engine.h"
#include "ui/report/report_reading.h"

#include <QElapsedTimer>
#include <QWidget>

#include <filesystem>
#include <functional>
#include <optional>

class QUrl;

namespace connectorscope {

class ReportBar;
class SheetsView;

/// The daily health report: its pages, for any day, and its files in each format. It shows the last closed
/// day, also when another one is closed meanwhile, until a person chooses a day.
class ReportPage : public QWidget
{
    Q_OBJECT

public:
    /// The engine outlives it.
    explicit ReportPage(Engine& engine, QWidget* parent = nullptr);

    void setSite(const Site& site);

    /// Asks for a folder, or shows a file or folder in the program of the desktop; a test does so in its
    /// place. Empty: not wanted. False: there is no such program.
    std::function<std::filesystem::path(const QString& title)> chooseFolder;
    std::function<bool(const QUrl& url)> openUrl;

signals:
    /// Something was done; for a bar.
    void done(const QString& text);
    /// What keeps the page from reading or writing; an empty error: nothing does.
    void problemChanged(const Error& problem);

protected:
    void focusInEvent(QFocusEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void addKeys();
    void refresh();
    void read(const std::optional<ReportDay>& day);
    void readShown();
    void follow();
    void lookForLaterDay();
    void makePictures(const std::vector<std::size_t>& pages, double scale);
    using Written = std::function<void(const std::vector<std::filesystem::path>& files)>;
    void write(ReportFormat format, const std::filesystem::path& folder, Written written);
    void exportAs(ReportFormat format);
    void openInBrowser();
    void openFolder();
    void open(const std::filesystem::path& path);

    Engine& m_engine;
    ReportBar* m_bar;
    SheetsView* m_sheets;
    std::filesystem::path m_folder; ///< where files were put last
    QElapsedTimer m_sinceReading;   ///< invalid: never read
    bool m_followsLastClosed = true;
    Job m_readJob;
    Job m_followJob;
    Job m_pictureJob;
    Job m_writeJob;
};

} // namespace connectorscope
