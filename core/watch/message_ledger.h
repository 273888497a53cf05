#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/watch/condition.h"
#include "core/watch/folder_health.h"
#include "core/watch/folder_listing.h"
#include "core/watch/scanned_message.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// A name in one of the site's folders; the bytes of the name as of pathBytes().
struct Place
{
    FolderKind folder = FolderKind::None;
    std::string name;

    bool operator==(const Place&) const = default;
};

/// A file that the ledger believes to be in its folder.
struct KnownFile
{
    std::string_view name; ///< valid during the call
    FileStamp stamp;
    /// It was read and judged with this stamp. False: not settled yet, or not readable, or (in PickUp) not
    /// looked at because it is not stalled.
    bool judged = false;
};

/// Where a message was seen.
struct MessagePlace
{
    std::string message; ///< its id
    Place place;
    bool present = false; ///< the ledger believes that it is still there
    UtcTime lastSeen;
};

/// What happened to a file.
enum class RecordKind : std::uint8_t
{
    /// A name that was not in the folder. The file is not judged: not settled, or in PickUp. It belongs to no
    /// message yet, unless `message` says so (a file of a run).
    Arrived,
    /// Another file, or other content, under a name that was there; not judged yet. The message that was
    /// there keeps its history; what is there now is pending.
    Changed,
    /// The file came from the place `from`, which it has left; it is the same message, whose diagnosis it
    /// keeps. It is to be judged anew in its new folder (KnownFile::judged is false), and a Judged follows
    /// where the new folder is one whose files are read.
    Moved,
    /// The name has left the folder. Where the message went is unknown, or told by another record.
    Gone,
    /// Read and judged, or tried to be (ScannedMessage::state Read or Unreadable). Makes the file known when
    /// it was not. With ReadState::Read the file is judged (KnownFile::judged) as long as its stamp stays.
    Judged,
    /// `finding` now holds of the message in that place, too (left-behind); see withFinding(). It ends when
    /// the place is left or judged again.
    FindingAdded
};

std::string_view toString(RecordKind kind);

/// One thing that happened, in the order in which it did. `place` is a primary key: a ledger keeps at most
/// one present file for each place.
struct WatchRecord
{
    RecordKind kind = RecordKind::Arrived;
    Place place;
    FileStamp stamp;           ///< of Arrived, Changed, Moved, Judged; of Gone what it was
    UtcTime at;                ///< by our clock; of files found at the first listing when they were written
    std::optional<Place> from; ///< of Moved
    /// The id of the message that it is: of Judged and, for files of runs, Arrived. Empty in a Judged record
    /// with ReadState::Read: a message never seen before, and the ledger gives it an id. In one that could
    /// not read the file it is empty, and the file keeps the message that it had, if any. Moved, Gone and
    /// FindingAdded leave it to the ledger, which knows whose file it was.
    std::string message;
    /// The run whose file it is, by its name; such a file is no arrival.
    std::string run;
    // The daily figures count messages, each once, when these are set.
    bool countsAsArrived = false;
    bool countsAsFailed = false;     ///< once for each attempt
    bool countsAsHandedOver = false; ///< has left PickUp
    bool countsAsBadMailed = false;
    /// Of Judged in Failed Mail: the transfer has failed with it just now (counted here or by the Moved
    /// before): what RecentHistory::failures is made of.
    bool isAttempt = false;
    std::optional<ScannedMessage> scanned; ///< of Judged
    std::optional<Finding> finding;        ///< of FindingAdded
};

/// A message that left Incoming Mail.
struct Departure
{
    UtcTime modified; ///< of its file, by the folder's clock
    UtcTime at;
};

/// A message that arrived in Failed Mail.
struct Failure
{
    UtcTime at;
    std::string message;         ///< its id
    std::vector<CauseId> faults; ///< its corrupt and fatal findings
    bool certain = false;        ///< one of them is documented or observed
};

/// What happened lately; what a watcher that starts must know to go on where another stopped.
struct RecentHistory
{
    std::vector<Departure> departures;      ///< from Incoming Mail, oldest first
    std::vector<Failure> failures;          ///< oldest first
    std::vector<Place> leftBehind;          ///< present files that bear the finding left-behind
    std::vector<ConditionState> conditions; ///< all that hold
};

/// The memory of the watch: which files are where, which messages they are, what happened to them. core/index
/// keeps it in a database; tests keep it in memory.
///
/// Called by one thread at a time (the watcher's). Every call may fail, and then has done nothing; the
/// watcher goes on, and tells the same again after the next listing. Nothing may throw.
class MessageLedger
{
public:
    virtual ~MessageLedger() = default;

    /// Calls `visit` for every file that is believed to be in the folder, in any order.
    virtual Result<> eachKnownFile(FolderKind folder, const std::function<void(const KnownFile&)>& visit) = 0;

    /// Every place where a message with this content was seen, the latest first, those that have left
    /// included; at most `limit`.
    virtual Result<std::vector<MessagePlace>> placesOfContent(const Xxh3Digest& content,
                                                              std::size_t limit) = 0;

    /// The message that was judged last among those of this likeness; nullopt when there is none.
    virtual Result<std::optional<std::string>> messageLike(const MessageLikeness& likeness) = 0;

    /// The run that has put a file of that name into the folder (staged it into Incoming Mail, transferred it
    /// to PickUp, put it back), and its message; nullopt when it was none of ours, or when by its stamp it is
    /// another file that came under that name later. Empty `run`: put back by a release.
    struct RunOfFile
    {
        std::string run;
        std::string message;
        /// The run has taken it back, or is about to, or nothing of it went out: where such a file is gone,
        /// nobody but we took it.
        bool isTakenBack = false;
    };
    virtual Result<std::optional<RunOfFile>> runOf(const Place& place, const FileStamp& stamp) = 0;

    /// What happened since then, at most `limit` of each kind, the latest ones.
    virtual Result<RecentHistory> recent(UtcTime since, std::size_t limit) = 0;

    /// Writes them all, in their order, or none. Returns for each the id of its message, or "" where it has
    /// none. To write again what was written before changes nothing: a record whose place already is in the
    /// state that it tells is passed over, and its figures are not counted again.
    virtual Result<std::vector<std::string>> record(std::span<const WatchRecord> records) = 0;

    /// A condition of the site began, changed its evidence, or ended.
    virtual Result<> recordCondition(const ConditionChange& change) = 0;

    /// How the folders are now; what was told before is replaced.
    virtual Result<> recordHealth(std::span<const FolderHealth> folders) = 0;

    /// A small step of forgetting: some tens of milliseconds. Messages that lie in no folder any more, to
    /// which nothing has happened for longer than `retention`, and that nothing needs (a hold, a run, a copy
    /// in the vault) are forgotten with all that happened to them; figures stay. Then the space is given
    /// back. True while there is more to do; a round that was not called to its end begins anew.
    /// ErrorCode::Cancelled after a stop was asked for.
    virtual Result<bool> forgetSome(UtcTime now, std::chrono::nanoseconds retention,
                                    const std::stop_token& stop) = 0;
    /// When such a round last came to its end.
    virtual Result<std::optional<UtcTime>> lastForgotten() = 0;
};

} // namespace connectorscope
