#include "ui/theme/screen_fit.h"

#include <QGuiApplication>
#include <QScreen>
#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace connectorscope {

void fitToScreen(QWidget& window)
{
    const QRect wished = window.geometry();
    const bool isPlaced = window.testAttribute(Qt::WA_Moved);
    const QScreen* screen = isPlaced ? QGuiApplication::screenAt(wished.center()) : nullptr;
    if (screen == nullptr)
        screen = window.screen();
    if (screen == nullptr || window.isMaximized() || window.isFullScreen())
        return;
    // How high the frame is, nobody knows before the window is shown.
    const int title = window.style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, &window);
    const QRect room = screen->availableGeometry().adjusted(0, title, 0, 0);
    const QSize size = wished.size().boundedTo(room.size()).expandedTo(window.minimumSize());
    window.resize(size);
    if (!isPlaced)
        return;
    const QRect now = window.geometry();
    const int left = std::max(std::min(now.left(), room.left() + room.width() - size.width()), room.left());
    const int top = std::max(std::min(now.top(), room.top() + room.height() - size.height()), room.top());
    if (QPoint(left, top) != now.topLeft())
        window.setGeometry(QRect(QPoint(left, top), size));
}

} // namespace connectorscope
