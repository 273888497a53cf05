#include "ui/window/cheat_sheet.h"

#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>

#include <algorithm>

namespace connectorscope {

CheatSheet::CheatSheet(QWidget* parent)
    : QFrame(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("cheatSheet"));
    setRole(this, "card");
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Keyboard"));
    setVisible(false);
}

void CheatSheet::addGroup(const QString& heading, const std::vector<std::pair<QString, QString>>& keys)
{
    constexpr int gridColumns = 3; // key, what it does, and a gap
    const auto shortest = std::min_element(m_rows.begin(), m_rows.end());
    const int left = static_cast<int>(shortest - m_rows.begin()) * gridColumns;
    int& row = *shortest;
    auto* title = new QLabel(heading, this);
    setRole(title, "section");
    if (row > 0)
        m_grid->addItem(new QSpacerItem(0, 8), row++, left);
    m_grid->addWidget(title, row++, left, 1, 2);
    for (const auto& [key, what] : keys) {
        auto* keyLabel = new QLabel(key, this);
        setRole(keyLabel, "key");
        m_grid->addWidget(keyLabel, row, left, Qt::AlignLeft);
        m_grid->addWidget(new QLabel(what, this), row++, left + 1);
    }
    if (left > 0)
        m_grid->setColumnMinimumWidth(left - 1, 4);
}

void CheatSheet::toggle()
{
    if (isVisible()) {
        leave();
        return;
    }
    m_before = QApplication::focusWidget();
    fitIntoParent();
    move((parentWidget()->width() - width()) / 2, (parentWidget()->height() - height()) / 2);
    setVisible(true);
    raise();
    setFocus();
}

void CheatSheet::fitIntoParent()
{
    m_grid->setContentsMargins(24, 20, 24, 20);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    adjustSize();
    const QSize room = parentWidget()->size();
    if (size().boundedTo(room) == size())
        return;
    m_grid->setContentsMargins(12, 8, 12, 8);
    m_grid->setHorizontalSpacing(6);
    m_grid->setVerticalSpacing(0);
    adjustSize();
    resize(size().boundedTo(room));
}

void CheatSheet::leave()
{
    setVisible(false);
    if (m_before != nullptr)
        m_before->setFocus();
    m_before = nullptr;
}

void CheatSheet::keyPressEvent(QKeyEvent*)
{
    leave();
}

void CheatSheet::focusOutEvent(QFocusEvent*)
{
    setVisible(false);
}

void CheatSheet::mousePressEvent(QMouseEvent*)
{
    leave();
}

} // namespace connectorscope
