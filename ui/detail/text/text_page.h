#pragma once

#include "ui/detail/message/message_values.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace connectorscope {

class ChoiceBox;

/// What a person would read of the message: plain text only, whatever it brings. Nothing is fetched, nothing
/// runs, no link can be clicked.
class TextPage : public QWidget
{
    Q_OBJECT

public:
    explicit TextPage(QWidget* parent = nullptr);

    void setMessage(const LoadedPointer& message);
    void setText(const PartText& text);
    void choosePart(int part);

signals:
    void partWished(int part);

private:
    ChoiceBox* m_parts;
    QLabel* m_note;
    QPlainTextEdit* m_text;
};

} // namespace connectorscope
