#pragma once

#include "ui/messages/messages_model.h"
#include "ui/theme/rows_table.h"

#include <vector>

namespace connectorscope {

/// The table of messages. Headings open and close by click, Return, Left and Right.
class MessagesTable : public RowsTable
{
    Q_OBJECT

public:
    /// The model outlives it.
    explicit MessagesTable(MessagesModel& model, QWidget* parent = nullptr);

    std::vector<ChosenRows> chosenRows() const;
    std::uint64_t chosenCount() const;
    bool hasChosenAll() const;

signals:
    void sortWanted(SortColumn column);
    /// The current message, or none.
    void currentChangedTo(const MessageRow* row);

protected:
    QString columnTitle(int column) const override;
    bool isFixedColumn(int column) const override;
    void extendHeaderMenu(QMenu& menu) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void arrangeHeadings();
    void tellCurrent();

    MessagesModel& m_model;
    std::vector<int> m_headings;      ///< rows that are as low as headings
    std::int64_t m_currentNumber = 0; ///< of the message that was told last
};

} // namespace connectorscope
