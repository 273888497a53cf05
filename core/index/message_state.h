#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace connectorscope {

/// Where a message is now, or what became of it.
enum class MessageState : std::uint8_t
{
    Present,    ///< in the folder that its row names
    Held,       ///< taken out of the way by hand; released when somebody says so
    Replaced,   ///< another file came under its name
    HandedOver, ///< left PickUp, or Incoming Mail without failing: more nobody knows
    Gone,       ///< its name has left the folder, and nobody knows where to
    Deleted     ///< by a person, with this program
};

inline constexpr std::array<MessageState, 6> messageStates = {
    MessageState::Present,    MessageState::Held, MessageState::Replaced,
    MessageState::HandedOver, MessageState::Gone, MessageState::Deleted};

/// "present", "held", "replaced", "handed-over", "gone", "deleted": what is stored and printed.
std::string_view toString(MessageState state);

} // namespace connectorscope
