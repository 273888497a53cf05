#include "ui/window/welcome_page.h"

#include "ui/theme/style_sheet.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace connectorscope {

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_detail(new QLabel(this))
{
    setObjectName(QStringLiteral("welcomePage"));
    setRole(this, "page");
    auto* card = new QFrame(this);
    setRole(card, "card");
    card->setMaximumWidth(640);
    setRole(m_title, "title");
    setRole(m_detail, "muted");
    for (QLabel* label : {m_title, m_detail}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_title->setObjectName(QStringLiteral("welcomeTitle"));
    m_detail->setObjectName(QStringLiteral("welcomeDetail"));
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* open = new QPushButton(tr("Open a site file"), card);
    open->setObjectName(QStringLiteral("openSite"));
    setRole(open, "primary");
    auto* demonstration = new QPushButton(tr("See the demonstration"), card);
    demonstration->setObjectName(QStringLiteral("openDemonstration"));
    connect(open, &QPushButton::clicked, this, &WelcomePage::siteWanted);
    connect(demonstration, &QPushButton::clicked, this, &WelcomePage::demonstrationWanted);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(open);
    buttons->addWidget(demonstration);
    buttons->addStretch();
    auto* inner = new QVBoxLayout(card);
    inner->setContentsMargins(24, 24, 24, 24);
    inner->setSpacing(12);
    inner->addWidget(m_title);
    inner->addWidget(m_detail);
    inner->addLayout(buttons);
    auto* across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(card, 8);
    across->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addLayout(across);
    layout->addStretch(3);
}

void WelcomePage::setText(const QString& title, const QString& detail)
{
    m_title->setText(title);
    m_detail->setText(detail);
}

} // namespace connectorscope
