#include "ui/print/page.h"

#include <QPainter>

namespace connectorscope {

void paintPage(QPainter& painter, const Page& page)
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.setPen(Qt::NoPen);
    for (const PageBox& box : page.boxes) {
        painter.setBrush(box.colour);
        if (box.radius > 0)
            painter.drawRoundedRect(box.rect, box.radius, box.radius);
        else
            painter.drawRect(box.rect);
    }
    for (const PageText& text : page.texts) {
        painter.setFont(printFont(text.face, text.text));
        painter.setPen(text.colour);
        painter.drawText(text.baseline, text.text);
    }
    painter.restore();
}

} // namespace connectorscope
