#pragma once

#include "core/base/clock.h"
#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/filters.h"
#include "core/index/run_states.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

// The daily health report of a site: one model of plain values, from which every format is made. It holds
// facts and stable ids, no sentences: words, and how a number or a date is written, belong to the format and
// its language. Texts that come from mail (subjects, addresses, evidence) are as hostile as the mail: valid
// UTF-8, of bounded length, and nothing else is promised.

/// A date of the calendar, in the site's time zone.
using ReportDay = std::chrono::year_month_day;

/// A moment, to the second, with how far the clocks of the site's zone were ahead of UTC then.
struct ReportTime
{
    UtcTime at;
    std::chrono::seconds offset{};

    bool operator==(const ReportTime&) const = default;
};

/// "3 of the 10 are from yesterday": a count that may be unknown, because nothing is known of that day.
using ReportCount = std::optional<std::uint64_t>;

// 1: the verdict.

enum class ReportRating : std::uint8_t
{
    Ok,
    Attention,
    Critical
};
inline constexpr std::array<ReportRating, 3> reportRatings = {ReportRating::Ok, ReportRating::Attention,
                                                              ReportRating::Critical};
std::string_view toString(ReportRating rating); ///< "ok", "attention", "critical"

/// What decides the rating: the first of these that is so.
enum class ReportReason : std::uint8_t
{
    NotWatched,   ///< critical: nobody looked at any folder all day
    Condition,    ///< `cause` holds at the end of the day: critical if it is of Severity::Environment
    Uncertain,    ///< attention: `count` runs wait for a person to say what became of them
    Stuck,        ///< attention: `count` messages; `cause` is why most of them are, if one is known
    NotChecked,   ///< attention: nothing is stuck, as far as anybody looked; `count` gaps
    NothingStuck, ///< ok
};
inline constexpr std::array<ReportReason, 6> reportReasons = {
    ReportReason::NotWatched, ReportReason::Condition,  ReportReason::Uncertain,
    ReportReason::Stuck,      ReportReason::NotChecked, ReportReason::NothingStuck};
std::string_view toString(ReportReason reason); ///< "not-watched", "condition" ...

struct ReportVerdict
{
    ReportRating rating = ReportRating::Ok;
    ReportReason reason = ReportReason::NothingStuck;
    std::optional<CauseId> cause;
    FolderKind folder = FolderKind::None; ///< of a condition: which it is about; None: all of the site
    std::uint64_t count = 0;

    bool operator==(const ReportVerdict&) const = default;
};

// 2: what to do.

enum class ReportTodoKind : std::uint8_t
{
    Condition, ///< mend `cause`, a condition; what to do is Cause::advice
    Uncertain, ///< look what became of `count` runs
    Stuck,     ///< `count` messages are stuck for `cause`; nullopt: for a cause that nobody knows
    Watch,     ///< keep a watch running: there were gaps
};
inline constexpr std::array<ReportTodoKind, 4> reportTodoKinds = {
    ReportTodoKind::Condition, ReportTodoKind::Uncertain, ReportTodoKind::Stuck, ReportTodoKind::Watch};
std::string_view toString(ReportTodoKind kind); ///< "condition", "uncertain", "stuck", "watch"

struct ReportTodo
{
    ReportTodoKind kind = ReportTodoKind::Stuck;
    std::optional<CauseId> cause;
    FolderKind folder = FolderKind::None;
    std::uint64_t count = 0;
    std::string evidence; ///< of a condition, a sentence without its full stop; else empty
    std::string command;  ///< to type: "connectorctl requeue --cause missing-from --repair"

    bool operator==(const ReportTodo&) const = default;
};

// 3: figures.

enum class ReportFigure : std::uint8_t
{
    Arrived,
    Failed,
    HandedOver,
    BadMailed,
    Filtered,      ///< messages that the bypassed filters would have stopped
    Stuck,         ///< at the end of the day
    Held,          ///< by hand, at the end of the day
    OldestMinutes, ///< how long the oldest of what is stuck had been so, at the end of the day
};
inline constexpr std::array<ReportFigure, 8> reportFigures = {
    ReportFigure::Arrived,  ReportFigure::Failed, ReportFigure::HandedOver, ReportFigure::BadMailed,
    ReportFigure::Filtered, ReportFigure::Stuck,  ReportFigure::Held,       ReportFigure::OldestMinutes};
