#pragma once

#include <QProxyStyle>

namespace connectorscope {

/// Qt's Fusion, but for what a style sheet cannot draw without pictures: the box of a check box. Return
/// presses a button that has the focus, as the space bar does.
class ThemeStyle : public QProxyStyle
{
public:
    ThemeStyle();

    using QProxyStyle::polish;
    void polish(QWidget* widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
};

} // namespace connectorscope
