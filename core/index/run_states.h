#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace connectorscope {

/// Where a run is, and how it ended. One message is in one unfinished run at a time.
enum class RunState : std::uint8_t
{
    Running,        ///< nothing of it is where others can see it
    Exposed,        ///< a name in PickUp or Incoming Mail; its consumer may take it at any time
    Stalled,        ///< exposed for too long
    OutcomeUnknown, ///< after a power failure; a person has to say
    UndoUncertain,  ///< taken back, or handed over; a person has to say
    HandedOver,     ///< its consumer has taken it
    Ineffective,    ///< it came back to Failed Mail
    BadMailed,      ///< it lies in BadMail
    Deleted,        ///< in the vault
    Failed,         ///< nothing went out, and the message is where it was
    Cancelled,      ///< the same, because somebody asked for it
    Undone          ///< the original is back in its folder
};
inline constexpr std::array<RunState, 12> runStates = {
    RunState::Running,       RunState::Exposed,    RunState::Stalled,     RunState::OutcomeUnknown,
    RunState::UndoUncertain, RunState::HandedOver, RunState::Ineffective, RunState::BadMailed,
    RunState::Deleted,       RunState::Failed,     RunState::Cancelled,   RunState::Undone};

/// The one table of what may follow what.
bool mayFollow(RunState from, RunState to);
/// It holds the message no longer: another run of it may begin.
bool isFinished(RunState state);

/// What a run does to files and servers.
enum class RunStep : std::uint8_t
{
    Claim,
    Archive,
    Fetch,
    Repair,
    Stage,
    Transfer,
    Remove, ///< of the claimed source, once its successor is safe
    PickUp,
    Deliver,
    Undo
};
inline constexpr std::array<RunStep, 10> runSteps = {
    RunStep::Claim,    RunStep::Archive, RunStep::Fetch,  RunStep::Repair,  RunStep::Stage,
    RunStep::Transfer, RunStep::Remove,  RunStep::PickUp, RunStep::Deliver, RunStep::Undo};

/// How far a step is. What may have an effect is written before it has one.
enum class StepPhase : std::uint8_t
{
    Begun,    ///< before its first effect
    Exposing, ///< before the effect that others see
    Done,     ///< after its last effect
    Failed,   ///< without an effect that stays; may begin again
    Skipped   ///< not needed
};
inline constexpr std::array<StepPhase, 5> stepPhases = {
    StepPhase::Begun, StepPhase::Exposing, StepPhase::Done, StepPhase::Failed, StepPhase::Skipped};

/// The one table of which phase of a step may follow which; `from` is nullopt for its first. What is done is
/// never begun again.
bool mayFollow(std::optional<StepPhase> from, StepPhase to);

// What is stored and printed: "handed-over", "pick-up", "exposing". From it: nullopt for what only a newer
// program knows.
std::string_view toString(RunState state);
std::string_view toString(RunStep step);
std::string_view toString(StepPhase phase);
std::optional<RunState> runStateFrom(std::string_view text);
std::optional<RunStep> runStepFrom(std::string_view text);
std::optional<StepPhase> stepPhaseFrom(std::string_view text);

} // namespace connectorscope
