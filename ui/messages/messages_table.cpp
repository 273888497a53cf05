#include "ui/messages/messages_table.h"

#include "ui/messages/message_delegate.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace connectorscope {
namespace {

/// In the order of messageColumns.
std::vector<RowsTable::ColumnWidth> messageWidths()
{
    // An age stands there whole in any font.
    const int age = 16 + QFontMetrics(QApplication::font()).horizontalAdvance(QStringLiteral("22 h 45 m"));
    return {{138, 96}, {260, 128, 1}, {150, 60}, {std::max(88, age), age}, {112, 84}, {72, 60}, {160, 90}};
}

} // namespace

MessagesTable::MessagesTable(MessagesModel& model, QWidget* parent)
    : RowsTable(model, "messages", messageWidths(), parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("messagesTable"));
    setAccessibleName(tr("Messages"));
    setItemDelegate(new MessageDelegate(model, this));
    verticalHeader()->setMinimumSectionSize(headingRowHeight);
    verticalHeader()->setDefaultSectionSize(messageRowHeight);
    horizontalHeader()->setSectionsClickable(true);
    for (const MessageColumn hidden : {MessageColumn::Folder, MessageColumn::Size, MessageColumn::File})
        setColumnHidden(static_cast<int>(hidden), true);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int column) {
        emit sortWanted(sortColumnOf(messageColumns[static_cast<std::size_t>(column)]));
    });
    connect(&model, &MessagesModel::structureChanges, this, &MessagesTable::keepChoice);
    connect(&model, &MessagesModel::structureChanged, this, &MessagesTable::arrangeHeadings);
    // A row that was on its way when it became the current one is told when it is there.
    connect(&model, &QAbstractItemModel::dataChanged, this, &MessagesTable::tellCurrent);
}

void MessagesTable::arrangeHeadings()
{
    QHeaderView* rows = verticalHeader();
    clearSpans();
    const std::vector<int> before = std::exchange(m_headings, m_model.headings());
    {
        const QSignalBlocker quiet(rows); // one layout for all of them
        // A section keeps its height, whatever its row becomes.
        for (const int row : before)
            if (row < rows->count())
                rows->resizeSection(row, messageRowHeight);
        for (const int row : m_headings)
            rows->resizeSection(row, headingRowHeight);
    }
    for (const int row : m_headings)
        setSpan(row, 0, 1, m_model.columnCount());
    restoreChoice();
    doItemsLayout();
    updateGeometries();
    tellCurrent();
    emit choiceChanged();
}

void MessagesTable::keepChoice(bool isSameList)
{
    m_choice = {};
    const std::uint64_t count = chosenCount();
    if (count <= 1)
        return; // the current one, mostly, and not what somebody calls all
    std::uint64_t shown = 0;
    for (const ListSection& section : m_model.outline().sections)
        shown += m_model.outline().isGrouped && m_model.isClosed(section.key) ? 0 : section.rows;
    if (isSameList) {
        for (const QItemSelectionRange& range : selectionModel()->selection())
            for (int row = range.top(); row <= range.bottom();) {
                const RowPlace place = m_model.placeOf(row);
                const ListSection& section = m_model.outline().sections[place.section];
                if (place.isHeading) {
                    ++row;
                    continue;
                }
                const auto rows = std::min<std::uint64_t>(
                    section.rows - place.row, static_cast<std::uint64_t>(range.bottom() - row) + 1);
                m_choice.rows.push_back({section.key, place.row, place.row + rows - 1});
                row += static_cast<int>(rows);
            }
    } else {
        m_choice.isAll = count == shown;
        m_choice.count = count <= MessagesModel::mostFollowedRows ? count : 0;
    }
    // Qt would follow each row by an index of its own.
    if (m_choice.isAll || m_choice.count == 0)
        chooseAgain({});
}

void MessagesTable::restoreChoice()
{
    const Choice choice = std::exchange(m_choice, {});
    const int lastColumn = m_model.columnCount() - 1;
    if (choice.isAll && m_model.rowCount() > 0) {
        chooseAgain({m_model.index(0, 0), m_model.index(m_model.rowCount() - 1, lastColumn)});
    } else if (!choice.rows.empty()) {
        QItemSelection rows;
        for (const Choice::Rows& one : choice.rows) {
            const auto first = m_model.tableRowOf(one.section, one.first);
            const auto last = m_model.tableRowOf(one.section, one.last);
            if (first && last)
                rows.select(m_model.index(*first, 0), m_model.index(*last, lastColumn));
        }
        chooseAgain(rows);
    } else if (m_model.hasLostTrack() && chosenCount() < choice.count) {
        chooseAgain({});
    }
}

void MessagesTable::chooseAgain(const QItemSelection& rows)
{
    const QSignalBlocker quiet(selectionModel()); // no person chose anything
    selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    viewport()->update();
}

std::vector<std::pair<int, int>> MessagesTable::chosenRanges() const
{
    std::vector<std::pair<int, int>> ranges;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        ranges.emplace_back(range.top(), range.bottom());
    return ranges;
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

QString MessagesTable::columnTitle(int column) const
{
    return titleOf(messageColumns[static_cast<std::size_t>(column)]);
}

bool MessagesTable::isFixedColumn(int column) const
{
    return messageColumns[static_cast<std::size_t>(column)] == MessageColumn::Message;
}

void MessagesTable::extendHeaderMenu(QMenu& menu)
{
    menu.addSeparator();
    for (const auto& [column, text] : {std::pair(SortColumn::Cause, tr("Sort by cause")),
                                       {SortColumn::Sender, tr("Sort by sender")},
                                       {SortColumn::Subject, tr("Sort by subject")},
                                       {SortColumn::Recipient, tr("Sort by recipient")},
                                       {SortColumn::Since, tr("Sort by age")},
                                       {SortColumn::Size, tr("Sort by size")},
                                       {SortColumn::Verdict, tr("Sort by verdict")}})
        menu.addAction(text, this, [this, column = column] { emit sortWanted(column); });
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
            selectionModel()->setCurrentIndex(m_model.index(*(after - 1), 0), QItemSelectionModel::Clear);
        return;
    }
    RowsTable::keyPressEvent(event);
}

void MessagesTable::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->pos().y());
    if (event->button() == Qt::LeftButton && m_model.isHeading(row)) {
        m_model.toggle(row);
        return;
    }
    RowsTable::mousePressEvent(event);
}

void MessagesTable::resizeEvent(QResizeEvent* event)
{
    const QRect current = visualRect(currentIndex());
    const bool wasVisible = current.isValid() && QRect(QPoint(), event->oldSize()).contains(current);
    RowsTable::resizeEvent(event);
    if (wasVisible) // a bar has come in below
        scrollTo(currentIndex());
}

void MessagesTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    RowsTable::currentChanged(current, previous);
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

} // namespace connectorscope
