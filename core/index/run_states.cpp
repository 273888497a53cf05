#include "core/index/run_states.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::array runTransitions = {
    std::pair{RunState::Running, RunState::Exposed},
    std::pair{RunState::Running, RunState::OutcomeUnknown},
    // Its consumer, or our own delivery, was quicker than we could look.
    std::pair{RunState::Running, RunState::HandedOver},
    std::pair{RunState::Running, RunState::Deleted},
    std::pair{RunState::Running, RunState::Failed},
    std::pair{RunState::Running, RunState::Cancelled},
    std::pair{RunState::Running, RunState::Undone},
    std::pair{RunState::Exposed, RunState::Stalled},
    std::pair{RunState::Exposed, RunState::OutcomeUnknown},
    std::pair{RunState::Exposed, RunState::UndoUncertain},
    std::pair{RunState::Exposed, RunState::HandedOver},
    std::pair{RunState::Exposed, RunState::Ineffective},
    std::pair{RunState::Exposed, RunState::BadMailed},
    std::pair{RunState::Exposed, RunState::Undone},
    std::pair{RunState::Stalled, RunState::OutcomeUnknown},
    std::pair{RunState::Stalled, RunState::UndoUncertain},
    std::pair{RunState::Stalled, RunState::HandedOver},
    std::pair{RunState::Stalled, RunState::Ineffective},
    std::pair{RunState::Stalled, RunState::BadMailed},
    std::pair{RunState::Stalled, RunState::Undone},
    std::pair{RunState::OutcomeUnknown, RunState::HandedOver},
    std::pair{RunState::OutcomeUnknown, RunState::Ineffective},
    std::pair{RunState::OutcomeUnknown, RunState::BadMailed},
    std::pair{RunState::OutcomeUnknown, RunState::Failed},
    std::pair{RunState::OutcomeUnknown, RunState::Undone},
    std::pair{RunState::UndoUncertain, RunState::HandedOver},
    std::pair{RunState::UndoUncertain, RunState::BadMailed},
    std::pair{RunState::UndoUncertain, RunState::Undone},
    // What was handed over may turn out badly later.
    std::pair{RunState::HandedOver, RunState::Ineffective},
    std::pair{RunState::HandedOver, RunState::BadMailed},
    std::pair{RunState::Deleted, RunState::Undone},
};

constexpr std::array phaseTransitions = {
    std::pair{std::optional<StepPhase>(), StepPhase::Begun},
    std::pair{std::optional<StepPhase>(), StepPhase::Skipped},
    std::pair{std::optional(StepPhase::Begun), StepPhase::Begun}, // once more after a stop
    std::pair{std::optional(StepPhase::Begun), StepPhase::Exposing},
    std::pair{std::optional(StepPhase::Begun), StepPhase::Done},
    std::pair{std::optional(StepPhase::Begun), StepPhase::Failed},
    std::pair{std::optional(StepPhase::Exposing), StepPhase::Done},
    std::pair{std::optional(StepPhase::Exposing), StepPhase::Failed},
    std::pair{std::optional(StepPhase::Failed), StepPhase::Begun},
};

/// The value that is called so.
template <class Known>
auto stateNamed(const Known& known, std::string_view text) -> std::optional<typename Known::value_type>
{
    for (const auto value : known) {
        if (toString(value) == text)
            return value;
    }
    return std::nullopt;
}

} // namespace

bool mayFollow(RunState from, RunState to)
{
    return std::ranges::find(runTransitions, std::pair{from, to}) != runTransitions.end();
}

bool isFinished(RunState state)
{
    switch (state) {
    case RunState::Running:
    case RunState::Exposed:
    case RunState::Stalled:
    case RunState::OutcomeUnknown:
    case RunState::UndoUncertain:
        return false;
    case RunState::HandedOver:
    case RunState::Ineffective:
    case RunState::BadMailed:
    case RunState::Deleted:
    case RunState::Failed:
    case RunState::Cancelled:
    case RunState::Undone:
        return true;
    }
    return true;
}

bool mayFollow(std::optional<StepPhase> from, StepPhase to)
{
    return std::ranges::find(phaseTransitions, std::pair{from, to}) != phaseTransitions.end();
}

std::string_view toString(RunState state)
{
    switch (state) {
    case RunState::Running:
        return "running";
    case RunState::Exposed:
        return "exposed";
    case RunState::Stalled:
        return "stalled";
    case RunState::OutcomeUnknown:
        return "outcome-unknown";
    case RunState::UndoUncertain:
        return "undo-uncertain";
    case RunState::HandedOver:
        return "handed-over";
    case RunState::Ineffective:
        return "ineffective";
    case RunState::BadMailed:
        return "bad-mailed";
    case RunState::Deleted:
        return "deleted";
    case RunState::Failed:
        return "failed";
    case RunState::Cancelled:
        return "cancelled";
    case RunState::Undone:
        return "undone";
    }
    return {};
}

std::string_view toString(RunStep step)
{
    switch (step) {
    case RunStep::Claim:
        return "claim";
    case RunStep::Archive:
        return "archive";
    case RunStep::Fetch:
        return "fetch";
    case RunStep::Repair:
        return "repair";
    case RunStep::Stage:
        return "stage";
    case RunStep::Transfer:
        return "transfer";
    case RunStep::Remove:
        return "remove";
    case RunStep::PickUp:
        return "pick-up";
    case RunStep::Deliver:
        return "deliver";
    case RunStep::Undo:
        return "undo";
    }
    return {};
}

std::string_view toString(StepPhase phase)
{
    switch (phase) {
    case StepPhase::Begun:
        return "begun";
    case StepPhase::Exposing:
        return "exposing";
    case StepPhase::Done:
        return "done";
    case StepPhase::Failed:
        return "failed";
    case StepPhase::Skipped:
        return "skipped";
    }
    return {};
}

std::optional<RunState> runStateFrom(std::string_view text)
{
    return stateNamed(runStates, text);
}

std::optional<RunStep> runStepFrom(std::string_view text)
{
    return stateNamed(runSteps, text);
}

std::optional<StepPhase> stepPhaseFrom(std::string_view text)
{
    return stateNamed(stepPhases, text);
}

} // namespace connectorscope
