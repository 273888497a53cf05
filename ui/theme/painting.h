#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QIcon>
#include <QRectF>
#include <QString>

#include <cstdint>

class QPainter;
class QWidget;

namespace connectorscope {

/// What delegates, charts and the report draw alike.

constexpr int chipHeight = 22;
/// The width of a chip with that sign and word.
int chipWidth(const QFont& font, Sense sense, const QString& word);
/// A rounded chip with sign and word, at the left of the rectangle and in its middle; cut off where it is
/// narrower.
void drawChip(QPainter& painter, const QRectF& within, const QFont& font, Sense sense, const QString& word);

/// One line of text, elided at its end.
void drawLine(QPainter& painter, const QRectF& within, const QFont& font, const QColor& colour,
              const QString& text, Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

/// A horizontal bar: `part` (0 to 1) of the rectangle in the colour of the sense, on a track.
void drawBar(QPainter& painter, const QRectF& within, double part, const QColor& colour, const QColor& track);

/// The corner of an arrow, in the middle of the rectangle: what opens, or what is closed.
enum class Chevron : std::uint8_t
{
    Down,
    Right
};
void drawChevron(QPainter& painter, const QRectF& within, const QColor& colour, Chevron chevron);
/// That of a box that opens below itself, at its right side, where the style sheet keeps a place free. In its
/// paintEvent().
void drawDropDown(QWidget& box);

/// The body font in semibold.
QFont strongFont(const QFont& font);
/// The same family, smaller.
QFont smallFont(const QFont& font);
/// The system's monospaced font in the size of the body.
QFont monospacedFont();

/// The program's own sign, sharp at any size.
QIcon programIcon();

} // namespace connectorscope
