#pragma once

#include <QProxyStyle>

namespace connectorscope {

/// Qt's Fusion, but for what a style sheet cannot draw without pictures: the box of a check box.
class ThemeStyle : public QProxyStyle
{
public:
    ThemeStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
};

} // namespace connectorscope