std::string_view toString(ReportFigure figure); ///< "arrived", "failed", "handed-over", ..., "oldest-minutes"

struct ReportFigureRow
{
    ReportFigure figure = ReportFigure::Arrived;
    ReportCount today; ///< nullopt: nobody looked; of OldestMinutes also: nothing is stuck
    ReportCount yesterday;
    ReportCount lastWeek; ///< the same day of the week before
    ReportCount median;   ///< of the seven days before; of those that are known, and at least three

    bool operator==(const ReportFigureRow&) const = default;
};

// 4: ages.

/// Where a class of ages ends, which does not hold that age itself; the last class has no end.
inline constexpr std::array<std::chrono::minutes, 9> reportAgeLimits = {
    std::chrono::minutes(5),   std::chrono::minutes(10),  std::chrono::minutes(20),
    std::chrono::minutes(40),  std::chrono::minutes(80),  std::chrono::minutes(160),
    std::chrono::minutes(320), std::chrono::minutes(640), std::chrono::minutes(1280)};
using ReportAges = std::array<std::uint64_t, reportAgeLimits.size() + 1>;

struct ReportAgeRow
{
    std::optional<CauseId> cause; ///< nullopt: none is known
    ReportAges ages{};
    std::uint64_t total = 0;

    bool operator==(const ReportAgeRow&) const = default;
};

// 5: causes.

enum class ReportChange : std::uint8_t
{
    New,   ///< on none of the seven days before that are known; never said where none of them is
    Worse, ///< more are stuck for it than the day before
    Same,
    Gone ///< some were stuck for it the day before, and none is
};
inline constexpr std::array<ReportChange, 4> reportChanges = {ReportChange::New, ReportChange::Worse,
                                                              ReportChange::Same, ReportChange::Gone};
std::string_view toString(ReportChange change); ///< "new", "worse", "same", "gone"

struct ReportCauseRow
{
    CauseId cause = CauseId::NoFaultFound;
    ReportChange change = ReportChange::Same;
    std::uint64_t stuck = 0;    ///< at the end of the day
    std::uint64_t failed = 0;   ///< during the day
    ReportCount stuckYesterday; ///< nullopt: the day before is not known

    bool operator==(const ReportCauseRow&) const = default;
};

// 6: the trend of 30 days, and the hours of the day.

struct ReportTrendDay
{
    ReportDay day{};
    ReportCount arrived;
    ReportCount failed;
    ReportCount handedOver;
    ReportCount badMailed;
    ReportCount stuck;    ///< at its end
    bool isWhole = false; ///< known, and watched without a gap

    bool operator==(const ReportTrendDay&) const = default;
};

/// An hour of the day; where the clocks change there are 23 or 25 of them, and two may bear one number.
struct ReportHour
{
    ReportTime begin;
    std::uint64_t arrived = 0;
    std::uint64_t failed = 0;
    std::uint64_t handedOver = 0;
    std::uint64_t badMailed = 0;

    bool operator==(const ReportHour&) const = default;
};

// 7: accounts.

struct ReportAccount
{
    std::string name;
    std::uint64_t fetched = 0;             ///< messages of the day
    std::optional<ReportTime> lastFetched; ///< when it was last asked with success
    std::string error;                     ///< of the last time; empty: it went well

    bool operator==(const ReportAccount&) const = default;
};

// 8: folders, disk, services.

