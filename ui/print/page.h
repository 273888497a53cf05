#pragma once

#include "ui/print/paper.h"
#include "ui/print/print_fonts.h"

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace connectorscope {

/// One line of text, by the left end of its base line.
struct PageText
{
    QPointF baseline;
    QString text;
    Typeface face = Typeface::Body;
    QColor colour;
};

/// A filled rectangle.
struct PageBox
{
    QRectF rect;
    QColor colour;
    double radius = 0;
};

/// What stands on a sheet of paper, as plain values in units of ui/print/paper.h; boxes lie below the text.
struct Page
{
    std::vector<PageBox> boxes;
    std::vector<PageText> texts;
};

/// Paints it from the origin on, one unit a unit of the painter. On any thread that Qt lets paint text.
void paintPage(QPainter& painter, const Page& page);

} // namespace connectorscope
