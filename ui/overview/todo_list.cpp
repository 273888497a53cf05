#include "ui/overview/todo_list.h"

#include "ui/theme/sense.h"
#include "ui/theme/style_sheet.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace connectorscope {

class TodoList::Row : public QWidget
{
public:
    explicit Row(QWidget* parent)
        : QWidget(parent)
        , showButton(new QPushButton(this))
        , button(new QPushButton(this))
        , m_sign(new QLabel(this))
        , m_title(new QLabel(this))
        , m_detail(new QLabel(this))
    {
        setRole(m_title, "section");
        setRole(m_detail, "muted");
        m_detail->setWordWrap(true);
        m_title->setWordWrap(true);
        for (QLabel* label : {m_title, m_detail})
            label->setTextFormat(Qt::PlainText);
        m_sign->setFixedWidth(18);
        m_sign->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        auto* texts = new QVBoxLayout;
        texts->setSpacing(2);
        texts->addWidget(m_title);
        texts->addWidget(m_detail);
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 10, 0, 10);
        layout->setSpacing(gridStep);
        layout->addWidget(m_sign);
        layout->addLayout(texts, 1);
        layout->addSpacing(2 * gridStep);
        setRole(showButton, "quiet");
        layout->addWidget(showButton, 0, Qt::AlignVCenter);
        layout->addWidget(button, 0, Qt::AlignVCenter);
    }

    void show(const Todo& todo)
    {
        m_sign->setText(signOf(todo.sense));
        setSense(m_sign, todo.sense);
        m_title->setText(todo.title);
        m_detail->setText(todo.detail);
        button->setText(todo.action);
        button->setAccessibleName(todo.action + QStringLiteral(": ") + todo.title);
        showButton->setText(todo.show);
        showButton->setAccessibleName(todo.show + QStringLiteral(": ") + todo.title);
        showButton->setVisible(!todo.show.isEmpty());
        setVisible(true);
    }

    QPushButton* showButton; // Tab comes to it first
    QPushButton* button;

private:
    QLabel* m_sign;
    QLabel* m_title;
    QLabel* m_detail;
};

TodoList::TodoList(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

void TodoList::setTodos(std::vector<Todo> todos)
{
    m_todos = std::move(todos);
    while (m_rows.size() < m_todos.size()) {
        const std::size_t number = m_rows.size();
        auto* row = new Row(this);
        row->button->setObjectName(QStringLiteral("todo%1").arg(number));
        connect(row->button, &QPushButton::clicked, this, [this, number] {
            if (number >= m_todos.size())
                return;
            if (m_todos[number].show.isEmpty())
                emit messagesWanted(m_todos[number].filter);
            else
                emit requeueWanted(m_todos[number].filter, m_todos[number].repairs);
        });
        row->showButton->setObjectName(QStringLiteral("todoShow%1").arg(number));
        connect(row->showButton, &QPushButton::clicked, this, [this, number] {
            if (number < m_todos.size())
                emit messagesWanted(m_todos[number].filter);
        });
        m_layout->addWidget(row);
        m_rows.push_back(row);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (i < m_todos.size())
            m_rows[i]->show(m_todos[i]);
        else
            m_rows[i]->setVisible(false);
    }
}

} // namespace connectorscope
