#include "ui/window/notice_bar.h"

#include "ui/theme/style_sheet.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

#include <chrono>

namespace connectorscope {
namespace {

constexpr std::chrono::seconds noticeTime{12};

} // namespace

NoticeBar::NoticeBar(Kind kind, QWidget* parent)
    : QFrame(parent)
    , m_kind(kind)
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_timer(new QTimer(this))
{
    setRole(this, kind == Kind::Done ? "bar" : "problem");
    m_text->setObjectName(QStringLiteral("noticeText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_button->setObjectName(QStringLiteral("noticeAction"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 10, 8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    m_timer->setSingleShot(true);
    m_timer->setInterval(noticeTime);
    connect(m_timer, &QTimer::timeout, this, &NoticeBar::clear);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const std::function<void()> act = std::move(m_act);
        clear();
        if (act)
            act();
    });
    setVisible(false);
}

void NoticeBar::show(const QString& text, const QString& action, std::function<void()> act)
{
    m_text->setText(text);
    m_text->setAccessibleName(text);
    m_button->setText(action);
    m_button->setVisible(!action.isEmpty());
    m_act = std::move(act);
    setVisible(true);
    if (m_kind == Kind::Done)
        m_timer->start();
}

void NoticeBar::clear()
{
    m_timer->stop();
    m_act = {};
    setVisible(false);
}

QString NoticeBar::text() const
{
    return m_text->text();
}

} // namespace connectorscope
