#include "ui/theme/flow_layout.h"

#include <QWidget>

#include <algorithm>
#include <utility>

namespace connectorscope {

FlowLayout::FlowLayout(int gap, QWidget* parent)
    : QLayout(parent)
    , m_gap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    return size;
}

void FlowLayout::setGeometry(const QRect& rectangle)
{
    QLayout::setGeometry(rectangle);
    place(rectangle, true);
}

int FlowLayout::place(const QRect& rectangle, bool moves) const
{
    QList<std::pair<QLayoutItem*, QRect>> line; // items stand in its middle
    int x = rectangle.x();
    int y = rectangle.y();
    int height = 0;
    const auto endLine = [&] {
        for (const auto& [each, spot] : line)
            if (moves)
                each->setGeometry(spot.translated(0, (height - spot.height()) / 2));
        line.clear();
    };
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty()) // hidden
            continue;
        const QSize size = item->sizeHint();
        if (x > rectangle.x() && x + size.width() > rectangle.right() + 1) {
            endLine();
            x = rectangle.x();
            y += height + m_gap;
            height = 0;
        }
        line.append({item, QRect(QPoint(x, y), size)});
        x += size.width() + m_gap;
        height = std::max(height, size.height());
    }
    endLine();
    return y + height - rectangle.y();
}

} // namespace connectorscope
