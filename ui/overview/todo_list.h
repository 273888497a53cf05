#pragma once

#include "ui/overview/overview_words.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace connectorscope {

/// What to do, a row each with the button that begins it.
class TodoList : public QWidget
{
    Q_OBJECT

public:
    explicit TodoList(QWidget* parent = nullptr);

    void setTodos(std::vector<Todo> todos);

signals:
    void messagesWanted(const MessageFilter& filter);
    /// All that are stuck and fit the filter; what will happen is shown first.
    void requeueWanted(const MessageFilter& filter, bool repair);

private:
    class Row;

    QVBoxLayout* m_layout;
    std::vector<Row*> m_rows; ///< as many as ever were needed; those without something to do are hidden
    std::vector<Todo> m_todos;
};

} // namespace connectorscope
