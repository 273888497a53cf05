#include "ui/overview/overview_words.h"

#include "ui/theme/sense.h"
#include "ui/theme/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t mostTodos = 5;

QString inOverview(const char* text, int n = -1)
{
    return QCoreApplication::translate("Overview", text, nullptr, n);
}

QString stuckWords(std::uint64_t count)
{
    return count == 1
               ? inOverview(QT_TRANSLATE_NOOP("Overview", "1 message is stuck"))
               : inOverview(QT_TRANSLATE_NOOP("Overview", "%1 messages are stuck")).arg(countWords(count));
}

QString firstSentence(std::string_view text)
{
    const std::size_t end = text.find(". ");
    return shownText(end == std::string_view::npos ? text : text.substr(0, end + 1));
}

/// The catalogue speaks of one message.
QString meaningWords(const Cause& cause, std::uint64_t count)
{
    if (cause.key == CauseId::LeftBehind && count > 1)
        return inOverview(QT_TRANSLATE_NOOP("Overview",
                                            "Newer messages have moved on and these %1 have not: the "
                                            "poison message is among them."))
            .arg(countWords(count));
    return firstSentence(cause.meaning);
}

QString reasonWords(const StuckSummary& stuck)
{
    if (!stuck.mostFrequent || stuck.count == 1)
        return {};
    if (stuck.ofMostFrequent == stuck.count)
        return inOverview(QT_TRANSLATE_NOOP("Overview", ", all of them for one reason"));
    if (stuck.ofMostFrequent > 1)
        return inOverview(QT_TRANSLATE_NOOP("Overview", ", %1 of them for one reason"))
            .arg(countWords(stuck.ofMostFrequent));
    return inOverview(QT_TRANSLATE_NOOP("Overview", ", each for another reason"));
}

/// What requeueing all of one cause is called; empty where that is not what to do.
QString requeueWords(const Cause& cause, std::uint64_t count)
{
    const bool isOne = count == 1;
    if (cause.retry == Retry::Repair)
        return isOne ? inOverview(QT_TRANSLATE_NOOP("Overview", "Repair and requeue it…"))
                     : inOverview(QT_TRANSLATE_NOOP("Overview", "Repair and requeue %1…"))
                           .arg(countWords(count));
    if (cause.retry == Retry::Now || cause.retry == Retry::Refetch)
        return isOne ? inOverview(QT_TRANSLATE_NOOP("Overview", "Requeue it…"))
                     : inOverview(QT_TRANSLATE_NOOP("Overview", "Requeue %1…")).arg(countWords(count));
    return {};
}

bool isUnseen(const FolderHealth& health)
{
    return !health.lastListing && !health.unreachableSince;
}

bool cannotRead(const OverviewData& data, bool isBeingRead)
{
    return isBeingRead ? std::ranges::any_of(data.state.folders,
                                             [](const FolderFigures& folder) {
                                                 return folder.health.unreachableSince.has_value();
                                             })
                       : data.state.hasUnreachable();
}

QString soFarWords(std::uint64_t count)
{
    return count == 1 ? inOverview(QT_TRANSLATE_NOOP("Overview", "1 message is stuck so far"))
                      : inOverview(QT_TRANSLATE_NOOP("Overview", "%1 messages are stuck so far"))
                            .arg(countWords(count));
}

QString lastMovedWords(const OverviewData& data)
{
    return data.lastMoved
               ? inOverview(QT_TRANSLATE_NOOP("Overview", "The last message was handed over at about %1."))
                     .arg(timeWords(*data.lastMoved, data.state.now))
               : inOverview(
                     QT_TRANSLATE_NOOP("Overview", "Mail that gets stuck is shown here, with its cause."));
}

} // namespace

bool isBeingRead(const OverviewData& data, const WatchStatus& watch)
{
    if (watch.state == WatchState::Failed)
        return false;
    return watch.isReading() || std::ranges::any_of(data.state.folders, [](const FolderFigures& folder) {
               return isUnseen(folder.health);
           });
}

