#include "ui/messages/messages_page.h"

#include "ui/messages/filter_bar.h"
#include "ui/messages/messages_model.h"
#include "ui/messages/messages_table.h"
#include "ui/messages/selection_bar.h"
#include "ui/theme/menu_button.h"
#include "ui/theme/page_keys.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace connectorscope {
namespace {

std::filesystem::path pathOfDialog(const QString& chosen)
{
    return std::filesystem::path(chosen.toStdU16String());
}

} // namespace

MessagesPage::MessagesPage(Engine& engine, QWidget* parent)
    : QWidget(parent)
    , chooseFile([this](const QString& title, const QString& proposal) {
        return pathOfDialog(QFileDialog::getSaveFileName(this, title, proposal));
    })
    , chooseFolder([this](const QString& title) {
        return pathOfDialog(QFileDialog::getExistingDirectory(this, title));
    })
    , m_engine(engine)
    , m_model(new MessagesModel(engine, this))
    , m_filters(new FilterBar(this))
    , m_table(new MessagesTable(*m_model, this))
    , m_selection(new SelectionBar(this))
    , m_empty(new QLabel(m_table->viewport()))
    , m_splitter(new QSplitter(this))
{
    setObjectName(QStringLiteral("messagesPage"));
    setRole(this, "page");
    m_empty->setObjectName(QStringLiteral("emptyList"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    setRole(m_empty, "muted");
    auto* fill = new QVBoxLayout(m_table->viewport());
    fill->setContentsMargins(24, 24, 24, 24);
    fill->addWidget(m_empty);
    auto* list = new QWidget(this);
    auto* listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->setSpacing(0);
    listLayout->addWidget(m_table, 1);
    listLayout->addWidget(m_selection);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(list);
    m_splitter->setStretchFactor(0, 5);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filters);
    layout->addWidget(m_splitter, 1);

    auto* formats = new QMenu(m_filters->exportButton());
    formats->addAction(tr("As CSV"), this, [this] { exportList(ListFormat::Csv); })
        ->setObjectName(QStringLiteral("exportCsv"));
    formats->addAction(tr("As JSON"), this, [this] { exportList(ListFormat::Json); })
        ->setObjectName(QStringLiteral("exportJson"));
    m_filters->exportButton()->setMenu(formats);
    connect(m_filters, &FilterBar::changed, this, &MessagesPage::setList);
    connect(m_filters, &FilterBar::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_table, &MessagesTable::emptyLeft, m_filters, &FilterBar::endSearch);
    connect(m_model, &MessagesModel::wasRead, this, &MessagesPage::takeRead);
    connect(m_table, &MessagesTable::sortWanted, this, &MessagesPage::sortBy);
    connect(m_table, &MessagesTable::choiceChanged, this, &MessagesPage::showChoice);
    // A person who chooses other messages gives up the note to these.
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_table->hasFocus())
            m_selection->leaveNote();
    });
    connect(m_table, &MessagesTable::currentChangedTo, this, [this](const MessageRow* row) {
        if (row != nullptr)
            m_lastRow = m_table->currentIndex().row();
        emit currentChanged(row == nullptr ? std::nullopt : std::optional(*row));
    });
    connect(m_selection, &SelectionBar::allWanted, m_table, &QTableView::selectAll);
    connect(m_selection, &SelectionBar::saveWanted, this, &MessagesPage::save);
    connect(m_selection, &SelectionBar::noted, this, &MessagesPage::acknowledge);
    connect(&engine, &Engine::contentChanged, this, &MessagesPage::refresh);
    connect(&engine, &Engine::watchChanged, this, &MessagesPage::showEmptyState);
    connect(m_selection, &SelectionBar::deedWanted, this, &MessagesPage::begin);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &MessagesPage::showMenu);
    addKeys();
    addDeedKeys();
}

void MessagesPage::addKeys()
{
    const auto onKey = [this](const QKeySequence& key, auto act) { onKeyWhile(*this, key, this, act); };
    for (QWidget* list : std::initializer_list<QWidget*>{m_filters, m_splitter->widget(0)})
        onKeyIn(*list, QKeySequence(Qt::CTRL | Qt::Key_F), this,
                &MessagesPage::focusSearch); // beside them it is another's key
    onKey(QKeySequence(Qt::Key_V), [this] { m_filters->openScopes(); });
    onKey(QKeySequence(Qt::Key_G), [this] { m_filters->openGroups(); });
    onKey(QKeySequence(Qt::Key_C), [this] { m_table->openColumns(); });
    onKey(QKeySequence(Qt::Key_E), [this] { m_filters->exportButton()->openMenu(); });
    onKey(QKeySequence(Qt::CTRL | Qt::Key_S), [this] { save(); });
    onKey(QKeySequence(Qt::Key_N), [this] {
        if (m_table->chosenCount() > 0)
            m_selection->askForNote();
    });
}

void MessagesPage::setDetail(QWidget* detail)
{
    m_splitter->addWidget(detail);
    m_splitter->setStretchFactor(0, 5);
    m_splitter->setStretchFactor(1, 5);
}

void MessagesPage::showStuck(const MessageFilter& filter)
{
    ListRequest request = m_filters->request();
    request.scope = ListScope::Stuck;
    request.filter = filter;
    m_filters->setRequest(request);
    setList(request);
    m_table->setFocus();
}

void MessagesPage::showOne(const MessageRow& row)
{
    ListRequest request = m_filters->request();
    request.scope = ListScope::Everything;
    request.group.reset();
    request.filter = {};
    request.filter.text = row.place.name; // a Message-ID may be that of many
    m_wished = row.number;
    m_filters->setRequest(request);
    setList(request);
    m_table->setFocus();
}

