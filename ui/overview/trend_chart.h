#pragma once

#include "ui/overview/overview_data.h"

#include <QWidget>

#include <optional>

namespace connectorscope {

/// The last 24 hours as bars; nothing as long as they are not known.
class TrendChart : public QWidget
{
    Q_OBJECT

public:
    explicit TrendChart(QWidget* parent = nullptr);

    void setHours(const DayOfHours& hours, UtcTime now);

    QSize sizeHint() const override { return {320, 132}; }
    QSize minimumSizeHint() const override { return {200, 100}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString hourWords(std::size_t hour) const;

    DayOfHours m_hours{};
    std::optional<UtcTime> m_now;
};

/// The same, small, for a tile: bars only.
void drawSparkline(QPainter& painter, const QRectF& within, const DayOfHours& hours, const QColor& colour);

} // namespace connectorscope
