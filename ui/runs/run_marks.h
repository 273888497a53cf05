#pragma once

#include "core/index/run_reader.h"

#include <QRectF>
#include <QString>

#include <cstdint>
#include <vector>

class QPainter;

namespace connectorscope {

/// How far a step of a run is, for a person.
enum class MarkState : std::uint8_t
{
    Ahead,
    Current,
    Done,
    Failed,
    NotNeeded
};

struct StepMark
{
    RunStep step = RunStep::Claim;
    MarkState state = MarkState::Ahead;

    bool operator==(const StepMark&) const = default;
};

/// The steps that such a run takes, in their order, and what was written of them.
std::vector<StepMark> marksOf(const RunSummary& row);

/// "Claim", "Pick up".
QString titleOf(RunStep step);
/// "Archive: done".
QString wordsOf(const StepMark& mark);
/// All of them on one line, for tooltips and those who cannot see: "Claim: done, Archive: under way".
QString wordsOf(const std::vector<StepMark>& marks);

constexpr double markSize = 14;
/// Between the middles of two of them, where there is room for so many in that width; else less.
double markDistance(std::size_t count, double width);
/// One mark in the middle of the point; sign and shape tell the state as well as its colour.
void drawMark(QPainter& painter, const QPointF& centre, MarkState state);
/// A row of all of them, joined by a line, at the left of the rectangle.
void drawMarks(QPainter& painter, const QRectF& within, const std::vector<StepMark>& marks);

} // namespace connectorscope
