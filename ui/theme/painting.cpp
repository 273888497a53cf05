#include "ui/theme/painting.h"

#include "ui/theme/sense.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <QWidget>

#include <algorithm>
#include <array>
#include <cmath>

namespace connectorscope {
namespace {

constexpr double chipPadding = 9;

QFont chipFont(const QFont& font)
{
    return strongFont(smallFont(font));
}

QString chipText(Sense sense, const QString& word)
{
    return signOf(sense) + QLatin1Char(' ') + word;
}

QPixmap programPixmap(int size)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const double unit = size / 16.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokensOf(Appearance::Light).accent);
    painter.drawRoundedRect(QRectF(0.5 * unit, 0.5 * unit, 15 * unit, 15 * unit), 3.5 * unit, 3.5 * unit);
    // An envelope under a lens.
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::white, 1.3 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPainterPath envelope(QPointF(3.5 * unit, 5 * unit));
    envelope.lineTo(8 * unit, 8.4 * unit);
    envelope.lineTo(12.5 * unit, 5 * unit);
    painter.drawPath(envelope);
    painter.drawRoundedRect(QRectF(3.2 * unit, 4.4 * unit, 9.6 * unit, 7.2 * unit), unit, unit);
    return pixmap;
}

} // namespace

int chipWidth(const QFont& font, Sense sense, const QString& word)
{
    return static_cast<int>(
        std::ceil(QFontMetricsF(chipFont(font)).horizontalAdvance(chipText(sense, word)) + 2 * chipPadding));
}

void drawChip(QPainter& painter, const QRectF& within, const QFont& font, Sense sense, const QString& word)
{
    const SenseColours& colours = currentTokens().of(sense);
    const double width = std::min<double>(within.width(), chipWidth(font, sense, word));
    const QRectF chip(within.left(), within.center().y() - chipHeight / 2.0, width, chipHeight);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool needsEdge = currentTokens().appearance == Appearance::HighContrast;
    painter.setPen(needsEdge ? QPen(colours.text) : QPen(Qt::NoPen));
    painter.setBrush(colours.fill);
    painter.drawRoundedRect(chip, chipHeight / 2.0, chipHeight / 2.0);
    painter.restore();
    drawLine(painter, chip.adjusted(chipPadding, 0, -chipPadding + 1, 0), chipFont(font), colours.text,
             chipText(sense, word));
}

void drawLine(QPainter& painter, const QRectF& within, const QFont& font, const QColor& colour,
              const QString& text, Qt::Alignment alignment)
{
    if (within.width() <= 0)
        return;
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(within, static_cast<int>(alignment) | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(text, Qt::ElideRight, within.width()));
}

void drawBar(QPainter& painter, const QRectF& within, double part, const QColor& colour, const QColor& track)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double radius = std::min(3.0, within.height() / 2);
    painter.setBrush(track);
    painter.drawRoundedRect(within, radius, radius);
    if (part > 0) {
        QRectF filled = within;
        filled.setWidth(std::max(within.width() * std::min(part, 1.0), 2 * radius));
        painter.setBrush(colour);
        painter.drawRoundedRect(filled, radius, radius);
    }
    painter.restore();
}

void drawChevron(QPainter& painter, const QRectF& within, const QColor& colour, Chevron chevron)
{
    constexpr double reach = 3.5; // from its middle to an end, across
    constexpr double depth = 1.75;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(within.center());
    if (chevron == Chevron::Right)
        painter.rotate(-90);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{{-reach, -depth}, {0, depth}, {reach, -depth}});
    painter.restore();
}

void drawDropDown(QWidget& box)
{
    constexpr int place = 26;
    QPainter painter(&box);
    drawChevron(painter, QRectF(box.width() - place, 0, place, box.height()), currentTokens().text,
                Chevron::Down);
}

QFont strongFont(const QFont& font)
{
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    return strong;
}

QFont smallFont(const QFont& font)
{
    QFont small = font;
    small.setPixelSize(bodyPixels - 1);
    return small;
}

QFont monospacedFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(bodyPixels - 1);
    return font;
}

QIcon programIcon()
{
    QIcon icon;
    for (const int size : std::array{16, 20, 24, 32, 40, 48, 64, 128, 256})
        icon.addPixmap(programPixmap(size));
    return icon;
}

} // namespace connectorscope
