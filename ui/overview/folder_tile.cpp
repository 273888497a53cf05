#include "ui/overview/folder_tile.h"

#include "ui/overview/trend_chart.h"
#include "ui/theme/painting.h"
#include "ui/theme/sense.h"
#include "ui/theme/words.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr int figureLine = 22;
constexpr int leastSparkline = 36;

} // namespace

FolderTile::FolderTile(QWidget* parent)
    : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FolderTile::setFolder(const FolderOverview& folder, UtcTime now, bool isBeingRead)
{
    const FolderHealth& health = folder.figures.health;
    setText(wordOf(health.folder));
    m_count = health.reachable() ? countWords(folder.figures.stuck) : QStringLiteral("?");
    m_words = folderTileWords(folder, now, isBeingRead);
    m_hours = folder.hours;
    m_watched = !health.reachable() ? asSentence(shownText(health.whyUnreachable))
                : health.news == NewsSource::Events
                    ? tr("watched by notifications")
                    : tr("watched by polling: %1").arg(shownText(health.whyPolling));
    setToolTip(toolTipText(shownPath(health.path) + QLatin1Char('\n') + m_watched));
    setAccessibleName(tr("%1: %2 stuck").arg(text(), m_count));
    setAccessibleDescription(m_words.figures.join(QStringLiteral(", ")) + QStringLiteral("; ") +
                             m_words.below + QStringLiteral("; ") + m_watched);
    updateGeometry();
    update();
}

int FolderTile::heightForWidth(int width) const
{
    const int more = static_cast<int>(lines(width).size()) - 1;
    return sizeHint().height() + figureLine * std::max(more, 0);
}

QStringList FolderTile::lines(int width) const
{
    const QFontMetrics metrics(font());
    const int room = width - 2 * cardPadding - 1;
    QStringList lines;
    for (const QString& figure : m_words.figures) {
        const QString together = lines.isEmpty() ? figure : lines.back() + QStringLiteral(", ") + figure;
        if (lines.isEmpty() || metrics.horizontalAdvance(together + QLatin1Char(',')) > room)
            lines << figure;
        else
            lines.back() = together;
    }
    for (int i = 0; i + 1 < lines.size(); ++i)
        lines[i] += QLatin1Char(',');
    return lines;
}

void FolderTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& tokens = currentTokens();
    const QRectF card = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(hasFocus() ? tokens.accent : underMouse() ? tokens.muted : tokens.line);
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(card, cardRadius, cardRadius);

    const QRectF inner = card.adjusted(cardPadding, 14, -cardPadding, -12);
    drawLine(painter, {inner.left(), inner.top(), inner.width() - 36, 20}, strongFont(font()), tokens.text,
             text());
    const SenseColours& colours = tokens.of(m_words.sense);
    const QRectF chip(inner.right() - 28, inner.top(), 28, 20);
    const bool needsEdge = tokens.appearance == Appearance::HighContrast;
    painter.setPen(needsEdge ? QPen(colours.text) : QPen(Qt::NoPen));
    painter.setBrush(colours.fill);
    painter.drawRoundedRect(chip, 10, 10);
    drawLine(painter, chip, smallFont(font()), colours.text, signOf(m_words.sense), Qt::AlignCenter);

    QFont countFont = strongFont(font());
    countFont.setPixelSize(countPixels);
    const qreal countWidth =
        std::min<qreal>(QFontMetrics(countFont).horizontalAdvance(m_count) + 1, inner.width());
    drawLine(painter, {inner.left(), inner.top() + 24, countWidth, 40}, countFont, tokens.text, m_count);
    const qreal beside = std::max(inner.center().x(), inner.left() + countWidth) + 8;
    if (inner.right() - beside >= leastSparkline)
        drawSparkline(painter, {beside, inner.top() + 36, inner.right() - beside, 22}, m_hours,
                      tokens.accent);
    qreal top = inner.top() + 72;
    for (const QString& line : lines(width())) {
        drawLine(painter, {inner.left(), top, inner.width(), 20}, font(), tokens.text, line);
        top += figureLine;
    }
    drawLine(painter, {inner.left(), top, inner.width(), 20}, font(), tokens.muted, m_words.below);
}

} // namespace connectorscope
