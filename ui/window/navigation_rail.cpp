#include "ui/window/navigation_rail.h"

#include "ui/theme/painting.h"
#include "ui/theme/sense.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

constexpr int railWidth = 212;

} // namespace

/// A button with a count at its right side.
class RailButton : public QPushButton
{
public:
    RailButton(const QString& title, bool isFolder, QWidget* parent)
        : QPushButton(title, parent)
        , m_isFolder(isFolder)
    {
        setRole(this, "nav");
        setCheckable(!isFolder);
        setCursor(Qt::PointingHandCursor);
        setMinimumHeight(35);
        if (isFolder)
            setStyleSheet(QStringLiteral("padding-left: 24px;"));
        setCount(0);
    }

    void setCount(std::uint64_t count)
    {
        m_count = count;
        setAccessibleName(count > 0 ? QObject::tr("%1, %2").arg(text(), countWords(count)) : text());
        update();
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QPushButton::paintEvent(event);
        if (m_count == 0)
            return;
        QPainter painter(this);
        drawLine(painter, QRectF(rect()).adjusted(0, 0, -11, 0), m_isFolder ? font() : strongFont(font()),
                 currentTokens().muted, countWords(m_count), Qt::AlignRight | Qt::AlignVCenter);
    }

private:
    const bool m_isFolder;
    std::uint64_t m_count = 0;
};

NavigationRail::NavigationRail(QWidget* parent)
    : QFrame(parent)
    , m_layout(new QVBoxLayout)
    , m_site(new QLabel(this))
    , m_watch(new QLabel(this))
    , m_asOf(new QLabel(this))
    , m_menu(new QPushButton(QStringLiteral("⋯"), this))
    , m_lastButton(m_menu)
{
    setRole(this, "rail");
    setFixedWidth(railWidth);
    auto* sign = new QLabel(this);
    sign->setPixmap(programIcon().pixmap(QSize(18, 18), devicePixelRatioF()));
    auto* name = new QLabel(QStringLiteral("ConnectorScope"), this);
    setRole(name, "section");
    m_menu->setObjectName(QStringLiteral("menuButton"));
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setToolTip(tr("Menu"));
    setRole(m_menu, "quiet");
    m_menu->setFixedWidth(28);
    m_menu->setStyleSheet(QStringLiteral("padding: 2px; text-align: center;"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(9, 0, 0, 0);
    head->setSpacing(8);
    head->addWidget(sign);
    head->addWidget(name, 1);
    head->addWidget(m_menu);
    m_layout->setSpacing(0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(9, 9, 9, 16);
    layout->setSpacing(0);
    head->setSizeConstraint(QLayout::SetMinimumSize);
    layout->addLayout(head);
    layout->addSpacing(8);
    layout->addLayout(m_layout);
    layout->addStretch();
    for (QLabel* label : {m_site, m_watch, m_asOf}) {
        setRole(label, "small");
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setContentsMargins(9, 0, 0, 0);
        layout->addWidget(label);
    }
    m_asOf->setObjectName(QStringLiteral("asOf"));
    m_watch->setObjectName(QStringLiteral("watchMode"));
}

int NavigationRail::addPage(const QString& title, const QString& name)
{
    const int number = static_cast<int>(m_pages.size());
    auto* button = new RailButton(title, false, this);
    button->setObjectName(QStringLiteral("nav") + name);
    button->setToolTip(tr("Ctrl+%1").arg(number + 1));
    connect(button, &QPushButton::clicked, this, [this, number] {
        choose(number); // a click has turned it over
        emit pageWanted(number);
    });
    m_layout->addWidget(button);
    setTabOrder(m_lastButton, button);
    m_lastButton = button;
    m_pages.push_back(button);
    return number;
}

void NavigationRail::addFolder(FolderKind folder)
{
    auto* button = new RailButton(wordOf(folder), true, this);
    const std::string_view kind = toString(folder);
    button->setObjectName(QStringLiteral("navFolder-") +
                          QString::fromUtf8(kind.data(), static_cast<int>(kind.size())));
    connect(button, &QPushButton::clicked, this, [this, folder] { emit folderWanted(folder); });
    m_layout->addWidget(button);
    setTabOrder(m_lastButton, button);
    m_lastButton = button;
    m_folders.emplace_back(folder, button);
}

void NavigationRail::setMenu(QMenu* menu)
{
    m_menu->setMenu(menu);
}

void NavigationRail::choose(int page)
{
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        m_pages[i]->setChecked(i == static_cast<std::size_t>(page));
}

void NavigationRail::setCount(int page, std::uint64_t count)
{
    m_pages.at(static_cast<std::size_t>(page))->setCount(count);
}

void NavigationRail::setSite(const QString& name, const QString& where)
{
    m_site->setText(where.isEmpty() ? name : name + QLatin1Char('\n') + where);
}

void NavigationRail::setState(const SiteState& state)
{
    for (const auto& [kind, button] : m_folders) {
        bool isThere = false;
        for (const FolderFigures& folder : state.folders) {
            if (folder.health.folder != kind)
                continue;
            isThere = true;
            button->setCount(folder.stuck);
        }
        button->setVisible(isThere);
    }
    m_asOf->setText(state.asOf() ? tr("as of %1").arg(exactTime(*state.asOf()).mid(11))
                                 : tr("not looked at yet"));
}

void NavigationRail::setWatch(const WatchStatus& status, const QString& poll)
{
    switch (status.state) {
    case WatchState::Starting:
        m_watch->setText(tr("opening"));
        break;
    case WatchState::Watching:
        m_watch->setText(status.all > 0
                             ? tr("reading %1 of %2").arg(countWords(status.done), countWords(status.all))
                             : tr("watching, at least every %1").arg(poll));
        break;
    case WatchState::OtherWatches:
        m_watch->setText(tr("watched by %1").arg(shownText(status.other)));
        break;
    case WatchState::Failed:
        m_watch->setText(tr("not watching"));
        break;
    }
}

} // namespace connectorscope
