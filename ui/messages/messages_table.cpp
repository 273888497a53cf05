#include "ui/messages/messages_table.h"

#include "ui/messages/message_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSettings>

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

constexpr const char* columnsKey = "messages/columns";
constexpr std::array firstWidths = {138, 260, 150, 88, 112, 72, 160};

} // namespace

MessagesTable::MessagesTable(MessagesModel& model, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("messagesTable"));
    setAccessibleName(tr("Messages"));
    setModel(&model);
    setItemDelegate(new MessageDelegate(model, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->setVisible(false);
    verticalHeader()->setMinimumSectionSize(headingRowHeight);
    verticalHeader()->setDefaultSectionSize(messageRowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* head = horizontalHeader();
    head->setSectionsMovable(false); // what is selected of a million rows is then painted at once
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setSectionsClickable(true);
    head->setMinimumSectionSize(56);
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    for (int column = 0; column < model.columnCount(); ++column)
        setColumnWidth(column, firstWidths[static_cast<std::size_t>(column)]);
    for (const MessageColumn hidden : {MessageColumn::Folder, MessageColumn::Size, MessageColumn::File})
        setColumnHidden(static_cast<int>(hidden), true);
    connect(head, &QHeaderView::customContextMenuRequested, this, &MessagesTable::showHeaderMenu);
    connect(head, &QHeaderView::sectionClicked, this, [this](int column) {
        emit sortWanted(sortColumnOf(messageColumns[static_cast<std::size_t>(column)]));
    });
    connect(&model, &MessagesModel::structureChanged, this, &MessagesTable::arrangeHeadings);
    // A row that was on its way when it became the current one is told when it is there.
    connect(&model, &QAbstractItemModel::dataChanged, this, &MessagesTable::tellCurrent);
}

void MessagesTable::arrangeHeadings()
{
    QHeaderView* rows = verticalHeader();
    clearSpans();
    const std::vector<int> headings = m_model.headings();
    {
        const QSignalBlocker quiet(rows); // one layout for all of them
        for (const int row : headings)
            rows->resizeSection(row, headingRowHeight);
    }
    for (const int row : headings)
        setSpan(row, 0, 1, m_model.columnCount());
    doItemsLayout();
    updateGeometries();
    tellCurrent();
    emit choiceChanged();
}

std::pair<int, int> MessagesTable::visibleRows() const
{
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    return {std::max(first, 0), last < 0 ? m_model.rowCount() - 1 : last};
}

std::vector<ChosenRows> MessagesTable::chosenRows() const
{
    std::vector<ChosenRows> chosen;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom();) {
            const RowPlace place = m_model.placeOf(row);
            const ListSection& section = m_model.outline().sections[place.section];
            if (place.isHeading) {
                ++row;
                continue;
            }
            const std::uint64_t left = section.rows - place.row;
            const auto count =
                std::min<std::uint64_t>(left, static_cast<std::uint64_t>(range.bottom() - row) + 1);
            chosen.push_back({section.filter, place.row, place.row + count - 1});
            row += static_cast<int>(count);
        }
    }
    return chosen;
}

std::uint64_t MessagesTable::chosenCount() const
{
    std::uint64_t count = 0;
    for (const ChosenRows& rows : chosenRows())
        count += rows.last - rows.first + 1;
    return count;
}

bool MessagesTable::hasChosenAll() const
{
    std::uint64_t all = 0;
    for (const ListSection& section : m_model.outline().sections)
        all += section.rows;
    return all > 0 && chosenCount() == all;
}

void MessagesTable::saveColumns(QSettings& settings) const
{
    settings.setValue(QLatin1String(columnsKey), horizontalHeader()->saveState());
}

void MessagesTable::restoreColumns(const QSettings& settings)
{
    horizontalHeader()->restoreState(settings.value(QLatin1String(columnsKey)).toByteArray());
}

void MessagesTable::showHeaderMenu(const QPoint& at)
{
    QMenu* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < m_model.columnCount(); ++column) {
        QAction* action = menu->addAction(titleOf(messageColumns[static_cast<std::size_t>(column)]));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(messageColumns[static_cast<std::size_t>(column)] != MessageColumn::Message);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            fitColumns();
        });
    }
    menu->addSeparator();
    menu->addAction(tr("Sort by subject"), this, [this] { emit sortWanted(SortColumn::Subject); });
    menu->addAction(tr("Sort by verdict"), this, [this] { emit sortWanted(SortColumn::Verdict); });
    menu->popup(horizontalHeader()->mapToGlobal(at));
}

void MessagesTable::fitColumns()
{
    // The column of the message takes what the others leave.
    int others = 0;
    for (int column = 0; column < m_model.columnCount(); ++column)
        if (!isColumnHidden(column) &&
            messageColumns[static_cast<std::size_t>(column)] != MessageColumn::Message)
            others += columnWidth(column);
    constexpr int narrowest = 180;
    setColumnWidth(static_cast<int>(MessageColumn::Message),
                   std::max(viewport()->width() - others, narrowest));
}

void MessagesTable::keyPressEvent(QKeyEvent* event)
{
    const int row = currentIndex().row();
    const int key = event->key();
    if (m_model.isHeading(row)) {
        const bool isClosed = m_model.isClosed(m_model.sectionOf(row).key);
        const bool toggles = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space ||
                             (key == Qt::Key_Left && !isClosed) || (key == Qt::Key_Right && isClosed);
        if (toggles) {
            m_model.toggle(row);
            return;
        }
    } else if (key == Qt::Key_Left && row >= 0) {
        const std::vector<int> headings = m_model.headings();
        const auto after = std::ranges::upper_bound(headings, row);
        if (after != headings.begin())
            selectionModel()->setCurrentIndex(m_model.index(*(after - 1), 0), QItemSelectionModel::NoUpdate);
        return;
    }
    QTableView::keyPressEvent(event);
}

void MessagesTable::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->pos().y());
    if (event->button() == Qt::LeftButton && m_model.isHeading(row)) {
        m_model.toggle(row);
        return;
    }
    QTableView::mousePressEvent(event);
}

void MessagesTable::resizeEvent(QResizeEvent* event)
{
    const QRect current = visualRect(currentIndex());
    const bool wasVisible = current.isValid() && QRect(QPoint(), event->oldSize()).contains(current);
    QTableView::resizeEvent(event);
    fitColumns();
    if (wasVisible) // a bar has come in below
        scrollTo(currentIndex());
}

void MessagesTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    tellCurrent();
}

void MessagesTable::tellCurrent()
{
    const MessageRow* row = m_model.rowAt(currentIndex().row());
    const std::int64_t number = row == nullptr ? 0 : row->number;
    if (number == m_currentNumber)
        return;
    if (row == nullptr && currentIndex().isValid() && !m_model.isHeading(currentIndex().row()))
        return; // on its way
    m_currentNumber = number;
    emit currentChangedTo(row);
}

void MessagesTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    emit choiceChanged();
}

} // namespace connectorscope
