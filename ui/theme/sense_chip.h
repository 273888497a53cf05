#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace connectorscope {

/// A chip with sign and word, as the rows of the table have them.
class SenseChip : public QWidget
{
    Q_OBJECT

public:
    explicit SenseChip(QWidget* parent = nullptr);

    void set(Sense sense, const QString& word);
    QString word() const { return m_word; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Sense m_sense = Sense::Neutral;
    QString m_word;
};

} // namespace connectorscope
