#include "ui/theme/rows_table.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>
#include <QSplitter>

#include <algorithm>
#include <numeric>

namespace connectorscope {
namespace {

constexpr int leastSection = 32;     ///< of what a person draws, and of what is left in a very narrow view
constexpr int mostListedRows = 1000; ///< of a change of the selection

int rowsOf(const QItemSelection& selection)
{
    return std::accumulate(selection.begin(), selection.end(), 0,
                           [](int rows, const QItemSelectionRange& range) { return rows + range.height(); });
}

QItemSelection firstCellOf(const QItemSelection& selection)
{
    return selection.isEmpty() ? QItemSelection()
                               : QItemSelection(selection.front().topLeft(), selection.front().topLeft());
}

} // namespace

RowsTable::RowsTable(QAbstractItemModel& model, const char* name, std::vector<ColumnWidth> widths,
                     QWidget* parent)
    : QTableView(parent)
    , m_name(QLatin1String(name))
    , m_widths(std::move(widths))
{
    for (const ColumnWidth& column : m_widths)
        m_wished.push_back(column.first);
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
    head->setTextElideMode(Qt::ElideRight);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setMinimumSectionSize(leastSection);
    // Of the table's, Qt asks each row whether it belongs to a selected column, for each heading that it
    // draws.
    head->setSelectionModel(new QItemSelectionModel(&model, head));
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(head, &QHeaderView::customContextMenuRequested, this,
            [this, head](const QPoint& at) { openColumnsAt(head->mapToGlobal(at)); });
    setWidths(m_wished);
    connect(head, &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (m_isFitting || width == 0) // 0: it was hidden
            return;
        m_wished[static_cast<std::size_t>(column)] = width;
        if (m_widths[static_cast<std::size_t>(column)].share == 0)
            fitColumns();
    });
}

std::pair<int, int> RowsTable::visibleRows() const
{
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    return {std::max(first, 0), last < 0 ? model()->rowCount() - 1 : last};
}

void RowsTable::saveState(QSettings& settings, const QSplitter& beside)
{
    setWidths(m_wished); // and not what the window's width left of them
    settings.setValue(m_name + QStringLiteral("/columns"), horizontalHeader()->saveState());
    settings.setValue(m_name + QStringLiteral("/splitter"), beside.saveState());
    fitColumns();
}

void RowsTable::restoreState(const QSettings& settings, QSplitter& beside)
{
    const bool isKnown =
        horizontalHeader()->restoreState(settings.value(m_name + QStringLiteral("/columns")).toByteArray());
    for (std::size_t i = 0; isKnown && i < m_wished.size(); ++i)
        if (!isColumnHidden(static_cast<int>(i)))
            m_wished[i] = columnWidth(static_cast<int>(i));
    beside.restoreState(settings.value(m_name + QStringLiteral("/splitter")).toByteArray());
    fitColumns();
}

void RowsTable::setWidths(const std::vector<int>& widths)
{
    m_isFitting = true;
    for (std::size_t i = 0; i < widths.size(); ++i)
        if (!isColumnHidden(static_cast<int>(i)))
            setColumnWidth(static_cast<int>(i), widths[i]);
    m_isFitting = false;
}

void RowsTable::fitColumns()
{
    int others = 0;      // as wide as they are wished
    int slack = 0;       // what those can give away
    int shares = 0;      // of the columns that share
    int leastShared = 0; // that these need
    for (std::size_t i = 0; i < m_widths.size(); ++i) {
        if (isColumnHidden(static_cast<int>(i)))
            continue;
        if (m_widths[i].share > 0) {
            shares += m_widths[i].share;
            leastShared += m_widths[i].least;
        } else {
            others += m_wished[i];
            slack += std::max(m_wished[i] - m_widths[i].least, 0);
        }
    }
    const int room = m_fittedTo = viewport()->width();
    const int given = std::clamp(others + leastShared - room, 0, slack);
    std::vector<int> widths = m_wished;
    int rest = room;
    for (std::size_t i = 0; i < m_widths.size(); ++i) {
        if (m_widths[i].share > 0 || isColumnHidden(static_cast<int>(i)))
            continue;
        const int own = std::max(m_wished[i] - m_widths[i].least, 0);
        if (slack > 0)
            widths[i] -= (given * own + slack - 1) / slack;
        rest -= widths[i];
    }
    for (std::size_t i = 0; i < m_widths.size(); ++i)
        if (m_widths[i].share > 0)
            widths[i] =
                m_widths[i].least + std::max(rest - leastShared, 0) * m_widths[i].share / std::max(shares, 1);
    if (const int needed = others - given + leastShared; needed > room)
        for (int& width : widths)
            width = width * room / needed;
    setWidths(widths);
}

void RowsTable::openColumns()
{
    openColumnsAt(mapToGlobal(QPoint(0, horizontalHeader()->height())));
}

void RowsTable::openColumnsAt(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("columnsMenu"));
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
    menu->popup(at);
    menu->setActiveAction(menu->actions().front());
}

void RowsTable::extendHeaderMenu(QMenu& /*menu*/) {}

QModelIndex RowsTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const bool isEnd = action == MoveHome || action == MoveEnd; // of a row, if nothing is held down
    return QTableView::moveCursor(action, isEnd ? modifiers | Qt::ControlModifier : modifiers);
}

void RowsTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && model()->rowCount() == 0)
        emit emptyLeft();
    else
        QTableView::keyPressEvent(event);
}

void RowsTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void RowsTable::updateGeometries()
{
    QTableView::updateGeometries();
    if (viewport()->width() != m_fittedTo) // a scroll bar has come, or gone
        fitColumns();
}

void RowsTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    if (rowsOf(selected) + rowsOf(deselected) <= mostListedRows) {
        QTableView::selectionChanged(selected, deselected);
    } else {
        // To tell a screen reader of the first cell, Qt lists all of them.
        QTableView::selectionChanged(firstCellOf(selected), firstCellOf(deselected));
        viewport()->update();
    }
    emit choiceChanged();
}

} // namespace connectorscope
