#pragma once

#include "core/index/stuck.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

/// "6 messages are stuck, the oldest for 9 h 12 min; 4 of them: no From header."
std::string stuckSentence(const StuckSummary& summary, UtcTime now);

/// "Incoming Mail", "Failed Mail", "PickUp", "BadMail".
constexpr std::size_t folderColumns = 14; ///< as wide as the longest of them
std::string_view folderWords(FolderKind folder);

/// "1 message", "2 messages".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

} // namespace connectorscope
