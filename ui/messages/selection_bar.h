#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace connectorscope {

/// What can be done with the messages that are selected; asks for a note in its own line.
class SelectionBar : public QFrame
{
    Q_OBJECT

public:
    explicit SelectionBar(QWidget* parent = nullptr);

    void setChosen(std::uint64_t chosen, std::uint64_t all);
    void askForNote();

signals:
    void allWanted();
    void saveWanted();
    void noted(const QString& note);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showNote(bool shown);

    QLabel* m_count;
    QPushButton* m_all;
    QPushButton* m_save;
    QPushButton* m_acknowledge;
    QLineEdit* m_note;
    QPushButton* m_done;
};

} // namespace connectorscope
