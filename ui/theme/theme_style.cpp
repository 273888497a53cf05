#include "ui/theme/theme_style.h"

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>

namespace connectorscope {

ThemeStyle::ThemeStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void ThemeStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (auto* button = qobject_cast<QPushButton*>(widget))
        button->setAutoDefault(true);
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const
{
    if (element != PE_IndicatorCheckBox) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    const Tokens& tokens = currentTokens();
    const bool isOn = option->state.testFlag(State_On);
    const bool isHot = option->state.testFlag(State_MouseOver) || option->state.testFlag(State_HasFocus);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(isOn || isHot ? tokens.accent : tokens.muted);
    painter->setBrush(isOn ? tokens.accent : tokens.surface);
    painter->drawRoundedRect(box, 3, 3);
    if (isOn) {
        const double unit = box.width() / 14;
        QPainterPath tick(box.topLeft() + QPointF(3.2, 7.2) * unit);
        tick.lineTo(box.topLeft() + QPointF(6, 10) * unit);
        tick.lineTo(box.topLeft() + QPointF(10.8, 4.4) * unit);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(tokens.onAccent, 1.7 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(tick);
    }
    painter->restore();
}

} // namespace connectorscope
