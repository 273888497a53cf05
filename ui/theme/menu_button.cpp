#include "ui/theme/menu_button.h"

#include "ui/theme/painting.h"

#include <QMenu>
#include <QPainter>

namespace connectorscope {
namespace {

constexpr int chevronPlace = 24; ///< wide, at the right side; the style sheet keeps it free

} // namespace

MenuButton::MenuButton(QWidget* parent)
    : MenuButton(QString(), parent)
{
}

MenuButton::MenuButton(const QString& text, QWidget* parent)
    : QPushButton(text, parent)
{
    setProperty("opens", QStringLiteral("menu"));
    connect(this, &QPushButton::clicked, this, &MenuButton::openMenu);
}

void MenuButton::setMenu(QMenu* menu)
{
    m_menu = menu;
}

void MenuButton::openMenu()
{
    if (!isEnabled() || m_menu == nullptr)
        return;
    m_menu->popup(mapToGlobal(QPoint(0, height() + 2)));
    if (!m_menu->actions().isEmpty())
        m_menu->setActiveAction(m_menu->actions().front());
}

void MenuButton::paintEvent(QPaintEvent* event)
{
    QPushButton::paintEvent(event);
    QPainter painter(this);
    const QRectF place(width() - chevronPlace, 0, chevronPlace, height());
    drawChevron(painter, place.adjusted(0, 0, -2, 0),
                isEnabled() ? currentTokens().text : currentTokens().muted, Chevron::Down);
}

} // namespace connectorscope
