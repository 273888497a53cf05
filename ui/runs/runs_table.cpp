#include "ui/runs/runs_table.h"

#include "ui/runs/run_delegate.h"
#include "ui/runs/run_words.h"
#include "ui/theme/painting.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr int cellMargins = 20; ///< left and right of its text

/// In the order of runColumnsShown.
std::vector<RowsTable::ColumnWidth> runWidths()
{
    // In any font a state stands there whole, and a day and its time, where it is narrow on two lines.
    const QFont font = QApplication::font();
    const auto wide = [&font](const QString& text) {
        return cellMargins + QFontMetrics(font).horizontalAdvance(text);
    };
    int state = 0;
    for (const RunState each : runStates)
        state = std::max(state, cellMargins + chipWidth(font, senseOf(each), chipWord(each)));
    return {{std::max(164, state), state},
            {200, 100, 9},
            {240, 100, 11},
            {wide(QStringLiteral("2026-12-28 20:58")), wide(QStringLiteral("2026-12-28"))},
            {130, 84},
            {150, 90},
            {100, 76}};
}

} // namespace

RunsTable::RunsTable(RunsModel& model, QWidget* parent)
    : RowsTable(model, "runs", runWidths(), parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("runsTable"));
    setAccessibleName(tr("Runs"));
    setItemDelegate(new RunDelegate(model, this));
    verticalHeader()->setDefaultSectionSize(runRowHeight);
    for (const RunColumn hidden : {RunColumn::By, RunColumn::File, RunColumn::Run})
        setColumnHidden(static_cast<int>(hidden), true);
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

QString RunsTable::columnTitle(int column) const
{
    return titleOf(runColumnsShown[static_cast<std::size_t>(column)]);
}

bool RunsTable::isFixedColumn(int column) const
{
    return runColumnsShown[static_cast<std::size_t>(column)] == RunColumn::Message;
}

void RunsTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (const RunSummary* row = m_model.rowAt(currentIndex().row()))
            emit activatedRow(*row);
        return;
    }
    RowsTable::keyPressEvent(event);
}

void RunsTable::mouseDoubleClickEvent(QMouseEvent* event)
{
    RowsTable::mouseDoubleClickEvent(event);
    if (const RunSummary* row = m_model.rowAt(currentIndex().row()))
        emit activatedRow(*row);
}

void RunsTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    RowsTable::currentChanged(current, previous);
    tellCurrent();
}

void RunsTable::tellCurrent()
{
    const RunSummary* row = m_model.rowAt(currentIndex().row());
    if (row == nullptr && currentIndex().isValid())
        return; // on its way
    emit currentChangedTo(row);
}

} // namespace connectorscope