struct ReportFolder
{
    FolderKind folder = FolderKind::None;
    std::string path;                           ///< for people
    std::optional<ReportTime> lastListed;       ///< the last time that it could be
    std::optional<ReportTime> unreachableSince; ///< nullopt: it can be listed
    std::string whyUnreachable;
    std::uint64_t entries = 0; ///< message files at that listing
    std::uint64_t stuck = 0;
    std::optional<ReportTime> oldestStuck;         ///< since when
    std::uint64_t notLookedAt = 0;                 ///< sub-folders, links and the like
    std::optional<std::uint64_t> freeSpace;        ///< bytes on its volume; nullopt: not known
    std::optional<std::chrono::milliseconds> skew; ///< how far its server's clock is ahead of ours

    bool operator==(const ReportFolder&) const = default;
};

/// A condition of the site that held during the day.
struct ReportCondition
{
    CauseId cause = CauseId::FolderUnreachable;
    FolderKind folder = FolderKind::None;
    ReportTime since;
    std::optional<ReportTime> ended; ///< nullopt: it holds at the end of the day
    std::string evidence;

    bool operator==(const ReportCondition&) const = default;
};

enum class ReportService : std::uint8_t
{
    Connector, ///< takes mail out of Incoming Mail
    Smtp,      ///< takes mail out of PickUp
};
inline constexpr std::array<ReportService, 2> reportServices = {ReportService::Connector,
                                                                ReportService::Smtp};
std::string_view toString(ReportService service); ///< "connector", "smtp"

/// A service, as far as the folders tell of it.
struct ReportServiceRow
{
    ReportService service = ReportService::Connector;
    std::optional<ReportTime> lastSeen; ///< took mail then, to a quarter of an hour; nullopt: never seen
    std::optional<CauseId> condition;   ///< holds at the end of the day and says that it does not work

    bool operator==(const ReportServiceRow&) const = default;
};

// 9: mail that bypassed the filters, and what they would have said.

struct ReportFilterSum
{
    BypassedFilter filter = BypassedFilter::Recipient;
    std::uint64_t stopped = 0; ///< messages of the day
    std::uint64_t forSome = 0; ///< not the message, but for one of those who get it

    bool operator==(const ReportFilterSum&) const = default;
};

struct ReportFilterWord
{
    BypassedFilter filter = BypassedFilter::Recipient;
    bool stops = true;
    std::string reason; ///< a sentence without its beginning

    bool operator==(const ReportFilterWord&) const = default;
};

struct ReportFiltered
{
    std::string id;
    ReportTime seen;
    std::string subject;
    std::string sender;                  ///< an address; may be empty
    std::vector<std::string> recipients; ///< the first ten
    std::vector<ReportFilterWord> words;

    bool operator==(const ReportFiltered&) const = default;
};

struct ReportFilters
{
    std::uint64_t messages = 0;         ///< first seen that day
    std::uint64_t stopped = 0;          ///< of them, would have been, by whichever filter
    std::vector<ReportFilterSum> sums;  ///< one for each filter, in their order
    std::vector<ReportFiltered> listed; ///< the first ones of the day, at most HealthReport::mostListed
    std::uint64_t unlisted = 0;         ///< more of them

    bool operator==(const ReportFilters&) const = default;
};

// 10: what was done.

struct ReportRunSum
{
    std::string kind; ///< "requeue", "delete" ...
    RunState state = RunState::Running;
    std::uint64_t count = 0;

    bool operator==(const ReportRunSum&) const = default;
};

/// A run that began or ended during the day, as it was at the day's end.
struct ReportRun
{
    std::string id;
    std::string message;
    std::string subject;
    std::string kind;
    RunState state = RunState::Running;
    std::string outcome; ///< for people; may be empty
    ReportTime began;
    std::optional<ReportTime> ended;
    std::string account; ///< who asked for it
    std::string machine;

    bool operator==(const ReportRun&) const = default;
};

/// What a person did to one message without a run.
struct ReportDeed
{
    std::string kind; ///< "held", "released", "acknowledged"
    ReportTime at;
    std::string message;
    std::string note; ///< may be empty
    std::string account;
    std::string machine;

    bool operator==(const ReportDeed&) const = default;
};