VerdictWords verdictWords(const OverviewData& data, bool isBeingRead)
{
    VerdictWords words;
    const bool nothing = data.stuck.count == 0;
    if (isBeingRead)
        words.title = nothing ? inOverview(QT_TRANSLATE_NOOP("Overview", "The folders are being read"))
                              : soFarWords(data.stuck.count);
    else
        words.title = nothing ? inOverview(QT_TRANSLATE_NOOP("Overview", "Nothing is stuck"))
                              : stuckWords(data.stuck.count);
    words.title += reasonWords(data.stuck);
    QStringList details;
    if (cannotRead(data, isBeingRead)) {
        words.sense = Sense::Server;
        words.title = inOverview(QT_TRANSLATE_NOOP("Overview", "Not every folder can be read")) +
                      (nothing ? QString() : QStringLiteral("; ") + words.title);
    } else if (!data.state.conditions.empty()) {
        words.sense = Sense::Server;
        const Cause& cause = causeOf(data.state.conditions.front().key.cause);
        words.title =
            shownText(cause.title) + QStringLiteral("; ") +
            (nothing && !isBeingRead ? inOverview(QT_TRANSLATE_NOOP("Overview", "no message is stuck"))
                                     : words.title);
    } else if (!nothing) {
        words.sense = Sense::Blocked;
    } else if (isBeingRead) {
        words.sense = Sense::Neutral;
    }
    if (nothing) {
        details << (isBeingRead ? inOverview(QT_TRANSLATE_NOOP(
                                      "Overview", "What is stuck is shown as soon as it has been judged."))
                                : lastMovedWords(data));
    } else {
        if (data.stuck.mostFrequent) {
            const Cause& reason = causeOf(*data.stuck.mostFrequent);
            details << shownText(reason.title) + QLatin1Char('.')
                    << meaningWords(reason, data.stuck.ofMostFrequent);
        }
        if (data.stuck.oldest)
            details << inOverview(QT_TRANSLATE_NOOP("Overview", "The oldest waits for %1."))
                           .arg(ageWords(data.state.now - *data.stuck.oldest));
        details << inOverview(QT_TRANSLATE_NOOP(
            "Overview", "Nothing is lost: all originals are where the connector left them."));
    }
    words.detail = details.join(QLatin1Char(' '));
    return words;
}

std::vector<Todo> todoWords(const OverviewData& data)
{
    std::vector<Todo> todos;
    for (const ConditionState& condition : data.state.conditions) {
        const Cause& cause = causeOf(condition.key.cause);
        Todo todo;
        todo.title = shownText(cause.title);
        todo.detail = asSentence(shownText(condition.evidence)) + QLatin1Char(' ') + shownText(cause.advice);
        todo.sense = Sense::Server;
        if (condition.key.folder != FolderKind::None)
            todo.filter.folders = {condition.key.folder};
        todo.action = inOverview(QT_TRANSLATE_NOOP("Overview", "Show its mail"));
        todos.push_back(std::move(todo));
    }
    for (const CauseShare& share : data.causes) {
        if (!share.cause || todos.size() >= mostTodos)
            continue;
        const Cause& cause = causeOf(*share.cause);
        Todo todo;
        todo.title =
            share.count == 1
                ? inOverview(QT_TRANSLATE_NOOP("Overview", "%1: 1 message")).arg(shownText(cause.title))
                : inOverview(QT_TRANSLATE_NOOP("Overview", "%1: %2 messages"))
                      .arg(shownText(cause.title), countWords(share.count));
        todo.detail = shownText(cause.advice);
        todo.sense = senseOf(cause.severity);
        todo.filter = filterOfCause(share.cause);
        const QString show =
            share.count == 1
                ? inOverview(QT_TRANSLATE_NOOP("Overview", "Show it"))
                : inOverview(QT_TRANSLATE_NOOP("Overview", "Show all %1")).arg(countWords(share.count));
        todo.action = requeueWords(cause, share.count);
        todo.repairs = cause.retry == Retry::Repair;
        if (todo.action.isEmpty())
            todo.action = show;
        else
            todo.show = show;
        todos.push_back(std::move(todo));
    }
    return todos;
}

