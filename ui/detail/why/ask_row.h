#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <utility>
#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;

namespace connectorscope {

class FlowLayout;

/// A question below the buttons, answered in its own line: by typing, by a proposal, or by a yes. Escape
/// takes it away.
class AskRow : public QWidget
{
    Q_OBJECT

public:
    explicit AskRow(QWidget* parent = nullptr);

    struct Question
    {
        QString text;        ///< may be empty
        QString field;       ///< what is typed is; empty: nothing is, it is a yes or no
        QString placeholder; ///< in the field
        QString confirm;     ///< what the button says
        std::vector<std::pair<QString, QString>> proposals; ///< answers, and why each is proposed
        QStringList completions;
        /// What is wrong with an answer; empty: nothing.
        std::function<QString(const QString& answer)> check;
    };
    /// `take` gets the answer, once.
    void ask(const Question& question, std::function<void(const QString& answer)> take);
    void withdraw();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void answer(const QString& text);

    QLabel* m_text;
    QWidget* m_proposalsBox;
    FlowLayout* m_proposals;
    QWidget* m_line;
    QLineEdit* m_field;
    QPushButton* m_confirm;
    QLabel* m_fault;
    Question m_question;
    std::function<void(const QString& answer)> m_take;
};

} // namespace connectorscope
