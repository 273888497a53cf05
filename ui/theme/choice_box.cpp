#include "ui/theme/choice_box.h"

#include "ui/theme/painting.h"

namespace connectorscope {

void ChoiceBox::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    drawDropDown(*this);
}

} // namespace connectorscope
