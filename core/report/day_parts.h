#pragma once

#include "core/base/time_zone.h"
#include "core/index/day_reader.h"
#include "core/index/journal_reader.h"
#include "core/report/report.h"
#include "core/report/report_summary.h"
#include "core/site/site.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace connectorscope {

// The parts of a report, each made from what was read before. Internal to core/report; pure.

/// What was stuck at the end of the day.
struct DayStuck
{
    std::map<std::optional<CauseId>, ReportAgeRow> byCause;
    std::map<FolderKind, std::uint64_t> byFolder;
    std::map<FolderKind, UtcTime> oldestByFolder;
    std::map<FolderKind, std::uint64_t> unreadable; ///< stuck or not
    std::uint64_t count = 0;
    std::optional<UtcTime> oldest;

    /// Takes a file that lay in a folder of the site at `moment`.
    void take(const Site& site, const LyingFile& file, UtcTime moment);
};

/// All that the journal tells of a day, and of days before.
struct DayFacts
{
    const Site& site;
    const TimeZone& zone;
    ReportDay day;
    TimeWindow window;
    UtcTime until;
    std::vector<ReportSummary> history = {}; ///< of days before that are known, in any order
    DayStuck stuck = {};
    std::uint64_t held = 0;
    std::uint64_t uncertain = 0;
    std::vector<QuarterFigures> quarters = {};
    std::vector<CauseFailures> failures = {};
    std::vector<ConditionTime> conditions = {};
    std::vector<WatchedTime> watched = {};
    std::vector<FolderLook> looks = {};
    FilteredDay filtered = {};
    std::vector<RunOfDay> runs = {};
    std::vector<DeedOfDay> deeds = {};
    std::optional<UtcTime> lastDeparture = {};
    std::optional<UtcTime> lastHandOver = {};

    ReportTime time(UtcTime at) const;
    std::optional<ReportTime> time(const std::optional<UtcTime>& at) const;
    /// nullptr: the day so many days before is not known.
    const ReportSummary* daysBefore(int days) const;
};

/// The folders that the site has.
std::vector<FolderKind> foldersOf(const Site& site);

/// The beginning of a text that mail brought, as a report keeps it.
std::string reportedText(std::string_view text, std::size_t limit = 200);

/// Part 11. Needs nothing else.
std::vector<ReportGap> gapsOf(const DayFacts& facts);
/// Whether nobody looked at any folder at all.
bool nobodyLooked(const DayFacts& facts);

void addFigures(const DayFacts& facts, HealthReport& report);   // 3, 4, 5
void addTrend(const DayFacts& facts, HealthReport& report);     // 6; needs the figures and the gaps
void addSiteParts(const DayFacts& facts, HealthReport& report); // 8
void addMailParts(const DayFacts& facts, HealthReport& report); // 9, 10
void addVerdict(const DayFacts& facts, HealthReport& report);   // 1, 2; needs all others

} // namespace connectorscope
