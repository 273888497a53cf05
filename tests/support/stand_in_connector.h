#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace connectorscope {

/// What the connector's transfer makes of a message: a recipient of its own is added, Message-ID and Date are
/// replaced, the hops before it dropped, its marks set. The body stays.
std::string rewrittenByConnector(std::string_view message, std::string_view alias, unsigned number);

/// How many of a hundred files meet which fate; the others are taken.
struct StandInMood
{
    int failed = 0;  ///< are moved to Failed Mail as they are
    int ignored = 0; ///< stay where they are
};

/// Stands in for the real connector: takes what lies in `Incoming Mail` below `root`, rewrites it, and moves
/// it to `PickUp` under a name of its own, whole. One pass over the folder; the same seed does the same.
void runStandInConnector(const std::filesystem::path& root, unsigned seed, const StandInMood& mood);

} // namespace connectorscope
