#pragma once

#include <QFlags>

#include <cstdint>

namespace connectorscope {

/// What can be done with a message.
enum class Deed : std::uint16_t
{
    Requeue = 1,
    RepairAndRequeue = 2,
    ChooseMailbox = 4,
    Hold = 8,
    Release = 16,
    Remove = 32,
    Acknowledge = 64
};
Q_DECLARE_FLAGS(Deeds, Deed)
Q_DECLARE_OPERATORS_FOR_FLAGS(Deeds)

} // namespace connectorscope
