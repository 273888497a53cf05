#include "core/index/action_states.h"

#include <algorithm>

namespace connectorscope {

namespace {

struct ActionTransition
{
    ActionState from;
    ActionStep step;
    ActionState to;
};

constexpr std::array actionTransitions = {
    ActionTransition{ActionState::Waiting, ActionStep::Take, ActionState::Taken},
    ActionTransition{ActionState::Waiting, ActionStep::CancelNow, ActionState::Cancelled},
    ActionTransition{ActionState::Taken, ActionStep::GiveBack, ActionState::Waiting},
    ActionTransition{ActionState::Taken, ActionStep::Finish, ActionState::Done},
    ActionTransition{ActionState::Taken, ActionStep::Fail, ActionState::Failed},
    ActionTransition{ActionState::Taken, ActionStep::Stop, ActionState::Cancelled},
};

} // namespace

std::optional<ActionState> after(ActionState state, ActionStep step)
{
    const auto* const found =
        std::ranges::find_if(actionTransitions, [&](const ActionTransition& transition) {
            return transition.from == state && transition.step == step;
        });
    return found == actionTransitions.end() ? std::nullopt : std::optional(found->to);
}

bool isEnded(ActionState state)
{
    return std::ranges::none_of(
        actionTransitions, [state](const ActionTransition& transition) { return transition.from == state; });
}

std::string_view toString(ActionState state)
{
    switch (state) {
    case ActionState::Waiting:
        return "waiting";
    case ActionState::Taken:
        return "taken";
    case ActionState::Done:
        return "done";
    case ActionState::Failed:
        return "failed";
    case ActionState::Cancelled:
        return "cancelled";
    }
    return {};
}

std::string_view toString(ActionStep step)
{
    switch (step) {
    case ActionStep::Take:
        return "take";
    case ActionStep::GiveBack:
        return "give back";
    case ActionStep::Finish:
        return "finish";
    case ActionStep::Fail:
        return "fail";
    case ActionStep::Stop:
        return "stop";
    case ActionStep::CancelNow:
        return "cancel";
    }
    return {};
}

std::optional<ActionState> actionStateFrom(std::string_view text)
{
    const auto* const found =
        std::ranges::find_if(actionStates, [&](ActionState state) { return toString(state) == text; });
    return found == actionStates.end() ? std::nullopt : std::optional(*found);
}

} // namespace connectorscope
