#include "ui/theme/rows_table.h"

#include <QHeaderView>
#include <QMenu>
#include <QSettings>

#include <algorithm>

namespace connectorscope {

RowsTable::RowsTable(QAbstractItemModel& model, const char* columnsKey, QWidget* parent)
    : QTableView(parent)
    , m_columnsKey(columnsKey)
{
    setModel(&model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->setVisible(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* head = horizontalHeader();
    head->setSectionsMovable(false); // what is selected of a million rows is then painted at once
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setMinimumSectionSize(56);
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(head, &QHeaderView::customContextMenuRequested, this, &RowsTable::showHeaderMenu);
}

std::pair<int, int> RowsTable::visibleRows() const
{
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    return {std::max(first, 0), last < 0 ? model()->rowCount() - 1 : last};
}

void RowsTable::saveColumns(QSettings& settings) const
{
    settings.setValue(QLatin1String(m_columnsKey), horizontalHeader()->saveState());
}

void RowsTable::restoreColumns(const QSettings& settings)
{
    horizontalHeader()->restoreState(settings.value(QLatin1String(m_columnsKey)).toByteArray());
}

void RowsTable::showHeaderMenu(const QPoint& at)
{
    QMenu* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < model()->columnCount(); ++column) {
        QAction* action = menu->addAction(columnTitle(column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(!isFixedColumn(column));
        connect(action, &QAction::toggled, this, [this, column](bool isShown) {
            setColumnHidden(column, !isShown);
            fitColumns();
        });
    }
    extendHeaderMenu(*menu);
    menu->popup(horizontalHeader()->mapToGlobal(at));
}

void RowsTable::extendHeaderMenu(QMenu& /*menu*/) {}

void RowsTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void RowsTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    emit choiceChanged();
}

} // namespace connectorscope
