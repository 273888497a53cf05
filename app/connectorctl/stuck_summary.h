#pragma once

#include "core/index/index_reader.h"
#include "core/site/site.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace connectorscope {

/// When mail of the site is stuck, as of `now`.
StuckLimits stuckLimits(const Site& site, UtcTime now);
/// Whether a row of the index is stuck.
bool isStuck(const MessageRow& row, const StuckLimits& limits);

/// What is stuck, in figures.
struct StuckSummary
{
    std::uint64_t count = 0;
    std::optional<UtcTime> oldest;
    std::optional<CauseId> mostFrequent; ///< the primary cause of most of them
    std::uint64_t ofMostFrequent = 0;
};

/// `filter` asks for what is stuck (MessageFilter::stuck), and perhaps for less.
Result<StuckSummary> summariseStuck(IndexReader& index, const MessageFilter& filter, std::stop_token stop);

/// "6 messages are stuck, the oldest for 9 h 12 min; 4 of them: no From header."
std::string stuckSentence(const StuckSummary& summary, UtcTime now);

/// "Incoming Mail", "Failed Mail", "PickUp", "BadMail".
constexpr std::size_t folderColumns = 14; ///< as wide as the longest of them
std::string_view folderWords(FolderKind folder);
/// The path of a folder of the site.
const std::filesystem::path& folderPath(const Site& site, FolderKind folder);

/// "1 message", "2 messages".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

} // namespace connectorscope
