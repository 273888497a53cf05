#include "core/index/stuck.h"
#include "ui/acting/work_bar.h"
#include "ui/detail/detail_view.h"
#include "ui/messages/messages_page.h"
#include "ui/overview/overview_page.h"
#include "ui/runs/runs_page.h"
#include "ui/theme/page_keys.h"
#include "ui/theme/words.h"
#include "ui/window/act_control.h"
#include "ui/window/cheat_sheet.h"
#include "ui/window/main_window.h"
#include "ui/window/message_detail.h"
#include "ui/window/navigation_rail.h"
#include "ui/window/notice_bar.h"
#include "ui/window/welcome_page.h"

#include <QApplication>
#include <QCloseEvent>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>

#include <cstdint>

namespace connectorscope {

void MainWindow::addDetail()
{
    auto* view = new DetailView(m_engine.files(), m_engine.clock(), this);
    m_messages->setDetail(view);
    view->takeKeysOf(*m_messages);
    m_detail = new MessageDetail(m_engine, m_acts, *view, this);
    connect(m_messages, &MessagesPage::currentChanged, m_detail, &MessageDetail::show);
    connect(view, &DetailView::left, m_messages, qOverload<>(&QWidget::setFocus));
    // What was asked for is done, and its buttons go: keys are for the list again.
    const auto leave = [this, view] {
        if (view->isAncestorOf(QApplication::focusWidget()))
            m_messages->setFocus();
    };
    connect(m_detail, &MessageDetail::problemChanged, this,
            [this, view](const Error& problem) { showProblem(*view, problem); });
    connect(m_detail, &MessageDetail::actWished, this, leave);
    connect(m_detail, &MessageDetail::done, this, [this, leave](const QString& text) {
        leave();
        m_notice->show(text);
    });
}

void MainWindow::addActing()
{
    m_control = new ActControl(m_engine, m_acts, {*m_notice, *m_work, *m_plan}, this);
    connect(m_control, &ActControl::deedWanted, this, &MainWindow::begin);
    connect(m_control, &ActControl::planClosed, m_messages, qOverload<>(&QWidget::setFocus));
    connect(m_control, &ActControl::becameIdle, this, [this] {
        m_closing->clear();
        if (!m_closesWhenIdle)
            return;
        m_closesWhenIdle = false;
        const bool isInBackground = !isVisible();
        close();
        if (isInBackground)
            emit backgroundEnded();
    });
    connect(m_detail, &MessageDetail::actWished, m_control, &ActControl::begin);
    connect(m_messages, &MessagesPage::deedWished, m_detail, &MessageDetail::begin);
    connect(m_messages, &MessagesPage::dryRunWished, m_detail, &MessageDetail::tryTransfer);
    connect(m_messages, &MessagesPage::deedForManyWished, this,
            [this](Deed deed, const FindMessages& messages) {
                if (deed == Deed::Hold || deed == Deed::Release || deed == Deed::Remove)
                    m_control->doWith(messages, deed);
                else
                    m_control->planRequeue(messages, true);
            });
    connect(m_control, &ActControl::runsWanted, this, [this] { showPage(m_runsNumber); });
    connect(m_runs, &RunsPage::undoWished, this,
            [this](const std::vector<std::string>& runs) { m_control->begin(undoOf(runs)); });
    connect(m_runs, &RunsPage::decisionWished, this,
            [this](const std::string& run, OutcomeDecision decision) {
                m_control->begin(decisionOf(run, decision));
            });
    connect(m_overview, &OverviewPage::requeueWanted, this, &MainWindow::requeueStuck);
}

void MainWindow::requeueStuck(const MessageFilter& filter, bool repair)
{
    showMessages(filter);
    m_control->planRequeue(
        [filter](EngineTools& tools, const std::stop_token& stop) -> Result<std::vector<std::string>> {
            const auto site = tools.site();
            if (!site)
                return fail(site.error());
            MessageFilter stuck = filter;
            stuck.stuck = stuckLimits(**site, tools.clock.now());
            return idsOfChosen(tools, {{stuck, 0, UINT64_MAX}}, {SortColumn::Since, false}, stop);
        },
        repair);
}

void MainWindow::openMessage(const std::string& id)
{
    using Row = std::optional<MessageRow>;
    m_engine.ask<Row>(
        m_openJob,
        [id](EngineTools& tools, const std::stop_token&) -> Result<Row> {
            const auto index = tools.index();
            return index ? (*index)->message(id) : Result<Row>(fail(index.error()));
        },
        [this](const Result<Row>& row) {
            if (!row || !*row) {
                m_notice->show(row ? tr("That message is not known any more.") : shownError(row.error()));
                return;
            }
            showPage(m_messagesNumber);
            m_messages->showOne(**row);
        });
}

void MainWindow::begin(const std::string& message, Deed deed)
{
    if (m_detail->message() == message)
        m_detail->begin(deed);
    else
        openMessage(message); // somebody has gone on meanwhile: there they see it first
}

void MainWindow::addKeys()
{
    const auto onKey = [this](const QKeySequence& key, auto act) {
        connect(new QShortcut(key, this), &QShortcut::activated, this, act);
    };
    // Systems tell the same key with Shift or without it.
    auto* sheet = new QShortcut(this);
    sheet->setKeys({QKeySequence(Qt::Key_Question), QKeySequence(Qt::SHIFT | Qt::Key_Question)});
    connect(sheet, &QShortcut::activated, m_keys, &CheatSheet::toggle);
    onKey(QKeySequence(Qt::Key_Slash), [this] { search(); });
    for (QWidget* place : std::initializer_list<QWidget*>{m_rail, m_overview})
        onKeyIn(*place, QKeySequence::Find, this, &MainWindow::search);
    onKey(QKeySequence(Qt::CTRL | Qt::Key_1), [this] { showPage(m_overviewNumber); });
    onKey(QKeySequence(Qt::CTRL | Qt::Key_2), [this] { showPage(m_messagesNumber); });
    onKey(QKeySequence(Qt::CTRL | Qt::Key_3), [this] { showPage(m_runsNumber); });
    onKey(QKeySequence(Qt::CTRL | Qt::Key_4), [this] { showPage(m_reportNumber); });
    onKey(QKeySequence(Qt::CTRL | Qt::Key_Z), [this] { m_control->undoLast(); });
    onKey(QKeySequence(Qt::Key_F5), [this] {
        m_engine.lookSoon();
        emit m_engine.contentChanged(); // what is known already need not wait
    });
    onKey(QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { close(); });
}

void MainWindow::search()
{
    if (m_pages->currentWidget() == m_welcome)
        return;
    if (m_pages->currentWidget() == m_runs) {
        m_runs->focusSearch();
        return;
    }
    showPage(m_messagesNumber);
    m_messages->focusSearch();
}

void MainWindow::showKeys()
{
    m_keys->addGroup(tr("Everywhere"), {{QStringLiteral("Ctrl+1"), tr("Overview")},
                                        {QStringLiteral("Ctrl+2"), tr("Messages")},
                                        {QStringLiteral("Ctrl+3"), tr("Runs")},
                                        {QStringLiteral("Ctrl+4"), tr("Report")},
                                        {QStringLiteral("/"), tr("search")},
                                        {QStringLiteral("F5"), tr("look again")},
                                        {QStringLiteral("Ctrl+Z"), tr("undo what was done last")},
                                        {QStringLiteral("?"), tr("this sheet")},
                                        {QStringLiteral("Ctrl+Q"), tr("quit")}});
    m_keys->addGroup(tr("Messages"), {{QStringLiteral("↑ ↓"), tr("go through the list")},
                                      {QStringLiteral("← →"), tr("to the group; close and open it")},
                                      {QStringLiteral("V, G"), tr("which ones; grouped by what")},
                                      {QStringLiteral("C"), tr("columns and order")},
                                      {QStringLiteral("Ctrl+A"), tr("select all")},
                                      {QStringLiteral("Ctrl+S"), tr("save as .eml")},
                                      {QStringLiteral("E"), tr("export the list")}});
    m_keys->addGroup(tr("The message beside the list"),
                     {{QStringLiteral("Alt+1 … 6"), tr("its tabs, from Why to History")},
                      {QStringLiteral("F8"), tr("next finding; Shift: the one before")},
                      {QStringLiteral("Ctrl+F"), tr("find in the source; in the list: search")},
                      {QStringLiteral("F3"), tr("find in the source again")},
                      {QStringLiteral("Ctrl+G"), tr("go to a line or offset")}});
    m_keys->addGroup(tr("With one, many or a group"), {{QStringLiteral("R"), tr("requeue")},
                                                       {QStringLiteral("Shift+R"), tr("repair and requeue")},
                                                       {QStringLiteral("M"), tr("choose who gets it")},
                                                       {QStringLiteral("D"), tr("dry run")},
                                                       {QStringLiteral("H"), tr("hold")},
                                                       {QStringLiteral("U"), tr("release")},
                                                       {QStringLiteral("Del"), tr("delete")},
                                                       {QStringLiteral("N"), tr("acknowledge with a note")}});
    m_keys->addGroup(tr("Runs"), {{QStringLiteral("Return"), tr("open the message")},
                                  {QStringLiteral("C"), tr("columns")},
                                  {QStringLiteral("U"), tr("take back what is selected")},
                                  {QStringLiteral("Ctrl+C"), tr("copy the receipt")}});
    m_keys->addGroup(tr("Report"), {{QStringLiteral("← →"), tr("the day before, the day after")},
                                    {QStringLiteral("L"), tr("last closed day")},
                                    {QStringLiteral("A"), tr("mask addresses")},
                                    {QStringLiteral("E"), tr("export")},
                                    {QStringLiteral("B"), tr("open in the browser")},
                                    {QStringLiteral("O"), tr("open the folder")}});
}

void MainWindow::askBeforeClosing()
{
    m_closing->show(tr("Messages are being moved. Nothing is lost either way."),
                    {{tr("Stop after this batch"), [this] { closeWhenIdle(false); }},
                     {tr("Go on in the background"), [this] { closeWhenIdle(true); }},
                     {tr("Stay"), {}}});
    m_closing->takeFocus();
}

void MainWindow::closeWhenIdle(bool inBackground)
{
    if (!m_control->isBusy()) { // it has ended while this was asked
        close();
        return;
    }
    m_closesWhenIdle = true;
    if (inBackground)
        hide();
    else
        m_acts.cancelAll();
}

void MainWindow::bringForward()
{
    if (!isVisible())
        m_closesWhenIdle = false; // somebody wants it back
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_control->isBusy()) {
        askBeforeClosing();
        event->ignore();
        return;
    }
    m_settings.setValue(QLatin1String(geometryKey), saveGeometry());
    m_messages->saveState(m_settings);
    m_runs->saveState(m_settings);
    QWidget::closeEvent(event);
}

} // namespace connectorscope
