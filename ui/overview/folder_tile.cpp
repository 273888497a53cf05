#include "ui/overview/folder_tile.h"

#include "ui/overview/trend_chart.h"
#include "ui/theme/painting.h"
#include "ui/theme/sense.h"
#include "ui/theme/words.h"

#include <QPainter>

namespace connectorscope {

FolderTile::FolderTile(QWidget* parent)
    : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FolderTile::setFolder(const FolderOverview& folder, UtcTime now, bool isBeingRead)
{
    const FolderHealth& health = folder.figures.health;
    setText(wordOf(health.folder));
    m_count = health.reachable() ? countWords(folder.figures.stuck) : QStringLiteral("?");
    m_words = folderTileWords(folder, now, isBeingRead);
    m_hours = folder.hours;
    m_watched = health.news == NewsSource::Events
                    ? tr("watched by notifications")
                    : tr("watched by polling: %1").arg(shownText(health.whyPolling));
    setToolTip(shownPath(health.path) + QLatin1Char('\n') + m_watched);
    setAccessibleName(tr("%1: %2 stuck").arg(text(), m_count));
    setAccessibleDescription(m_words.first + QStringLiteral("; ") + m_words.second + QStringLiteral("; ") +
                             m_watched);
    update();
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
    drawLine(painter, {inner.left(), inner.top() + 24, inner.width() / 2, 40}, countFont, tokens.text,
             m_count);
    drawSparkline(painter, {inner.center().x() + 8, inner.top() + 36, inner.width() / 2 - 8, 22}, m_hours,
                  tokens.accent);
    drawLine(painter, {inner.left(), inner.top() + 72, inner.width(), 20}, font(), tokens.text,
             m_words.first);
    drawLine(painter, {inner.left(), inner.top() + 94, inner.width(), 20}, font(), tokens.muted,
             m_words.second);
}

} // namespace connectorscope
