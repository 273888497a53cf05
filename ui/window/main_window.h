#pragma once

#include "ui/engine/engine.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <filesystem>
#include <functional>

class QSettings;
class QStackedWidget;

namespace connectorscope {

class CheatSheet;
class MessageDetail;
class MessagesPage;
class NavigationRail;
class NoticeBar;
class OverviewPage;
class ReportPage;
class RunsPage;
class WelcomePage;

/// The window of one site: composes the pages and connects them with the engine and with each other.
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    /// All of them outlive it.
    MainWindow(Engine& engine, Theme& theme, QSettings& settings);
    ~MainWindow() override;

    /// No site is open, for that reason.
    void showWelcome(const QString& title, const QString& detail);
    void showPage(int page);
    /// Brings it in front of others, as a second start asks.
    void bringForward();

signals:
    void siteChosen(const std::filesystem::path& siteFile);
    void demonstrationChosen();

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addPages();
    void addDetail();
    void addKeys();
    void addMenu();
    void openSite(const SiteFacts& facts);
    void refreshRail();
    void showMessages(const MessageFilter& filter);
    void openMessage(const std::string& id);
    void showWatch(const WatchStatus& status);
    void showProblem(const Error& problem);
    void chooseSiteFile();

    Engine& m_engine;
    Theme& m_theme;
    QSettings& m_settings;
    Job m_railJob;
    Job m_openJob;
    QString m_poll;
    NavigationRail* m_rail;
    NoticeBar* m_problem;
    NoticeBar* m_watchProblem;
    NoticeBar* m_notice;
    QStackedWidget* m_pages;
    WelcomePage* m_welcome;
    OverviewPage* m_overview;
    MessagesPage* m_messages;
    RunsPage* m_runs;
    ReportPage* m_report;
    MessageDetail* m_detail = nullptr;
    CheatSheet* m_keys;
    int m_overviewNumber = 0;
    int m_messagesNumber = 0;
    int m_runsNumber = 0;
    int m_reportNumber = 0;
};

} // namespace connectorscope