FolderWords folderTileWords(const FolderOverview& folder, UtcTime now, bool isBeingRead)
{
    FolderWords words;
    const FolderHealth& health = folder.figures.health;
    if (isBeingRead && (isUnseen(health) || (health.reachable() && folder.figures.stuck == 0))) {
        words.sense = Sense::Neutral;
        words.figures << inOverview(QT_TRANSLATE_NOOP("Overview", "being read"));
        return words;
    }
    if (!health.reachable()) {
        words.sense = Sense::Server;
        words.figures << (health.lastListing || health.unreachableSince
                              ? inOverview(QT_TRANSLATE_NOOP("Overview", "cannot be read"))
                              : inOverview(QT_TRANSLATE_NOOP("Overview", "not looked at yet")));
        if (health.unreachableSince)
            words.below = inOverview(QT_TRANSLATE_NOOP("Overview", "since %1"))
                              .arg(timeWords(*health.unreachableSince, now));
        return words;
    }
    const std::uint64_t waiting =
        health.entries > folder.figures.stuck ? health.entries - folder.figures.stuck : 0;
    // Together they are all that is stuck.
    constexpr std::size_t mostNamed = 3;
    const std::size_t named = folder.verdicts.size() <= mostNamed ? folder.verdicts.size() : mostNamed - 1;
    std::uint64_t unnamed = 0;
    for (const auto& [verdict, count] : folder.verdicts) {
        if (static_cast<std::size_t>(words.figures.size()) < named)
            words.figures << countWords(count) + QLatin1Char(' ') + wordOf(verdict).toLower();
        else
            unnamed += count;
        if (words.sense == Sense::Well || verdict == Verdict::Corrupt || verdict == Verdict::Blocked)
            words.sense = verdict == Verdict::Clean || verdict == Verdict::Pending
                              ? (health.folder == FolderKind::PickUp ? Sense::Server : Sense::AtRisk)
                              : senseOf(verdict);
    }
    if (unnamed > 0)
        words.figures << inOverview(QT_TRANSLATE_NOOP("Overview", "%1 others")).arg(countWords(unnamed));
    if (waiting > 0 && health.folder != FolderKind::Failed && health.folder != FolderKind::BadMail)
        words.figures << inOverview(QT_TRANSLATE_NOOP("Overview", "%1 arriving")).arg(countWords(waiting));
    if (words.figures.isEmpty())
        words.figures << inOverview(QT_TRANSLATE_NOOP("Overview", "nothing stuck"));
    words.below = folder.figures.oldestStuck
                      ? inOverview(QT_TRANSLATE_NOOP("Overview", "oldest %1"))
                            .arg(ageWords(now - *folder.figures.oldestStuck))
                      : (health.lastListing ? inOverview(QT_TRANSLATE_NOOP("Overview", "looked at %1"))
                                                  .arg(timeWords(*health.lastListing, now))
                                            : QString());
    return words;
}

QString causeTitle(const std::optional<CauseId>& cause)
{
    return cause ? shownText(causeOf(*cause).title)
                 : inOverview(QT_TRANSLATE_NOOP("Overview", "No cause known"));
}

Sense senseOfCause(const std::optional<CauseId>& cause)
{
    return cause ? senseOf(causeOf(*cause).severity) : Sense::Neutral;
}

MessageFilter filterOfCause(const std::optional<CauseId>& cause)
{
    MessageFilter filter;
    if (cause)
        filter.causes = {*cause};
    else
        filter.without = {Absence::Cause};
    return filter;
}

} // namespace connectorscope
