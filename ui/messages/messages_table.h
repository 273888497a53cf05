#pragma once

#include "ui/messages/messages_model.h"
#include "ui/theme/rows_table.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace connectorscope {

/// The table of messages. Headings open and close by click, Return, Left and Right. When the list is read
/// again, all stay chosen where all were, what came since among them; a choice that cannot be followed whole
/// is given up, never kept in part.
class MessagesTable : public RowsTable
{
    Q_OBJECT

public:
    /// The model outlives it.
    explicit MessagesTable(MessagesModel& model, QWidget* parent = nullptr);

    std::vector<ChosenRows> chosenRows() const;
    /// Rows: a message that stands in several groups counts for each.
    std::uint64_t chosenCount() const;
    bool hasChosenAll() const;
    /// The first and the last rows of what is chosen.
    std::vector<std::pair<int, int>> chosenRanges() const;

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
    /// What is chosen, while rows change their places.
    struct Choice
    {
        struct Rows
        {
            std::string section;
            std::uint64_t first = 0;
            std::uint64_t last = 0;
        };

        bool isAll = false;      ///< that is shown
        std::vector<Rows> rows;  ///< that keep their places within their sections
        std::uint64_t count = 0; ///< that the model follows
    };

    void keepChoice(bool isSameList);
    void restoreChoice();
    void chooseAgain(const QItemSelection& rows);
    void arrangeHeadings();
    void tellCurrent();

    MessagesModel& m_model;
    Choice m_choice;
    std::vector<int> m_headings;      ///< rows that are as low as headings
    std::int64_t m_currentNumber = 0; ///< of the message that was told last
};

} // namespace connectorscope
