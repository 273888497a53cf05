#include "ui/theme/sense_chip.h"

#include "ui/theme/painting.h"

#include <QPainter>

namespace connectorscope {

SenseChip::SenseChip(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SenseChip::set(Sense sense, const QString& word)
{
    m_sense = sense;
    m_word = word;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize SenseChip::sizeHint() const
{
    return {chipWidth(font(), m_sense, m_word), chipHeight};
}

void SenseChip::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    drawChip(painter, rect(), font(), m_sense, m_word);
}

} // namespace connectorscope
