#include "ui/overview/trend_chart.h"

#include "ui/theme/painting.h"
#include "ui/theme/words.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr double axisHeight = 22;

QRectF barOf(const QRectF& within, std::size_t hour, std::uint64_t count, std::uint64_t largest, double gap)
{
    const double step = within.width() / 24;
    const double height =
        count == 0
            ? 1
            : std::max(3.0, within.height() * static_cast<double>(count) / static_cast<double>(largest));
    return {within.left() + step * static_cast<double>(hour) + gap / 2, within.bottom() - height, step - gap,
            height};
}

std::uint64_t largestOf(const DayOfHours& hours)
{
    return std::max<std::uint64_t>(*std::max_element(hours.begin(), hours.end()), 1);
}

} // namespace

void drawSparkline(QPainter& painter, const QRectF& within, const DayOfHours& hours, const QColor& colour)
{
    painter.save();
    painter.setPen(Qt::NoPen);
    for (std::size_t hour = 0; hour < hours.size(); ++hour) {
        painter.setBrush(hours[hour] == 0 ? currentTokens().line : colour);
        painter.drawRect(barOf(within, hour, hours[hour], largestOf(hours), 1));
    }
    painter.restore();
}

TrendChart::TrendChart(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Failed in each of the last 24 hours"));
}

void TrendChart::setHours(const DayOfHours& hours, UtcTime now)
{
    m_hours = hours;
    m_now = now;
    QStringList words;
    for (std::size_t hour = 0; hour < hours.size(); ++hour)
        if (hours[hour] > 0)
            words << hourWords(hour);
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    update();
}

QString TrendChart::hourWords(std::size_t hour) const
{
    const UtcTime begin = *m_now - std::chrono::hours(24 - static_cast<int>(hour));
    return tr("%1 to %2: %3 failed")
        .arg(timeWords(begin, begin), timeWords(begin + std::chrono::hours(1), begin + std::chrono::hours(1)),
             countWords(m_hours[hour]));
}

void TrendChart::paintEvent(QPaintEvent*)
{
    if (!m_now)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& tokens = currentTokens();
    const QRectF bars = QRectF(rect()).adjusted(0, 4, 0, -axisHeight);
    const std::uint64_t largest = largestOf(m_hours);
    painter.setPen(Qt::NoPen);
    for (std::size_t hour = 0; hour < m_hours.size(); ++hour) {
        painter.setBrush(m_hours[hour] == 0 ? tokens.line : tokens.accent);
        painter.drawRoundedRect(barOf(bars, hour, m_hours[hour], largest, 3), 2, 2);
    }
    const QFont small = smallFont(font());
    const double step = bars.width() / 24;
    for (int hour = 0; hour < 24; hour += 6) {
        const UtcTime at = *m_now - std::chrono::hours(24 - hour);
        drawLine(painter, {bars.left() + step * hour, bars.bottom() + 4, step * 5, axisHeight - 4}, small,
                 tokens.muted, timeWords(at, at));
    }
    drawLine(painter, {bars.right() - step * 3, bars.bottom() + 4, step * 3, axisHeight - 4}, small,
             tokens.muted, tr("now"), Qt::AlignRight | Qt::AlignVCenter);
}

bool TrendChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !m_now)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int hour = std::clamp(help->pos().x() * 24 / std::max(width(), 1), 0, 23);
    QToolTip::showText(help->globalPos(), hourWords(static_cast<std::size_t>(hour)), this);
    return true;
}

} // namespace connectorscope
