#include "ui/theme/theme_style.h"

#include "ui/theme/painting.h"
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

void ThemeStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const
{
    const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
    if (element != CE_HeaderLabel || header == nullptr) {
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
    // The view elides for the section's width and does not know of the style sheet's padding in it. (A font
    // in the style sheet's rule of sections would lead past this: it is in that of the whole header.)
    QStyleOptionHeader elided = *header;
    elided.text = painter->fontMetrics().elidedText(header->text, Qt::ElideRight, header->rect.width());
    QProxyStyle::drawControl(element, &elided, painter, widget);
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const
{
    if (element == PE_IndicatorBranch && option->state.testFlag(State_Children)) {
        // Fusion's arrow is too pale, most of all on what is selected.
        drawChevron(*painter, option->rect, currentTokens().text,
                    option->state.testFlag(State_Open) ? Chevron::Down : Chevron::Right);
        return;
    }
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
