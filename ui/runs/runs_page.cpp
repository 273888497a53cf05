#include "ui/runs/runs_page.h"

#include "ui/runs/run_filter_bar.h"
#include "ui/runs/run_receipt.h"
#include "ui/runs/runs_model.h"
#include "ui/runs/runs_table.h"
#include "ui/theme/page_keys.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

constexpr std::chrono::milliseconds liveInterval{500};
constexpr std::size_t mostUndone = 10'000; ///< at once

/// The ids of those that may be taken back.
Result<std::vector<std::string>> undoable(EngineTools& tools, const std::vector<std::int64_t>& numbers,
                                          const std::stop_token& stop)
{
    const auto runs = tools.runs();
    if (!runs)
        return fail(runs.error());
    const auto rows = (*runs)->rows(numbers, stop);
    if (!rows)
        return fail(rows.error());
    std::vector<std::string> ids;
    for (const RunSummary& row : *rows)
        if (canBeUndone(row.run.state))
            ids.push_back(row.run.id);
    return ids;
}

} // namespace

RunsPage::RunsPage(Engine& engine, QWidget* parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_model(new RunsModel(engine, this))
    , m_filters(new RunFilterBar(this))
    , m_sentence(new QLabel(this))
    , m_table(new RunsTable(*m_model, this))
    , m_empty(new QLabel(m_table->viewport()))
    , m_choice(new QFrame(this))
    , m_chosen(new QLabel(m_choice))
    , m_undoAll(new QPushButton(tr("Take them back"), m_choice))
    , m_receipt(new RunReceiptView(this))
    , m_splitter(new QSplitter(this))
{
    setObjectName(QStringLiteral("runsPage"));
    setRole(this, "page");
    m_sentence->setObjectName(QStringLiteral("runsSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    setRole(m_sentence, "title");
    m_empty->setObjectName(QStringLiteral("emptyRuns"));
    m_empty->setVisible(false);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    setRole(m_empty, "muted");
    auto* fill = new QVBoxLayout(m_table->viewport());
    fill->setContentsMargins(24, 24, 24, 24);
    fill->addWidget(m_empty);
    setRole(m_choice, "top");
    m_choice->setObjectName(QStringLiteral("runChoice"));
    m_chosen->setObjectName(QStringLiteral("chosenRuns"));
    m_undoAll->setObjectName(QStringLiteral("undoRuns"));
    auto* choice = new QHBoxLayout(m_choice);
    choice->setContentsMargins(16, 8, 16, 8);
    choice->addWidget(m_chosen);
    choice->addStretch();
    choice->addWidget(m_undoAll);
    auto* list = new QWidget(this);
    auto* listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->setSpacing(0);
    auto* head = new QFrame(list);
    setRole(head, "top");
    auto* headLayout = new QVBoxLayout(head);
    headLayout->setContentsMargins(16, 10, 16, 10);
    headLayout->addWidget(m_sentence);
    listLayout->addWidget(head);
    listLayout->addWidget(m_table, 1);
    listLayout->addWidget(m_choice);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(list);
    m_splitter->addWidget(m_receipt);
    m_splitter->setStretchFactor(0, 5);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setSizes({660, 400});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filters);
    layout->addWidget(m_splitter, 1);

    connect(m_filters, &RunFilterBar::changed, this, &RunsPage::setList);
    connect(m_filters, &RunFilterBar::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_table, &RunsTable::emptyLeft, m_filters, &RunFilterBar::endSearch);
    connect(m_model, &RunsModel::wasRead, this, &RunsPage::takeRead);
    connect(m_table, &RunsTable::currentChangedTo, m_receipt, &RunReceiptView::show);
    connect(m_table, &RunsTable::choiceChanged, this, &RunsPage::showChoice);
    connect(m_table, &RunsTable::activatedRow, this,
            [this](const RunSummary& row) { emit openMessageWished(row.run.message); });
    connect(m_receipt, &RunReceiptView::undoWished, this,
            [this](const std::string& run) { emit undoWished({run}); });
    connect(m_receipt, &RunReceiptView::decisionWished, this, &RunsPage::decisionWished);
    connect(m_receipt, &RunReceiptView::openMessageWished, this, &RunsPage::openMessageWished);
    connect(m_receipt, &RunReceiptView::copied, this, [this] { emit done(tr("The receipt is copied.")); });
    connect(m_undoAll, &QPushButton::clicked, this, &RunsPage::undoChosen);
    connect(&engine, &Engine::contentChanged, this, &RunsPage::refresh);
    m_live.setInterval(liveInterval);
    connect(&m_live, &QTimer::timeout, this, &RunsPage::refresh);
    addKeys();
    showChoice();
}

void RunsPage::addKeys()
{
    onKeyIn(*this, QKeySequence(Qt::CTRL | Qt::Key_F), this, &RunsPage::focusSearch);
    onKeyWhile(*this, QKeySequence(Qt::Key_C), this, [this] { m_table->openColumns(); });
    onKeyIn(*this, QKeySequence(Qt::Key_U), this, &RunsPage::undoChosen);
    onKeyIn(*this, QKeySequence::Copy, this, &RunsPage::copyReceipt);
}

void RunsPage::focusSearch()
{
    m_filters->focusSearch();
}

void RunsPage::setSite(const Site& site)
{
    m_receipt->setSite(site);
}

void RunsPage::setList()
{
    m_model->setFilter(m_filters->filter());
}

void RunsPage::refresh()
{
    if (!isVisible()) {
        countOpen();
        return;
    }
    const auto [first, last] = m_table->visibleRows();
    m_model->refresh(first, last);
}

void RunsPage::countOpen()
{
    if (m_countJob.isRunning())
        return;
    m_engine.ask<std::uint64_t>(
        m_countJob,
        [](EngineTools& tools, const std::stop_token&) -> Result<std::uint64_t> {
            const auto runs = tools.runs();
            return runs ? (*runs)->unfinished() : Result<std::uint64_t>(fail(runs.error()));
        },
        [this](const Result<std::uint64_t>& count) {
            if (count)
                emit openCountChanged(*count);
        });
}

void RunsPage::takeRead(const Error& problem)
{
    if (isVisible())
        emit problemChanged(problem);
    if (!problem.message.empty())
        return;
    const RunCounts& counts = m_model->counts();
    const std::uint64_t underWay = countOf(counts, RunView::UnderWay);
    m_filters->setCounts(counts);
    m_sentence->setText(runsSentence(counts));
    emit openCountChanged(underWay + countOf(counts, RunView::NeedsDecision));
    if (underWay > 0 && isVisible())
        m_live.start();
    else
        m_live.stop();
    showEmptyState();
    // Somebody who comes to the page by keys begins with the latest run.
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::ClearAndSelect |
                                                                             QItemSelectionModel::Rows);
    showChoice();
}

void RunsPage::showEmptyState()
{
    const bool isEmpty = m_model->isRead() && m_model->rowCount() == 0;
    m_empty->setVisible(isEmpty);
    if (!isEmpty)
        return;
    if (m_model->counts().all() == 0)
        m_empty->setText(
            tr("What is requeued or deleted is listed here: each step, what became of it, and how "
               "to take it back."));
    else if (!m_model->filter().text.empty())
        m_empty->setText(tr("No run here holds “%1”.").arg(shownText(m_model->filter().text, 80)));
    else if (m_filters->view() == RunView::NeedsDecision)
        m_empty->setText(tr("No run waits for your decision."));
    else if (m_filters->view() == RunView::UnderWay)
        m_empty->setText(tr("Nothing is under way."));
    else
        m_empty->setText(tr("No run fits."));
}

void RunsPage::showChoice()
{
    const std::uint64_t chosen = m_table->chosenCount();
    m_choice->setVisible(chosen > 1);
    m_chosen->setText(tr("%1 selected").arg(countWords(chosen)));
}

void RunsPage::undoChosen()
{
    const std::vector<std::int64_t> numbers = m_table->chosen(mostUndone);
    if (numbers.empty())
        return;
    using Ids = std::vector<std::string>;
    m_engine.ask<Ids>(
        m_undoJob,
        [numbers](EngineTools& tools, const std::stop_token& stop) { return undoable(tools, numbers, stop); },
        [this](const Result<Ids>& ids) {
            if (!ids)
                emit done(shownError(ids.error()));
            else if (ids->empty())
                emit done(tr("Nothing of that can be taken back."));
            else
                emit undoWished(*ids);
        });
}

void RunsPage::copyReceipt()
{
    m_receipt->copy();
    emit done(tr("The receipt is copied."));
}

void RunsPage::saveState(QSettings& settings) const
{
    m_table->saveState(settings, *m_splitter);
}

void RunsPage::restoreState(const QSettings& settings)
{
    m_table->restoreState(settings, *m_splitter);
}

void RunsPage::focusInEvent(QFocusEvent*)
{
    m_table->setFocus(); // and no focus proxy: Tab would lead past what stands before it
}

void RunsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void RunsPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_live.stop();
}

} // namespace connectorscope
