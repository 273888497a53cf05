#pragma once

#include "ui/messages/messages_model.h"

#include <QTableView>

class QSettings;

namespace connectorscope {

/// The table of messages. Headings open and close by click, Return, Left and Right.
class MessagesTable : public QTableView
{
    Q_OBJECT

public:
    /// The model outlives it.
    explicit MessagesTable(MessagesModel& model, QWidget* parent = nullptr);

    /// The rows that are to be seen.
    std::pair<int, int> visibleRows() const;
    std::vector<ChosenRows> chosenRows() const;
    std::uint64_t chosenCount() const;
    bool hasChosenAll() const;

    void saveColumns(QSettings& settings) const;
    void restoreColumns(const QSettings& settings);

signals:
    void sortWanted(SortColumn column);
    void choiceChanged();
    /// The current message, or none.
    void currentChangedTo(const MessageRow* row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void arrangeHeadings();
    void showHeaderMenu(const QPoint& at);
    void fitColumns();
    void tellCurrent();

    MessagesModel& m_model;
    std::int64_t m_currentNumber = 0; ///< of the message that was told last
};

} // namespace connectorscope
