#pragma once

#include "ui/acting/acts.h"
#include "ui/acting/deed.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <filesystem>
#include <functional>

class QSettings;
class QStackedWidget;

namespace connectorscope {

class ActControl;
class CheatSheet;
class MessageDetail;
class MessagesPage;
class NavigationRail;
class NoticeBar;
class OverviewPage;
class PlanBar;
class ProblemBars;
class ReportPage;
class RunsPage;
class WelcomePage;
class WorkBar;

/// Where the settings keep the window's place.
inline constexpr const char* geometryKey = "window/geometry";

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
    /// It was closed while it worked, and all is done now.
    void backgroundEnded();

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addPages();
    void addDetail();
    void addActing();
    void addKeys();
    void search();
    void showKeys();
    void addMenu();
    void openSite(const SiteFacts& facts);
    void refreshRail();
    void showMessages(const MessageFilter& filter);
    void openMessage(const std::string& id);
    void requeueStuck(const MessageFilter& filter, bool repair);
    void begin(const std::string& message, Deed deed);
    void askBeforeClosing();
    void closeWhenIdle(bool inBackground);
    void showWatch(const WatchStatus& status);
    void showProblem(const QWidget& part, const Error& problem);
    void chooseSiteFile();

    Engine& m_engine;
    Theme& m_theme;
    QSettings& m_settings;
    Acts m_acts;
    Job m_railJob;
    Job m_openJob;
    QString m_poll;
    NavigationRail* m_rail;
    ProblemBars* m_problems;
    NoticeBar* m_notice;
    NoticeBar* m_closing;
    WorkBar* m_work;
    PlanBar* m_plan;
    QStackedWidget* m_pages;
    WelcomePage* m_welcome;
    OverviewPage* m_overview;
    MessagesPage* m_messages;
    RunsPage* m_runs;
    ReportPage* m_report;
    MessageDetail* m_detail = nullptr;
    ActControl* m_control = nullptr;
    CheatSheet* m_keys;
    bool m_closesWhenIdle = false;
    int m_overviewNumber = 0;
    int m_messagesNumber = 0;
    int m_runsNumber = 0;
    int m_reportNumber = 0;
};

} // namespace connectorscope
