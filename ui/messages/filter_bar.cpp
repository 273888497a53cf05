#include "ui/messages/filter_bar.h"

#include "ui/theme/menu_button.h"
#include "ui/theme/search_field.h"
#include "ui/theme/sense.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace connectorscope {
namespace {

constexpr int filterBarHeight = 52;

MenuButton* menuChip(const QString& name, QWidget* parent)
{
    auto* chip = new MenuButton(parent);
    setRole(chip, "chip");
    chip->setObjectName(name);
    chip->setMenu(new QMenu(chip));
    return chip;
}

QString scopeWords(ListScope scope)
{
    switch (scope) {
    case ListScope::Stuck:
        return FilterBar::tr("Stuck");
    case ListScope::InFolders:
        return FilterBar::tr("In the folders");
    case ListScope::Held:
        return FilterBar::tr("Held");
    case ListScope::Everything:
        break;
    }
    return FilterBar::tr("Everything");
}

QString groupWords(const std::optional<GroupBy>& group)
{
    if (!group)
        return FilterBar::tr("none");
    switch (*group) {
    case GroupBy::Cause:
        return FilterBar::tr("cause");
    case GroupBy::Recipient:
        return FilterBar::tr("recipient");
    case GroupBy::Sender:
        return FilterBar::tr("sender");
    case GroupBy::Hour:
        return FilterBar::tr("hour");
    case GroupBy::Folder:
        return FilterBar::tr("folder");
    case GroupBy::Verdict:
        return FilterBar::tr("verdict");
    case GroupBy::State:
        break;
    }
    return FilterBar::tr("state");
}

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QFrame(parent)
    , m_search(new SearchField(this))
    , m_scope(menuChip(QStringLiteral("scopeChip"), this))
    , m_group(menuChip(QStringLiteral("groupChip"), this))
    , m_chips(new QHBoxLayout)
    , m_count(new QLabel(this))
    , m_export(new MenuButton(tr("Export"), this))
{
    setRole(this, "top");
    setFixedHeight(filterBarHeight);
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search sender, recipient, subject, file    /"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setMinimumWidth(180);
    m_search->setMaximumWidth(372);
    m_count->setObjectName(QStringLiteral("listCount"));
    setRole(m_count, "muted");
    m_export->setObjectName(QStringLiteral("exportButton"));
    for (const ListScope scope :
         {ListScope::Stuck, ListScope::InFolders, ListScope::Everything, ListScope::Held})
        m_scope->menu()->addAction(scopeWords(scope), this, [this, scope] {
            change([scope](ListRequest& request) { request.scope = scope; });
        });
    const std::optional<GroupBy> groups[] = {GroupBy::Cause, GroupBy::Recipient, GroupBy::Sender,
                                             GroupBy::Hour, std::nullopt};
    for (const auto& group : groups)
        m_group->menu()->addAction(groupWords(group), this, [this, group] {
            change([group](ListRequest& request) { request.group = group; });
        });
    m_chips->setSpacing(6);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(8);
    layout->addWidget(m_search, 3);
    layout->addWidget(m_scope);
    layout->addWidget(m_group);
    layout->addLayout(m_chips);
    layout->addStretch(1);
    layout->addWidget(m_count);
    layout->addWidget(m_export);
    connect(m_search, &SearchField::searchedFor, this, [this](const QString& text) {
        change([&text](ListRequest& request) { request.filter.text = text.toStdString(); });
    });
    connect(m_search, &SearchField::left, this, &FilterBar::left);
    showRequest();
}

void FilterBar::setRequest(const ListRequest& request)
{
    m_request = request;
    m_search->setSearched(QString::fromStdString(request.filter.text));
    showRequest();
}

void FilterBar::setCount(std::uint64_t messages)
{
    m_count->setText(messages == 1 ? tr("1 message") : tr("%1 messages").arg(countWords(messages)));
}

void FilterBar::endSearch()
{
    m_search->endSearch();
}

void FilterBar::focusSearch()
{
    m_search->begin();
}

void FilterBar::openScopes()
{
    m_scope->openMenu();
}

void FilterBar::openGroups()
{
    m_group->openMenu();
}

void FilterBar::change(const std::function<void(ListRequest&)>& edit)
{
    edit(m_request);
    showRequest();
    emit changed(m_request);
}

void FilterBar::addChip(const QString& text, const QString& name, std::function<void(MessageFilter&)> remove)
{
    auto* chip = new QPushButton(text + QStringLiteral("  ×"), this);
    setRole(chip, "chip");
    chip->setObjectName(name);
    chip->setAccessibleName(tr("Remove the filter %1").arg(text));
    chip->setMaximumWidth(220);
    connect(chip, &QPushButton::clicked, this, [this, remove = std::move(remove)] {
        // The chip itself goes with the change: not while it is being clicked.
        QMetaObject::invokeMethod(
            this, [this, remove] { change([&remove](ListRequest& request) { remove(request.filter); }); },
            Qt::QueuedConnection);
    });
    m_chips->addWidget(chip);
    m_shownChips.push_back(chip);
}

void FilterBar::showRequest()
{
    m_scope->setText(scopeWords(m_request.scope));
    m_group->setText(tr("Group: %1").arg(groupWords(m_request.group)));
    for (QPushButton* chip : m_shownChips)
        delete chip;
    m_shownChips.clear();
    const MessageFilter& filter = m_request.filter;
    if (!filter.folders.empty()) {
        QStringList words;
        for (const FolderKind folder : filter.folders)
            words << wordOf(folder);
        addChip(words.join(QStringLiteral(", ")), QStringLiteral("folderFilter"),
                [](MessageFilter& changed) { changed.folders.clear(); });
    }
    if (!filter.causes.empty())
        addChip(shownText(causeOf(filter.causes.front()).title), QStringLiteral("causeFilter"),
                [](MessageFilter& changed) { changed.causes.clear(); });
    if (!filter.without.empty())
        addChip(tr("Without cause"), QStringLiteral("withoutFilter"),
                [](MessageFilter& changed) { changed.without.clear(); });
    if (!filter.sender.empty())
        addChip(tr("From %1").arg(shownText(filter.sender, 60)), QStringLiteral("senderFilter"),
                [](MessageFilter& changed) { changed.sender.clear(); });
    if (!filter.recipient.empty())
        addChip(tr("For %1").arg(shownText(filter.recipient, 60)), QStringLiteral("recipientFilter"),
                [](MessageFilter& changed) { changed.recipient.clear(); });
}

} // namespace connectorscope
