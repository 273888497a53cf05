#include "ui/theme/choice_box.h"

#include "ui/theme/painting.h"

#include <QPainter>

namespace connectorscope {

void ChoiceBox::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    constexpr int chevronPlace = 26; // that the style sheet keeps free
    QPainter painter(this);
    drawChevron(painter, QRectF(width() - chevronPlace, 0, chevronPlace, height()), currentTokens().text,
                Chevron::Down);
}

} // namespace connectorscope
