#include "ui/runs/run_words.h"

#include "core/pipeline/retry_policy.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

namespace connectorscope {
namespace {

QString inRuns(const char* text)
{
    return QCoreApplication::translate("Runs", text);
}

QString upperFirst(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

Sense senseOf(RunState state)
{
    switch (moodOf(state)) {
    case RunMood::Late:
        return Sense::AtRisk;
    case RunMood::NeedsPerson:
        return Sense::Server;
    case RunMood::Well:
        return Sense::Well;
    case RunMood::Blocked:
        return Sense::Blocked;
    case RunMood::Corrupt:
        return Sense::Corrupt;
    case RunMood::UnderWay:
    case RunMood::Over:
        break;
    }
    return Sense::Neutral;
}

QString chipWord(RunState state)
{
    const std::string_view words = stateWords(state);
    return upperFirst(QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())));
}

QString kindWords(const RunRow& run)
{
    const QString kind = run.kind == "requeue-external"
                             ? inRuns(QT_TRANSLATE_NOOP("Runs", "Requeue by connector"))
                             : upperFirst(shownText(run.kind, 40));
    if (run.isAutomatic)
        return inRuns(QT_TRANSLATE_NOOP("Runs", "%1, automatic, %2 of %3"))
            .arg(kind)
            .arg(run.attempt)
            .arg(mostAutomaticAttempts);
    return run.attempt > 1 ? inRuns(QT_TRANSLATE_NOOP("Runs", "%1, attempt %2")).arg(kind).arg(run.attempt)
                           : kind;
}

QString subjectOf(const RunSummary& row)
{
    if (row.subject.empty())
        return row.hasSubject ? inRuns(QT_TRANSLATE_NOOP("Runs", "(empty subject)"))
                              : inRuns(QT_TRANSLATE_NOOP("Runs", "(no subject)"));
    return shownText(row.subject, 300);
}

QString senderOf(const RunSummary& row)
{
    if (!row.senderName.empty())
        return shownText(row.senderName, 200);
    return row.sender.empty() ? inRuns(QT_TRANSLATE_NOOP("Runs", "(no sender)")) : shownText(row.sender, 200);
}

std::vector<RunState> statesOf(RunView view)
{
    switch (view) {
    case RunView::UnderWay:
        return {RunState::Running, RunState::Exposed, RunState::Stalled};
    case RunView::NeedsDecision:
        return {RunState::OutcomeUnknown, RunState::UndoUncertain};
    case RunView::NotThrough:
        return {RunState::Failed, RunState::Ineffective, RunState::BadMailed, RunState::Cancelled};
    case RunView::HandedOver:
        return {RunState::HandedOver};
    case RunView::All:
        break;
    }
    return {};
}

std::uint64_t countOf(const RunCounts& counts, RunView view)
{
    if (view == RunView::All)
        return counts.all();
    std::uint64_t count = 0;
    for (const RunState state : statesOf(view))
        count += counts[state];
    return count;
}

QString titleOf(RunView view)
{
    switch (view) {
    case RunView::UnderWay:
        return inRuns(QT_TRANSLATE_NOOP("Runs", "Under way"));
    case RunView::NeedsDecision:
        return inRuns(QT_TRANSLATE_NOOP("Runs", "To decide"));
    case RunView::NotThrough:
        return inRuns(QT_TRANSLATE_NOOP("Runs", "Not through"));
    case RunView::HandedOver:
        return inRuns(QT_TRANSLATE_NOOP("Runs", "Handed over"));
    case RunView::All:
        break;
    }
    return inRuns(QT_TRANSLATE_NOOP("Runs", "All"));
}

QString runsSentence(const RunCounts& counts)
{
    QStringList parts;
    const std::uint64_t underWay = counts[RunState::Running] + counts[RunState::Exposed];
    const std::uint64_t toDecide = countOf(counts, RunView::NeedsDecision);
    const std::uint64_t stalled = counts[RunState::Stalled];
    if (toDecide > 0)
        parts << (toDecide == 1 ? inRuns(QT_TRANSLATE_NOOP("Runs", "1 run needs your decision"))
                                : inRuns(QT_TRANSLATE_NOOP("Runs", "%1 runs need your decision"))
                                      .arg(countWords(toDecide)));
    if (stalled > 0)
        parts << (stalled == 1 ? inRuns(QT_TRANSLATE_NOOP("Runs", "1 message is not being taken"))
                               : inRuns(QT_TRANSLATE_NOOP("Runs", "%1 messages are not being taken"))
                                     .arg(countWords(stalled)));
    if (underWay > 0)
        parts << (underWay == 1 ? inRuns(QT_TRANSLATE_NOOP("Runs", "1 message is on its way"))
                                : inRuns(QT_TRANSLATE_NOOP("Runs", "%1 messages are on their way"))
                                      .arg(countWords(underWay)));
    if (!parts.isEmpty())
        return parts.join(QStringLiteral(", ")) + QLatin1Char('.');
    if (counts.all() == 0)
        return inRuns(QT_TRANSLATE_NOOP("Runs", "Nothing was requeued yet."));
    return inRuns(QT_TRANSLATE_NOOP("Runs", "Nothing is under way."));
}

QString titleOf(RunColumn column)
{
    switch (column) {
    case RunColumn::State:
        return inRuns(QT_TRANSLATE_NOOP("Runs", "Outcome"));
    case RunColumn::Message:
        return inRuns(QT_TRANSLATE_NOOP("Runs", "From and subject"));
    case RunColumn::Way:
        return inRuns(QT_TRANSLATE_NOOP("Runs", "What was done"));
    case RunColumn::Began:
        return inRuns(QT_TRANSLATE_NOOP("Runs", "Began"));
    case RunColumn::By:
        return inRuns(QT_TRANSLATE_NOOP("Runs", "By"));
    case RunColumn::File:
        return inRuns(QT_TRANSLATE_NOOP("Runs", "File"));
    case RunColumn::Run:
        break;
    }
    return inRuns(QT_TRANSLATE_NOOP("Runs", "Run"));
}

} // namespace connectorscope
