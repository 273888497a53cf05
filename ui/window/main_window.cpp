#include "ui/window/main_window.h"

#include "ui/acting/plan_bar.h"
#include "ui/acting/work_bar.h"
#include "ui/messages/messages_page.h"
#include "ui/overview/overview_page.h"
#include "ui/report/report_page.h"
#include "ui/runs/runs_page.h"
#include "ui/theme/painting.h"
#include "ui/theme/screen_fit.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"
#include "ui/window/act_control.h"
#include "ui/window/cheat_sheet.h"
#include "ui/window/navigation_rail.h"
#include "ui/window/notice_bar.h"
#include "ui/window/problem_bars.h"
#include "ui/window/welcome_page.h"

#include <QAction>
#include <QActionGroup>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

constexpr const char* appearanceKey = "window/appearance";
constexpr QSize firstSize{1280, 800};
constexpr QSize smallestSize{900, 560};

const std::vector<std::pair<QString, std::optional<Appearance>>>& appearances()
{
    static const std::vector<std::pair<QString, std::optional<Appearance>>> all = {
        {QStringLiteral("system"), std::nullopt},
        {QStringLiteral("light"), Appearance::Light},
        {QStringLiteral("dark"), Appearance::Dark},
        {QStringLiteral("high-contrast"), Appearance::HighContrast}};
    return all;
}

} // namespace

