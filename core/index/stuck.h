#pragma once

#include "core/index/index_reader.h"
#include "core/site/site.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>

namespace connectorscope {

/// The path of a folder of the site; empty where the site has none of that kind.
const std::filesystem::path& folderPath(const Site& site, FolderKind folder);

std::filesystem::path pathOf(const Site& site, const Place& place);

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

} // namespace connectorscope