void MessagesPage::focusSearch()
{
    m_filters->focusSearch();
}

void MessagesPage::setList(const ListRequest& request)
{
    m_lastRow = 0;
    m_isStale = false;
    m_model->setRequest(request);
}

void MessagesPage::refresh()
{
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    const auto [first, last] = m_table->visibleRows();
    m_model->refresh(first, last, m_table->chosenRanges());
}

void MessagesPage::takeRead(const Error& problem)
{
    emit problemChanged(problem);
    if (!problem.message.empty())
        return;
    m_filters->setCount(m_model->outline().messages);
    showEmptyState();
    for (int row = 0; m_wished != 0 && row < std::min(m_model->rowCount(), static_cast<int>(pageRows));
         ++row) {
        const MessageRow* shown = m_model->rowAt(row);
        if (shown != nullptr && shown->number == m_wished)
            m_table->selectionModel()->setCurrentIndex(
                m_model->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    m_wished = 0;
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        chooseNearLast();
    showChoice();
}

void MessagesPage::showEmptyState()
{
    const ListRequest& request = m_model->request();
    const bool isEmpty = m_model->isRead() && m_model->rowCount() == 0;
    m_empty->setVisible(isEmpty);
    if (!isEmpty)
        return;
    if (!request.filter.text.empty())
        m_empty->setText(tr("Nothing here holds “%1”.").arg(shownText(request.filter.text, 80)));
    else if (request.scope == ListScope::Held)
        m_empty->setText(tr("Nothing is held. Messages that somebody has taken out of the way are here."));
    else if (m_engine.watchStatus().isReading())
        m_empty->setText(
            tr("The folders are being read. Mail is listed here as soon as it has been judged."));
    else if (request.scope == ListScope::Stuck)
        m_empty->setText(tr("Nothing is stuck. Mail that gets stuck is listed here, with its cause."));
    else
        m_empty->setText(tr("No message fits. Mail that the folders hold is listed here."));
}

void MessagesPage::showChoice()
{
    // One that stands in several groups is one message.
    std::uint64_t all = 0;
    for (const ListSection& section : m_model->outline().sections)
        all += section.rows;
    all = std::min(all, m_model->outline().messages);
    const ChosenMessages chosen{std::min(m_table->chosenCount(), all), all, m_table->hasChosenAll()};
    m_selection->setChosen(chosen, m_model->request().scope == ListScope::Held);
}

void MessagesPage::sortBy(SortColumn column)
{
    ListRequest request = m_filters->request();
    request.order.descending = request.order.column == column && !request.order.descending;
    request.order.column = column;
    m_filters->setRequest(request);
    setList(request);
}

std::vector<ChosenRows> MessagesPage::rowsMeant() const
{
    return m_table->chosenRows();
}

void MessagesPage::doWithRows(
    const std::function<Result<std::uint64_t>(EngineTools&, const std::stop_token&)>& work,
    const std::function<QString(const QString& count)>& words)
{
    m_engine.ask<std::uint64_t>(m_actionJob, work, [this, words](const Result<std::uint64_t>& count) {
        emit done(count ? words(countWords(*count)) : shownError(count.error()));
    });
}

void MessagesPage::save()
{
    const std::vector<ChosenRows> rows = rowsMeant();
    if (rows.empty())
        return;
    const std::filesystem::path folder = chooseFolder(tr("Where to save the messages"));
    if (folder.empty())
        return;
    doWithRows(
        [rows, order = m_model->request().order, folder](EngineTools& tools, const std::stop_token& stop) {
            return saveMessages(tools, rows, order, folder, stop);
        },
        [folder](const QString& count) {
            return count == QStringLiteral("1") ? tr("1 message saved in %1").arg(shownPath(folder))
                                                : tr("%1 messages saved in %2").arg(count, shownPath(folder));
        });
}

void MessagesPage::exportList(ListFormat format)
{
    const bool isCsv = format == ListFormat::Csv;
    const std::filesystem::path file = chooseFile(
        tr("Export the list"), isCsv ? QStringLiteral("messages.csv") : QStringLiteral("messages.jsonl"));
    if (file.empty())
        return;
    std::vector<ChosenRows> rows;
    for (const ListSection& section : m_model->outline().sections)
        if (section.rows > 0)
            rows.push_back({section.filter, 0, section.rows - 1});
    doWithRows(
        [rows, order = m_model->request().order, file, format](EngineTools& tools,
                                                               const std::stop_token& stop) {
            return exportRows(tools, rows, order, file, format, stop);
        },
        [file](const QString& count) { return tr("%1 rows written to %2").arg(count, shownPath(file)); });
}

void MessagesPage::acknowledge(const QString& note)
{
    doWithRows([rows = rowsMeant(), order = m_model->request().order, text = note.toStdString()](
                   EngineTools& tools,
                   const std::stop_token& stop) { return acknowledgeRows(tools, rows, order, text, stop); },
               [](const QString& count) {
                   return count == QStringLiteral("1") ? tr("Noted. The message is listed while it is stuck.")
                                                       : tr("Noted for %1 messages.").arg(count);
               });
    m_table->setFocus();
}

void MessagesPage::saveState(QSettings& settings) const
{
    m_table->saveState(settings, *m_splitter);
}

void MessagesPage::restoreState(const QSettings& settings)
{
    m_table->restoreState(settings, *m_splitter);
}

void MessagesPage::focusInEvent(QFocusEvent*)
{
    m_table->setFocus(); // and no focus proxy: Tab would lead past what stands before it
}

void MessagesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        refresh();
}

} // namespace connectorscope