MainWindow::MainWindow(Engine& engine, Theme& theme, QSettings& settings)
    : m_engine(engine)
    , m_theme(theme)
    , m_settings(settings)
    , m_acts(engine)
    , m_rail(new NavigationRail(this))
    , m_problems(new ProblemBars(this))
    , m_notice(new NoticeBar(NoticeBar::Kind::Done, this))
    , m_closing(new NoticeBar(NoticeBar::Kind::Problem, this))
    , m_work(new WorkBar(this))
    , m_plan(new PlanBar(this))
    , m_pages(new QStackedWidget(this))
    , m_welcome(new WelcomePage(this))
    , m_overview(new OverviewPage(engine, this))
    , m_messages(new MessagesPage(engine, this))
    , m_runs(new RunsPage(engine, this))
    , m_report(new ReportPage(engine, this))
    , m_keys(new CheatSheet(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setRole(this, "page");
    setWindowTitle(QStringLiteral("ConnectorScope"));
    setWindowIcon(programIcon());
    setMinimumSize(smallestSize);
    m_notice->setObjectName(QStringLiteral("noticeBar"));
    m_closing->setObjectName(QStringLiteral("closingBar"));
    auto* bars = new QVBoxLayout;
    bars->setContentsMargins(0, 0, 0, 0);
    bars->setSpacing(0);
    for (QWidget* bar : std::initializer_list<QWidget*>{m_plan, m_work, m_problems, m_notice, m_closing})
        bars->addWidget(bar);
    auto* content = new QVBoxLayout;
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(0);
    content->addWidget(m_pages, 1);
    content->addLayout(bars);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rail);
    layout->addLayout(content, 1);
    addPages();
    addDetail();
    addActing();
    addMenu();
    addKeys();
    showKeys();

    connect(&engine, &Engine::opened, this, &MainWindow::openSite);
    connect(&engine, &Engine::couldNotOpen, this, [this](const Error& error) {
        QString detail = shownError(error);
        if (m_engine.triesAgain())
            detail += QStringLiteral("\n\n") + tr("It opens by itself as soon as that is mended.");
        showWelcome(tr("The site cannot be opened"), detail);
    });
    connect(&engine, &Engine::watchChanged, this, &MainWindow::showWatch);
    connect(&engine, &Engine::workerChanged, this,
            [this](const WorkerStatus& status) { m_problems->setWork(status.problem); });
    connect(&engine, &Engine::reportTroubleChanged, m_problems, &ProblemBars::setReports);
    connect(&engine, &Engine::contentChanged, this, &MainWindow::refreshRail);
    for (NoticeBar* bar : {m_notice, m_closing})
        connect(bar, &NoticeBar::left, this, [this] { m_pages->currentWidget()->setFocus(); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    resize(firstSize);
    restoreGeometry(settings.value(QLatin1String(geometryKey)).toByteArray());
    fitToScreen(*this);
    m_messages->restoreState(settings);
    m_runs->restoreState(settings);
}

MainWindow::~MainWindow() = default;

void MainWindow::addPages()
{
    m_overviewNumber = m_rail->addPage(tr("Overview"), QStringLiteral("Overview"));
    m_messagesNumber = m_rail->addPage(tr("Messages"), QStringLiteral("Messages"));
    for (const FolderKind folder : watchedFolders)
        m_rail->addFolder(folder);
    m_runsNumber = m_rail->addPage(tr("Runs"), QStringLiteral("Runs"));
    m_reportNumber = m_rail->addPage(tr("Report"), QStringLiteral("Report"));
    // In the order of their numbers.
    m_pages->addWidget(m_overview);
    m_pages->addWidget(m_messages);
    m_pages->addWidget(m_runs);
    m_pages->addWidget(m_report);
    m_pages->addWidget(m_welcome);
    m_problems->setPage(*m_overview);
    connect(m_rail, &NavigationRail::pageWanted, this, &MainWindow::showPage);
    connect(m_rail, &NavigationRail::folderWanted, this, [this](FolderKind folder) {
        MessageFilter filter;
        filter.folders = {folder};
        showMessages(filter);
    });
    connect(m_overview, &OverviewPage::messagesWanted, this, &MainWindow::showMessages);
    connect(m_overview, &OverviewPage::problemChanged, this,
            [this](const Error& problem) { showProblem(*m_overview, problem); });
    connect(m_messages, &MessagesPage::problemChanged, this,
            [this](const Error& problem) { showProblem(*m_messages, problem); });
    connect(m_messages, &MessagesPage::done, this, [this](const QString& text) { m_notice->show(text); });
    connect(m_runs, &RunsPage::problemChanged, this,
            [this](const Error& problem) { showProblem(*m_runs, problem); });
    connect(m_runs, &RunsPage::done, this, [this](const QString& text) { m_notice->show(text); });
    connect(m_runs, &RunsPage::openMessageWished, this, &MainWindow::openMessage);
    connect(m_runs, &RunsPage::openCountChanged, this,
            [this](std::uint64_t runs) { m_rail->setCount(m_runsNumber, runs); });
    connect(m_report, &ReportPage::problemChanged, this,
            [this](const Error& problem) { showProblem(*m_report, problem); });
    connect(m_report, &ReportPage::done, this, [this](const QString& text) { m_notice->show(text); });
    connect(m_pages, &QStackedWidget::currentChanged, m_problems,
            [this] { m_problems->setPage(*m_pages->currentWidget()); });
    connect(m_welcome, &WelcomePage::siteWanted, this, &MainWindow::chooseSiteFile);
    connect(m_welcome, &WelcomePage::demonstrationWanted, this, &MainWindow::demonstrationChosen);
    showPage(m_overviewNumber);
}

void MainWindow::addMenu()
{
    auto* menu = new QMenu(this);
    auto* group = new QActionGroup(menu);
    QMenu* looks = menu->addMenu(tr("Appearance"));
    const QStringList words = {tr("As the system"), tr("Light"), tr("Dark"), tr("High contrast")};
    const QString chosen =
        m_settings.value(QLatin1String(appearanceKey), QStringLiteral("system")).toString();
    for (std::size_t i = 0; i < appearances().size(); ++i) {
        const auto& [name, appearance] = appearances()[i];
        QAction* action = looks->addAction(words[static_cast<int>(i)]);
        action->setObjectName(QStringLiteral("appearance-") + name);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, name = name, appearance = appearance] {
            m_settings.setValue(QLatin1String(appearanceKey), name);
            m_theme.choose(appearance);
        });
        if (name == chosen) {
            action->setChecked(true);
            if (appearance)
                m_theme.choose(appearance);
        }
    }
    menu->addAction(tr("Keyboard"), QKeySequence(Qt::Key_Question), m_keys, &CheatSheet::toggle);
    menu->addSeparator();
    menu->addAction(tr("Open a site file"), this, &MainWindow::chooseSiteFile);
    menu->addAction(tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
    // The keys work anyway; two shortcuts of one key would disable both.
    for (QAction* action : menu->actions())
        action->setShortcutContext(Qt::WidgetShortcut);
    m_rail->setMenu(menu);
}

void MainWindow::openSite(const SiteFacts& facts)
{
    const QString name = shownText(facts.site.name);
    setWindowTitle(tr("%1 - ConnectorScope").arg(name));
    m_poll = ageWords(facts.site.watch.poll);
    const QString host = facts.site.hosts.empty() ? QString() : shownText(facts.site.hosts.front());
    m_rail->setSite(name, host);
    m_runs->setSite(facts.site);
    m_report->setSite(facts.site);
    if (m_pages->currentWidget() == m_welcome)
        showPage(m_overviewNumber);
}

void MainWindow::refreshRail()
{
    if (m_railJob.isRunning())
        return;
    m_engine.ask<SiteState>(
        m_railJob,
        [](EngineTools& tools, const std::stop_token& stop) -> Result<SiteState> {
            const auto site = tools.site();
            const auto index = tools.index();
            const auto journal = tools.journal();
            if (!site || !index || !journal)
                return fail(!site ? site.error() : !index ? index.error() : journal.error());
            return readSiteState(**site, **index, **journal, tools.clock.now(), stop);
        },
        [this](const Result<SiteState>& state) {
            if (!state)
                return; // the page that is shown tells of it
            m_rail->setState(*state);
            m_problems->setFolders(*state, *m_messages); // the overview tells it among other things
            m_rail->setCount(m_messagesNumber, state->stuck());
        });
}

void MainWindow::showMessages(const MessageFilter& filter)
{
    showPage(m_messagesNumber);
    m_messages->showStuck(filter);
}

void MainWindow::showWatch(const WatchStatus& status)
{
    m_rail->setWatch(status, m_poll);
    m_problems->setWatch(status.problem);
}

void MainWindow::showProblem(const QWidget& part, const Error& problem)
{
    // Before the first look there are no databases: nothing is wrong then.
    const bool isEarly = m_engine.watchStatus().state == WatchState::Starting;
    m_problems->setPart(part, problem.message.empty() || isEarly ? std::nullopt : std::optional(problem));
}

void MainWindow::showWelcome(const QString& title, const QString& detail)
{
    m_welcome->setText(title, detail);
    m_pages->setCurrentWidget(m_welcome);
}

void MainWindow::showPage(int page)
{
    m_rail->choose(page);
    m_pages->setCurrentIndex(page);
    m_pages->currentWidget()->setFocus();
}

void MainWindow::chooseSiteFile()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open a site file"), {}, tr("Site files (*.toml)"));
    if (!file.isEmpty())
        emit siteChosen(std::filesystem::path(file.toStdU16String()));
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_keys->isVisible())
        m_keys->move((width() - m_keys->width()) / 2, (height() - m_keys->height()) / 2);
}

} // namespace connectorscope
