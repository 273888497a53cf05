#include "ui/messages/list_request.h"

#include "core/index/stuck.h"
#include "ui/theme/sense.h"
#include "ui/theme/words.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

QString inList(const char* text)
{
    return QCoreApplication::translate("MessageList", text);
}

template <class Value, class Range>
std::optional<Value> byName(const Range& values, const std::string& name)
{
    for (const Value value : values)
        if (toString(value) == name)
            return value;
    return std::nullopt;
}

constexpr std::array listVerdicts = {Verdict::Pending, Verdict::Unreadable, Verdict::Corrupt,
                                     Verdict::Blocked, Verdict::AtRisk,     Verdict::Clean};

} // namespace

MessageFilter filterAt(const ListRequest& request, const Site& site, UtcTime now)
{
    MessageFilter filter = request.filter;
    filter.stuck.reset();
    if (request.scope == ListScope::Stuck)
        filter.stuck = stuckLimits(site, now);
    if (request.scope == ListScope::InFolders)
        filter.states = {MessageState::Present};
    if (request.scope == ListScope::Held)
        filter.states = {MessageState::Held};
    return filter;
}

MessageFilter filterOfGroup(MessageFilter filter, GroupBy group, const std::string& key)
{
    switch (group) {
    case GroupBy::Folder:
        if (const auto folder = byName<FolderKind>(watchedFolders, key))
            filter.folders = {*folder};
        break;
    case GroupBy::Verdict:
        if (const auto verdict = byName<Verdict>(listVerdicts, key))
            filter.verdicts = {*verdict};
        break;
    case GroupBy::Cause:
        if (const Cause* cause = findCause(key))
            filter.causes = {cause->key};
        else
            filter.without.push_back(Absence::Cause);
        break;
    case GroupBy::State:
        if (const auto state = byName<MessageState>(messageStates, key))
            filter.states = {*state};
        break;
    case GroupBy::Sender:
        if (key.empty())
            filter.without.push_back(Absence::Sender);
        else
            filter.sender = key;
        break;
    case GroupBy::Recipient:
        if (key.empty())
            filter.without.push_back(Absence::Recipient);
        else
            filter.recipient = key;
        break;
    case GroupBy::Hour:
        if (const auto hour = hourOfKey(key)) {
            filter.from = std::max(filter.from.value_or(*hour), *hour);
            const UtcTime end = *hour + std::chrono::hours(1);
            filter.before = std::min(filter.before.value_or(end), end);
        }
        break;
    }
    return filter;
}

std::optional<UtcTime> hourOfKey(const std::string& key)
{
    QDateTime time = QDateTime::fromString(QString::fromStdString(key), QStringLiteral("yyyy-MM-ddTHH"));
    if (!time.isValid())
        return std::nullopt;
    time.setTimeSpec(Qt::UTC);
    return UtcTime(std::chrono::seconds(time.toSecsSinceEpoch()));
}

QString groupTitle(GroupBy group, const std::string& key)
{
    switch (group) {
    case GroupBy::Folder:
        if (const auto folder = byName<FolderKind>(watchedFolders, key))
            return wordOf(*folder);
        break;
    case GroupBy::Verdict:
        if (const auto verdict = byName<Verdict>(listVerdicts, key))
            return wordOf(*verdict);
        break;
    case GroupBy::Cause: {
        const Cause* cause = findCause(key);
        return cause != nullptr ? shownText(cause->title)
                                : inList(QT_TRANSLATE_NOOP("MessageList", "No cause known"));
    }
    case GroupBy::Sender:
        if (key.empty())
            return inList(QT_TRANSLATE_NOOP("MessageList", "No sender"));
        break;
    case GroupBy::Recipient:
        if (key.empty())
            return inList(QT_TRANSLATE_NOOP("MessageList", "No recipient"));
        break;
    case GroupBy::Hour:
        if (const auto hour = hourOfKey(key))
            return exactTime(*hour).left(16);
        break;
    case GroupBy::State:
        break;
    }
    return shownText(key);
}

} // namespace connectorscope
