#pragma once

#include "ui/detail/parts/parts_model.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeView;

namespace connectorscope {

/// The parts of the message, and what can be done with one of them.
class PartsPage : public QWidget
{
    Q_OBJECT

public:
    explicit PartsPage(QWidget* parent = nullptr);

    /// nullptr: none is there.
    void setMessage(const LoadedPointer& message);
    int currentPart() const;

signals:
    void sourceWished(std::uint64_t offset);
    void textWished(int part);
    /// Where the person has chosen to save the part.
    void saveWished(int part, const QString& path);

private:
    void updateButtons();
    void chooseFile();

    LoadedPointer m_message;
    PartsModel m_model{this};
    QTreeView* m_tree;
    QLabel* m_note;
    QPushButton* m_save;
    QPushButton* m_text;
    QPushButton* m_source;
};

/// The name that a part is offered to be saved under: its own made safe, else "part-3.bin".
QString offeredName(const Message& message, int part);

} // namespace connectorscope
