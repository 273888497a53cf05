#pragma once

#include <QProxyStyle>

namespace connectorscope {

/// Qt's Fusion, but for what a style sheet cannot: the box of a check box without a picture, an ellipsis
/// where the title of a column is cut. Return presses a button that has the focus, as the space bar does.
class ThemeStyle : public QProxyStyle
{
public:
    ThemeStyle();

    using QProxyStyle::polish;
    void polish(QWidget* widget) override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
};

} // namespace connectorscope
