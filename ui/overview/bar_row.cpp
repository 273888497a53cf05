#include "ui/overview/bar_row.h"

#include "ui/theme/painting.h"
#include "ui/theme/words.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr int rowHeight = 27;
constexpr int barHeight = 14;
constexpr int leastCountWidth = 44;

} // namespace

BarRow::BarRow(QWidget* parent)
    : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BarRow::setRow(const QString& label, Sense sense, std::uint64_t count, std::uint64_t largest)
{
    setText(label);
    setAccessibleName(tr("%1: %2").arg(label, countWords(count)));
    setToolTip(label);
    m_sense = sense;
    m_count = count;
    m_largest = std::max<std::uint64_t>(largest, 1);
    update();
}

int BarRow::countWidth() const
{
    constexpr int gaps = 8;
    const QFontMetrics metrics(strongFont(font()));
    return std::max(leastCountWidth, metrics.horizontalAdvance(countWords(m_largest)) + gaps);
}

QSize BarRow::sizeHint() const
{
    return {320, rowHeight};
}

QSize BarRow::minimumSizeHint() const
{
    return {200, rowHeight};
}

void BarRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& tokens = currentTokens();
    const QRectF all = rect();
    const double room = countWidth();
    const double labelWidth = std::min(172.0, all.width() * 0.4);
    if (underMouse() || hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? QPen(tokens.accent) : QPen(Qt::NoPen));
        painter.setBrush(tokens.background);
        painter.drawRoundedRect(all.adjusted(0.5, 1.5, -0.5, -1.5), 4, 4);
    }
    drawLine(painter, {4, 0, labelWidth - 8, all.height()}, font(), tokens.text, text());
    const QRectF bar(labelWidth + 8, (all.height() - barHeight) / 2, all.width() - labelWidth - 16 - room,
                     barHeight);
    drawBar(painter, bar, static_cast<double>(m_count) / static_cast<double>(m_largest),
            tokens.of(m_sense).text, tokens.background);
    drawLine(painter, {all.width() - room, 0, room - 4.0, all.height()}, strongFont(font()), tokens.text,
             countWords(m_count), Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace connectorscope
