#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace connectorscope {

/// What has become of something that the worker was asked to do.
enum class ActionState : std::uint8_t
{
    Waiting,  ///< nobody does it
    Taken,    ///< a worker does it
    Done,     ///< ended well
    Failed,   ///< ended, and something of it was refused or has failed
    Cancelled ///< ended early because somebody asked for that
};
inline constexpr std::array<ActionState, 5> actionStates = {
    ActionState::Waiting, ActionState::Taken, ActionState::Done, ActionState::Failed, ActionState::Cancelled};

/// What happens to it.
enum class ActionStep : std::uint8_t
{
    Take,      ///< by a worker
    GiveBack,  ///< its worker has died, or ends before it is done
    Finish,    ///< by its worker
    Fail,      ///< by its worker
    Stop,      ///< by its worker, which was asked to cancel it
    CancelNow, ///< by anybody, before a worker has taken it
};

/// The one table of what may follow what; nullopt for what may not.
std::optional<ActionState> after(ActionState state, ActionStep step);

/// Nothing can follow.
bool isEnded(ActionState state);

/// "waiting", "taken", "done", "failed", "cancelled": what is stored and printed.
std::string_view toString(ActionState state);
std::string_view toString(ActionStep step);
/// Of what is stored; nullopt for what only a newer program knows.
std::optional<ActionState> actionStateFrom(std::string_view text);

} // namespace connectorscope
