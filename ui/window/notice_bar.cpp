#include "ui/window/notice_bar.h"

#include "ui/theme/style_sheet.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

#include <chrono>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::chrono::seconds noticeTime{12};
constexpr std::chrono::seconds actionTime{60};

} // namespace

NoticeBar::NoticeBar(Kind kind, QWidget* parent)
    : QFrame(parent)
    , m_kind(kind)
    , m_layout(new QHBoxLayout(this))
    , m_text(new QLabel(this))
    , m_timer(new QTimer(this))
{
    setRole(this, kind == Kind::Done ? "bar" : "problem");
    m_text->setObjectName(QStringLiteral("noticeText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_layout->setContentsMargins(14, 8, 10, 8);
    m_layout->addWidget(m_text, 1);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &NoticeBar::clear);
    setVisible(false);
}

void NoticeBar::show(const QString& text, std::vector<NoticeAction> actions)
{
    leave(); // its buttons become others
    m_text->setText(text);
    m_text->setAccessibleName(text);
    m_actions = std::move(actions);
    while (m_buttons.size() < m_actions.size()) {
        const std::size_t number = m_buttons.size();
        auto* button = new QPushButton(this);
        button->setObjectName(number == 0 ? QStringLiteral("noticeAction")
                                          : QStringLiteral("noticeAction%1").arg(number + 1));
        connect(button, &QPushButton::clicked, this, [this, number] {
            if (number >= m_actions.size())
                return;
            const std::function<void()> act = std::move(m_actions[number].act);
            clear();
            if (act)
                act();
        });
        m_layout->addWidget(button);
        m_buttons.push_back(button);
    }
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setVisible(i < m_actions.size());
        if (i < m_actions.size())
            m_buttons[i]->setText(m_actions[i].text);
    }
    setVisible(true);
    if (m_kind == Kind::Done)
        m_timer->start(m_actions.empty() ? noticeTime : actionTime);
    QAccessibleEvent told(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&told);
}

void NoticeBar::clear()
{
    m_timer->stop();
    m_actions.clear();
    leave();
    setVisible(false);
}

void NoticeBar::leave()
{
    if (isAncestorOf(QApplication::focusWidget()))
        emit left();
}

void NoticeBar::takeFocus()
{
    if (!m_actions.empty())
        m_buttons.front()->setFocus();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::enterEvent(QEnterEvent* event)
{
    m_timer->stop();
    QFrame::enterEvent(event);
}

void NoticeBar::leaveEvent(QEvent* event)
{
    if (m_kind == Kind::Done && isVisible())
        m_timer->start(m_actions.empty() ? noticeTime : actionTime);
    QFrame::leaveEvent(event);
}

} // namespace connectorscope
