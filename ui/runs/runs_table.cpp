#include "ui/runs/runs_table.h"

#include "ui/runs/run_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

constexpr const char* runColumnsKey = "runs/columns";
constexpr std::array firstRunWidths = {164, 200, 240, 126, 130, 150, 100};
constexpr int narrowestMessage = 150;

} // namespace

RunsTable::RunsTable(RunsModel& model, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("runsTable"));
    setAccessibleName(tr("Runs"));
    setModel(&model);
    setItemDelegate(new RunDelegate(model, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->setVisible(false);
    verticalHeader()->setDefaultSectionSize(runRowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* head = horizontalHeader();
    head->setSectionsMovable(false);
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setMinimumSectionSize(56);
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    for (int column = 0; column < model.columnCount(); ++column)
        setColumnWidth(column, firstRunWidths[static_cast<std::size_t>(column)]);
    for (const RunColumn hidden : {RunColumn::By, RunColumn::File, RunColumn::Run})
        setColumnHidden(static_cast<int>(hidden), true);
    connect(head, &QHeaderView::customContextMenuRequested, this, &RunsTable::showHeaderMenu);
    connect(&model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) {
                const int row = currentIndex().row();
                if (row >= first.row() && row <= last.row())
                    tellCurrent();
            });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        tellCurrent();
        emit choiceChanged();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { keepPlace(first, last - first + 1); });
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex&, int first, int last) { keepPlace(first, first - last - 1); });
}

void RunsTable::keepPlace(int first, int rows)
{
    QScrollBar* bar = verticalScrollBar();
    const int top = bar->value() / runRowHeight; // of what is shown now, before the change
    if (bar->value() == 0 || first > top)
        return;
    updateGeometries();
    bar->setValue(bar->value() + rows * runRowHeight);
}

std::pair<int, int> RunsTable::visibleRows() const
{
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    return {std::max(first, 0), last < 0 ? m_model.rowCount() - 1 : last};
}

std::vector<std::int64_t> RunsTable::chosen(std::size_t limit) const
{
    std::vector<std::int64_t> numbers;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom() && numbers.size() < limit; ++row)
            numbers.push_back(m_model.numberAt(row));
    return numbers;
}

std::uint64_t RunsTable::chosenCount() const
{
    std::uint64_t count = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        count += static_cast<std::uint64_t>(range.height());
    return count;
}

void RunsTable::saveColumns(QSettings& settings) const
{
    settings.setValue(QLatin1String(runColumnsKey), horizontalHeader()->saveState());
}

void RunsTable::restoreColumns(const QSettings& settings)
{
    horizontalHeader()->restoreState(settings.value(QLatin1String(runColumnsKey)).toByteArray());
}

void RunsTable::showHeaderMenu(const QPoint& at)
{
    QMenu* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const RunColumn shown = runColumnsShown[static_cast<std::size_t>(column)];
        QAction* action = menu->addAction(titleOf(shown));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(shown != RunColumn::Message);
        connect(action, &QAction::toggled, this, [this, column](bool isShown) {
            setColumnHidden(column, !isShown);
            fitColumns();
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(at));
}

void RunsTable::fitColumns()
{
    // Message and way share what the others leave.
    int others = 0;
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const RunColumn shown = runColumnsShown[static_cast<std::size_t>(column)];
        if (!isColumnHidden(column) && shown != RunColumn::Message && shown != RunColumn::Way)
            others += columnWidth(column);
    }
    const bool hasWay = !isColumnHidden(static_cast<int>(RunColumn::Way));
    const int rest = std::max(viewport()->width() - others, narrowestMessage * (hasWay ? 2 : 1));
    const int message = hasWay ? rest * 9 / 20 : rest;
    setColumnWidth(static_cast<int>(RunColumn::Message), message);
    if (hasWay)
        setColumnWidth(static_cast<int>(RunColumn::Way), rest - message);
}

void RunsTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (const RunSummary* row = m_model.rowAt(currentIndex().row()))
            emit activatedRow(*row);
        return;
    }
    QTableView::keyPressEvent(event);
}

void RunsTable::mouseDoubleClickEvent(QMouseEvent* event)
{
    QTableView::mouseDoubleClickEvent(event);
    if (const RunSummary* row = m_model.rowAt(currentIndex().row()))
        emit activatedRow(*row);
}

void RunsTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void RunsTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    tellCurrent();
}

void RunsTable::tellCurrent()
{
    const RunSummary* row = m_model.rowAt(currentIndex().row());
    if (row == nullptr && currentIndex().isValid())
        return; // on its way
    emit currentChangedTo(row);
}

void RunsTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    emit choiceChanged();
}

} // namespace connectorscope
