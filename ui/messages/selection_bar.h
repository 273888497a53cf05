#pragma once

#include "ui/acting/deed.h"

#include <QFrame>

#include <cstdint>
#include <vector>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace connectorscope {

class MenuButton;

/// How many of the list's messages are selected.
struct ChosenMessages
{
    std::uint64_t count = 0; ///< at most
    std::uint64_t all = 0;   ///< that can be
    bool areAll = false;
};

/// What can be done with the messages that are selected; asks for a note in its own line. Its buttons go
/// below where they do not fit beside the count.
class SelectionBar : public QFrame
{
    Q_OBJECT

public:
    explicit SelectionBar(QWidget* parent = nullptr);

    /// `areHeld`: they can only be released.
    void setChosen(const ChosenMessages& chosen, bool areHeld);
    void askForNote();
    /// Nothing is noted: it is about other messages now.
    void leaveNote() { showNote(false); }

signals:
    void allWanted();
    void saveWanted();
    /// With all that are selected.
    void deedWanted(connectorscope::Deed deed);
    void noted(const QString& note);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    QPushButton* addDeed(const QString& text, const char* name, Deed deed);
    void showNote(bool shown);

    QGridLayout* m_lines;
    QWidget* m_head;
    QWidget* m_buttons;
    QLabel* m_count;
    QPushButton* m_all;
    QPushButton* m_save;
    QPushButton* m_acknowledge;
    MenuButton* m_more;
    QLineEdit* m_note;
    QPushButton* m_done;
    std::vector<QPushButton*> m_deeds; ///< for several; what is done with one stands beside the table
    bool m_isOneLine = true;
    bool m_hasSeveral = false;
    bool m_hasMore = false;
    bool m_areHeld = false;
};

} // namespace connectorscope
