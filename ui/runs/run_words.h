#pragma once

#include "core/index/run_reader.h"
#include "core/pipeline/run_text.h"
#include "ui/theme/tokens.h"

#include <QString>

#include <array>
#include <cstdint>

namespace connectorscope {

Sense senseOf(RunState state);
/// "Handed over", as chips have it.
QString chipWord(RunState state);
/// "Requeue", "Delete"; with its attempt from the second one on, and of an automatic retry that it was one.
QString kindWords(const RunRow& run);
QString subjectOf(const RunSummary& row);
QString senderOf(const RunSummary& row);

/// What can be looked at by one click.
enum class RunView : std::uint8_t
{
    All,
    UnderWay,
    NeedsDecision,
    NotThrough, ///< failed, came back or was refused
    HandedOver
};
inline constexpr std::array<RunView, 5> runViews = {RunView::All, RunView::UnderWay, RunView::NeedsDecision,
                                                    RunView::NotThrough, RunView::HandedOver};
std::vector<RunState> statesOf(RunView view);
std::uint64_t countOf(const RunCounts& counts, RunView view);
QString titleOf(RunView view);

/// What a person would say of all runs: "2 messages are on their way, 1 waits for your decision."
QString runsSentence(const RunCounts& counts);

enum class RunColumn : std::uint8_t
{
    State,
    Message,
    Way, ///< its steps, and what became of it
    Began,
    By,
    File,
    Run
};
inline constexpr std::array<RunColumn, 7> runColumnsShown = {
    RunColumn::State, RunColumn::Message, RunColumn::Way, RunColumn::Began,
    RunColumn::By,    RunColumn::File,    RunColumn::Run};
QString titleOf(RunColumn column);

} // namespace connectorscope