struct ReportDone
{
    std::vector<ReportRunSum> sums; ///< of all runs, in the order of kind and state
    std::vector<ReportRun> runs;    ///< the first ones of the day, at most HealthReport::mostListed
    std::uint64_t unlistedRuns = 0;
    std::vector<ReportDeed> deeds; ///< the same
    std::uint64_t unlistedDeeds = 0;

    bool operator==(const ReportDone&) const = default;
};

// 11: what was not checked.

enum class ReportGapKind : std::uint8_t
{
    NotWatched,  ///< nobody looked at `folder` from `from` to `until` (None: at any)
    Unreachable, ///< it could not be listed from `from` to `until`
    Unreadable,  ///< `count` messages in `folder` could not be read, at the end of the day
    NotLookedAt, ///< `count` sub-folders, links and the like in `folder` that are never looked at
    Accounts,    ///< the accounts are not set up here
};
inline constexpr std::array<ReportGapKind, 5> reportGapKinds = {
    ReportGapKind::NotWatched, ReportGapKind::Unreachable, ReportGapKind::Unreadable,
    ReportGapKind::NotLookedAt, ReportGapKind::Accounts};
std::string_view toString(ReportGapKind kind); ///< "not-watched", "unreachable", ...

struct ReportGap
{
    ReportGapKind kind = ReportGapKind::NotWatched;
    FolderKind folder = FolderKind::None;
    std::optional<ReportTime> from;
    std::optional<ReportTime> until;
    std::uint64_t count = 0;
    std::string why; ///< may be empty
    /// It keeps the report from being green. False: it is only said, and always so for this site.
    bool counts = true;

    bool operator==(const ReportGap&) const = default;
};

struct HealthReport
{
    static constexpr std::size_t mostListed = 1000;
    static constexpr std::size_t mostTodos = 5;
    static constexpr std::size_t trendDays = 30;

    std::string site;
    ReportDay day{};
    std::string timeZone; ///< its name: "Europe/Berlin"
    ReportTime begin;     ///< the window: from here
    ReportTime end;       ///< to before here
    /// The day is not closed: the figures are as of `until`, and may change.
    bool isProvisional = false;
    ReportTime until;               ///< the end of the window, or when a provisional report was made
    std::optional<ReportTime> asOf; ///< when all folders had last been listed; nullopt: never

    ReportVerdict verdict;            // 1
    std::vector<ReportTodo> todos;    // 2: the most urgent first, at most mostTodos
    std::uint64_t stuck = 0;          //    at the end of the day
    std::optional<ReportTime> oldest; //    of what is stuck: since when it lies there
    /// A row for each of reportFigures, in their order.
    std::vector<ReportFigureRow> figures; // 3
    std::vector<ReportAgeRow> ages;       // 4: the most frequent first; what is stuck and nothing else
    std::vector<ReportCauseRow> causes;   // 5: new, worse, same, gone; within them the most frequent first
    std::vector<ReportTrendDay> trend;    // 6: trendDays of them, the earliest first, the last one `day`
    std::vector<ReportHour> hours;        // 6: all hours of the window, those to come as well
    std::optional<std::vector<ReportAccount>> accounts; // 7: nullopt: not set up
    std::vector<ReportFolder> folders;                  // 8
    std::vector<ReportCondition> conditions; // 8: that hold, then that ended; within them the earliest first
    std::vector<ReportServiceRow> services;  // 8
    ReportFilters filters;                   // 9
    ReportDone done;                         // 10
    std::vector<ReportGap> notChecked;       // 11

    bool operator==(const HealthReport&) const = default;
};

/// How many more are stuck than the day before; nullopt where that day is not known.
std::optional<std::int64_t> stuckSinceYesterday(const HealthReport& report);
std::uint64_t newCauses(const HealthReport& report);

/// "2026-11-23".
std::string reportDayText(const ReportDay& day);
std::optional<ReportDay> reportDayFrom(std::string_view text);
/// "2026-11-23T06:15:00+01:00".
std::string reportTimeText(const ReportTime& time);
std::optional<ReportTime> reportTimeFrom(std::string_view text);

} // namespace connectorscope
