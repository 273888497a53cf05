#pragma once

#include <QPageSize>
#include <QRectF>
#include <QSizeF>

#include <cstdint>

namespace connectorscope {

enum class Paper : std::uint8_t
{
    A4,
    Letter
};

/// Pages are laid out in tenths of a point, so that fonts need no fractions.
inline constexpr int unitsPerPoint = 10;
inline constexpr int unitsPerInch = 72 * unitsPerPoint;

inline QPageSize pageSizeOf(Paper paper)
{
    return QPageSize(paper == Paper::Letter ? QPageSize::Letter : QPageSize::A4);
}

inline QSizeF sheetOf(Paper paper)
{
    return pageSizeOf(paper).size(QPageSize::Point) * unitsPerPoint;
}

/// Where the text stands; the number of the page stands below it.
inline QRectF textAreaOf(Paper paper)
{
    constexpr double margin = 42.0 * unitsPerPoint;
    constexpr double foot = 20.0 * unitsPerPoint;
    return QRectF({0, 0}, sheetOf(paper)).adjusted(margin, margin, -margin, -margin - foot);
}

} // namespace connectorscope
