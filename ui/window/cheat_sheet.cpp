#include "ui/window/cheat_sheet.h"

#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>

namespace connectorscope {

CheatSheet::CheatSheet(QWidget* parent)
    : QFrame(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("cheatSheet"));
    setRole(this, "card");
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Keyboard"));
    m_grid->setContentsMargins(24, 20, 24, 20);
    m_grid->setHorizontalSpacing(20);
    m_grid->setVerticalSpacing(6);
    setVisible(false);
}

void CheatSheet::addGroup(const QString& heading, const std::vector<std::pair<QString, QString>>& keys)
{
    constexpr int halfColumns = 3; // key, what it does, and a gap
    const std::size_t half = m_rows[1] < m_rows[0] ? 1 : 0;
    const int left = static_cast<int>(half) * halfColumns;
    int& row = m_rows[half];
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
    m_grid->setColumnMinimumWidth(halfColumns - 1, 12);
}

void CheatSheet::toggle()
{
    if (isVisible()) {
        leave();
        return;
    }
    m_before = QApplication::focusWidget();
    adjustSize();
    move((parentWidget()->width() - width()) / 2, (parentWidget()->height() - height()) / 2);
    setVisible(true);
    raise();
    setFocus();
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
