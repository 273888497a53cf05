#include "ui/runs/run_marks.h"

#include "ui/theme/tokens.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <optional>

namespace connectorscope {
namespace {

constexpr std::array requeueSteps = {RunStep::Claim, RunStep::Archive, RunStep::Repair, RunStep::Transfer,
                                     RunStep::PickUp};
/// The connector itself transfers what is put back into Incoming Mail.
constexpr std::array externalSteps = {RunStep::Claim, RunStep::Archive, RunStep::Repair, RunStep::Stage,
                                      RunStep::PickUp};
constexpr std::array deleteSteps = {RunStep::Claim, RunStep::Archive, RunStep::Remove};

QString inMarks(const char* text)
{
    return QCoreApplication::translate("RunMarks", text);
}

std::optional<StepPhase> lastPhase(const RunSummary& row, RunStep step)
{
    std::optional<StepPhase> phase;
    for (const StepRow& written : row.steps)
        if (written.step == step)
            phase = written.phase;
    return phase;
}

MarkState stateOf(StepPhase phase, RunState run)
{
    switch (phase) {
    case StepPhase::Begun:
    case StepPhase::Exposing:
        return isFinished(run) ? MarkState::NotNeeded : MarkState::Current;
    case StepPhase::Done:
        return MarkState::Done;
    case StepPhase::Failed:
        return MarkState::Failed;
    case StepPhase::Skipped:
        break;
    }
    return MarkState::NotNeeded;
}

bool isOfKind(const RunSummary& row, RunStep step)
{
    const auto has = [step](const auto& steps) { return std::ranges::find(steps, step) != steps.end(); };
    if (row.run.kind == "delete")
        return has(deleteSteps);
    return row.run.kind == "requeue-external" ? has(externalSteps) : has(requeueSteps);
}

/// The one step of these whose turn it is, where nothing of it was written yet, is under way all the same.
void markCurrent(std::vector<StepMark>& marks, RunState run)
{
    if (run == RunState::Running || run == RunState::Exposed || run == RunState::Stalled) {
        if (std::ranges::find(marks, MarkState::Current, &StepMark::state) != marks.end())
            return;
        const auto next = std::ranges::find(marks, MarkState::Ahead, &StepMark::state);
        if (next != marks.end())
            next->state = MarkState::Current;
    }
}

} // namespace

std::vector<StepMark> marksOf(const RunSummary& row)
{
    std::vector<StepMark> marks;
    const bool isOver = isFinished(row.run.state);
    for (const RunStep step : runSteps) {
        const auto phase = lastPhase(row, step);
        const bool belongs = isOfKind(row, step);
        // What another kind of run does is shown when it was done: a fetch, a delivery, an undo.
        if (!belongs && (!phase || step == RunStep::Remove))
            continue;
        if (phase)
            marks.push_back({step, stateOf(*phase, row.run.state)});
        else
            marks.push_back({step, isOver ? MarkState::NotNeeded : MarkState::Ahead});
    }
    // What was passed over is not ahead any more.
    bool isPassed = false;
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
        if (mark->state == MarkState::Ahead && isPassed)
            mark->state = MarkState::NotNeeded;
        isPassed = isPassed || mark->state == MarkState::Done || mark->state == MarkState::Current;
    }
    markCurrent(marks, row.run.state);
    return marks;
}

QString titleOf(RunStep step)
{
    switch (step) {
    case RunStep::Claim:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "Claim"));
    case RunStep::Archive:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "Archive"));
    case RunStep::Fetch:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "Fetch"));
    case RunStep::Repair:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "Repair"));
    case RunStep::Stage:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "Stage"));
    case RunStep::Transfer:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "Transfer"));
    case RunStep::Remove:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "Remove the original"));
    case RunStep::PickUp:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "Pick up"));
    case RunStep::Deliver:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "Deliver"));
    case RunStep::Undo:
        break;
    }
    return inMarks(QT_TRANSLATE_NOOP("RunMarks", "Undo"));
}

QString wordsOf(const StepMark& mark)
{
    const QString title = titleOf(mark.step);
    switch (mark.state) {
    case MarkState::Ahead:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "%1: to come")).arg(title);
    case MarkState::Current:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "%1: under way")).arg(title);
    case MarkState::Done:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "%1: done")).arg(title);
    case MarkState::Failed:
        return inMarks(QT_TRANSLATE_NOOP("RunMarks", "%1: failed")).arg(title);
    case MarkState::NotNeeded:
        break;
    }
    return inMarks(QT_TRANSLATE_NOOP("RunMarks", "%1: not needed")).arg(title);
}

QString wordsOf(const std::vector<StepMark>& marks)
{
    QStringList words;
    for (const StepMark& mark : marks)
        words << wordsOf(mark);
    return words.join(QStringLiteral(", "));
}

void drawMark(QPainter& painter, const QPointF& centre, MarkState state)
{
    const Tokens& tokens = currentTokens();
    const double radius = markSize / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (state) {
    case MarkState::Done: {
        painter.setPen(QPen(tokens.well.text, 1));
        painter.setBrush(tokens.well.fill);
        painter.drawEllipse(centre, radius - 0.5, radius - 0.5);
        QPainterPath tick(centre + QPointF(-3, 0.2));
        tick.lineTo(centre + QPointF(-0.8, 2.6));
        tick.lineTo(centre + QPointF(3.2, -2.4));
        painter.setPen(QPen(tokens.well.text, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(tick);
        break;
    }
    case MarkState::Current:
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(tokens.surface);
        painter.drawEllipse(centre, radius - 1, radius - 1);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        painter.drawEllipse(centre, 2.6, 2.6);
        break;
    case MarkState::Failed: {
        painter.setPen(QPen(tokens.blocked.text, 1));
        painter.setBrush(tokens.blocked.fill);
        painter.drawEllipse(centre, radius - 0.5, radius - 0.5);
        painter.setPen(QPen(tokens.blocked.text, 1.6, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(centre + QPointF(-2.4, -2.4), centre + QPointF(2.4, 2.4));
        painter.drawLine(centre + QPointF(-2.4, 2.4), centre + QPointF(2.4, -2.4));
        break;
    }
    case MarkState::NotNeeded:
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.muted);
        painter.drawEllipse(centre, 2, 2);
        break;
    case MarkState::Ahead:
        painter.setPen(QPen(tokens.muted, 1));
        painter.setBrush(tokens.surface);
        painter.drawEllipse(centre, radius - 2.5, radius - 2.5);
        break;
    }
    painter.restore();
}

double markDistance(std::size_t count, double width)
{
    constexpr double wished = 22;
    if (count < 2)
        return wished;
    return std::clamp((width - markSize) / static_cast<double>(count - 1), 1.0, wished);
}

void drawMarks(QPainter& painter, const QRectF& within, const std::vector<StepMark>& marks)
{
    const double y = within.center().y();
    const double distance = markDistance(marks.size(), within.width());
    double x = within.left() + markSize / 2;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (i > 0 && distance > markSize + 2) {
            painter.setPen(QPen(currentTokens().line, 1));
            painter.drawLine(QPointF(x - distance + markSize / 2 + 1, y), QPointF(x - markSize / 2 - 1, y));
        }
        drawMark(painter, {x, y}, marks[i].state);
        x += distance;
    }
}

} // namespace connectorscope
