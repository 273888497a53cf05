#pragma once

#include "core/index/site_state.h"
#include "ui/engine/engine_tools.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace connectorscope {

/// Of a cause, how many messages are stuck for it.
struct CauseShare
{
    std::optional<CauseId> cause; ///< nullopt: no cause is known
    std::uint64_t count = 0;
};

/// Ages of stuck mail are told in these classes; the last one has no end.
inline constexpr std::array<std::chrono::minutes, 4> ageLimits = {
    std::chrono::minutes(20), std::chrono::hours(2), std::chrono::hours(5), std::chrono::hours(10)};
using AgeCounts = std::array<std::uint64_t, ageLimits.size() + 1>;

/// The last 24 hours, the present one last.
using DayOfHours = std::array<std::uint64_t, 24>;

struct FolderOverview
{
    FolderFigures figures;
    DayOfHours hours{};                                      ///< what came there; of PickUp, what left it
    std::vector<std::pair<Verdict, std::uint64_t>> verdicts; ///< of what is stuck, the most frequent first
};

/// All that the page tells; a plain value, made on the engine's thread.
struct OverviewData
{
    SiteState state;
    std::vector<FolderOverview> folders; ///< in the order of state.folders
    StuckSummary stuck;
    std::vector<CauseShare> causes; ///< the most frequent first, at most shownCauses
    std::uint64_t otherCauses = 0;  ///< messages that are stuck for others
    std::vector<AgeCounts> ages;    ///< of `causes`
    DayOfHours failed{};
    std::uint64_t failedToday = 0;              ///< in the last 24 hours
    std::optional<std::uint64_t> failedUsually; ///< the median of the days before; nullopt: too few
    std::optional<UtcTime> lastMoved;           ///< when mail was handed over last, to a quarter of an hour

    static constexpr std::size_t shownCauses = 6;
};

Result<OverviewData> readOverview(EngineTools& tools, const std::stop_token& stop);

} // namespace connectorscope
