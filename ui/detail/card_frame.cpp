#include "ui/detail/card_frame.h"

#include "ui/theme/style_sheet.h"

#include <QFrame>
#include <QVBoxLayout>

namespace connectorscope {

QFrame* inCardFrame(QWidget* view, QWidget* parent)
{
    auto* frame = new QFrame(parent);
    setRole(frame, "card");
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(view);
    return frame;
}

} // namespace connectorscope
