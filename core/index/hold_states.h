#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace connectorscope {

/// Where a message is that is, or shall be, out of the way.
enum class HoldState : std::uint8_t
{
    Holding,  ///< its file is about to be moved away
    Held,     ///< it lies where its hold says
    Releasing ///< it is about to be moved back
};
inline constexpr std::array<HoldState, 3> holdStates = {HoldState::Holding, HoldState::Held,
                                                        HoldState::Releasing};

/// The one table of what may follow what; nullopt: the message is not held. A move that did not happen leads
/// back to where it began.
bool mayFollow(std::optional<HoldState> from, std::optional<HoldState> to);

/// "holding", "held", "releasing": what is stored and printed.
std::string_view toString(HoldState state);
std::optional<HoldState> holdStateFrom(std::string_view text);

} // namespace connectorscope
