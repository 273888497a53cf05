#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/filters.h"
#include "core/index/actor.h"
#include "core/index/run_states.h"
#include "core/watch/message_ledger.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// From, to before.
struct TimeWindow
{
    UtcTime from;
    UtcTime before;
};

/// A time during which a folder was looked at without a longer pause.
struct WatchedTime
{
    FolderKind folder = FolderKind::None;
    UtcTime began;
    UtcTime until;
};

/// How a folder was at a look.
struct FolderLook
{
    FolderKind folder = FolderKind::None;
    UtcTime at;
    std::string path;
    std::optional<UtcTime> listed;
    std::optional<UtcTime> unreachableSince;
    std::string whyUnreachable;
    std::uint64_t entries = 0;
    std::uint64_t notLookedAt = 0;
    std::optional<std::uint64_t> freeSpace;
    std::optional<std::chrono::nanoseconds> skew;
};

/// A file that lay in a folder.
struct LyingFile
{
    FolderKind folder = FolderKind::None;
    UtcTime since;
    Verdict verdict = Verdict::Pending;
    std::optional<CauseId> cause;
    bool leftBehind = false;
};

struct CauseFailures
{
    std::optional<CauseId> cause;
    std::uint64_t count = 0;
};

/// A condition, and how long it held.
struct ConditionTime
{
    ConditionKey key;
    UtcTime since;
    std::optional<UtcTime> ended;
    std::string evidence; ///< the latest
};

/// What a filter would have said of a message.
struct FilterWord
{
    BypassedFilter filter = BypassedFilter::Recipient;
    bool stops = true;
    std::string reason;
};

/// A message of which filters would have had something to say.
struct FilteredMessage
{
    std::string id;
    UtcTime seen;
    std::string subject;
    std::string sender;
    std::vector<std::string> recipients;
    std::vector<FilterWord> words;
};

struct FilterCount
{
    BypassedFilter filter = BypassedFilter::Recipient;
    std::uint64_t stopped = 0;
    std::uint64_t forSome = 0;
};

struct FilteredDay
{
    std::uint64_t messages = 0;          ///< of which a filter had something to say
    std::uint64_t stopped = 0;           ///< of them, would have been stopped
    std::vector<FilterCount> counts;     ///< those filters that had something to say, in their order
    std::vector<FilteredMessage> listed; ///< the first ones
};

struct RunOfDay
{
    std::string id;
    std::string message;
    std::string subject;
    std::string kind;
    RunState state = RunState::Running; ///< Running: it had not ended yet
    std::string outcome;
    UtcTime began;
    std::optional<UtcTime> ended;
    Actor actor;
};

struct DeedOfDay
{
    std::string kind; ///< "held", "released", "acknowledged"
    UtcTime at;
    std::string message;
    std::string note;
    Actor actor;
};

/// What the journal tells of a day: how it was at a moment that has passed, and what happened in a window. It
/// needs nothing but the journal; what is older than the site's retention is not told any more. Everything
/// that is asked of one reader between two calls of refresh() is of the same state of the journal.
///
/// One connection: for one thread at a time.
class DayReader
{
public:
    static Result<std::unique_ptr<DayReader>> open(const std::filesystem::path& workFolder);
    DayReader(const DayReader&) = delete;
    DayReader& operator=(const DayReader&) = delete;
    ~DayReader();

    /// Sees what was written in the meantime.
    Result<> refresh();

    /// When the site was looked at for the first time that is known, and for the last.
    Result<std::optional<UtcTime>> firstWatched();
    Result<std::optional<UtcTime>> lastWatched();
    /// Times that reach into the window, in their order; not cut at its ends.
    Result<std::vector<WatchedTime>> watched(const TimeWindow& window);
    /// The last look at each folder before that moment, in no order; a folder without one is left out.
    Result<std::vector<FolderLook>> looks(UtcTime before);
    /// All files that lay in the folders just before that moment, in no order. A file whose name another file
    /// has taken since then is left out.
    Result<> eachLying(UtcTime before, const std::function<void(const LyingFile&)>& visit);
    /// How many messages were held then.
    Result<std::uint64_t> held(UtcTime before);
    /// Failed transfers by the cause that was found, the most frequent first.
    Result<std::vector<CauseFailures>> failures(const TimeWindow& window);
    /// Conditions that held in the window, the earliest first.
    Result<std::vector<ConditionTime>> conditions(const TimeWindow& window);
    /// When a message left Incoming Mail last, and when mail was handed over last, to a quarter of an hour;
    /// before that moment.
    Result<std::optional<UtcTime>> lastDeparture(UtcTime before);
    Result<std::optional<UtcTime>> lastHandOver(UtcTime before);
    /// Of messages that were first seen in the window, in that order; at most `limit` are listed.
    Result<FilteredDay> filtered(const TimeWindow& window, std::size_t limit);
    /// Runs that began or ended in the window, in the order in which they began.
    Result<std::vector<RunOfDay>> runs(const TimeWindow& window);
    /// Runs that waited for a person before that moment.
    Result<std::uint64_t> uncertainRuns(UtcTime before);
    Result<std::vector<DeedOfDay>> deeds(const TimeWindow& window);

    struct State; ///< internal to core/index

private:
    explicit DayReader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace connectorscope
