#include "core/index/hold_states.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::array holdTransitions = {
    std::pair{std::optional<HoldState>(), std::optional(HoldState::Holding)},
    std::pair{std::optional(HoldState::Holding), std::optional(HoldState::Held)},
    std::pair{std::optional(HoldState::Holding), std::optional<HoldState>()},
    std::pair{std::optional(HoldState::Held), std::optional(HoldState::Releasing)},
    std::pair{std::optional(HoldState::Releasing), std::optional<HoldState>()},
    std::pair{std::optional(HoldState::Releasing), std::optional(HoldState::Held)},
};

} // namespace

bool mayFollow(std::optional<HoldState> from, std::optional<HoldState> to)
{
    return std::ranges::find(holdTransitions, std::pair{from, to}) != holdTransitions.end();
}

std::string_view toString(HoldState state)
{
    switch (state) {
    case HoldState::Holding:
        return "holding";
    case HoldState::Held:
        return "held";
    case HoldState::Releasing:
        return "releasing";
    }
    return {};
}

std::optional<HoldState> holdStateFrom(std::string_view text)
{
    const auto* const found =
        std::ranges::find_if(holdStates, [&](HoldState state) { return toString(state) == text; });
    return found == holdStates.end() ? std::nullopt : std::optional(*found);
}

} // namespace connectorscope
