#pragma once

#include "core/base/clock.h"
#include "core/diagnosis/diagnosis.h"
#include "core/index/message_state.h"
#include "core/watch/message_ledger.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace connectorscope {

/// How a search chooses its way; the answers are the same.
struct SearchTuning
{
    /// Up to so many rows, fetching them all and sorting them is quick; where more fit, a page's worth is
    /// soon found along the index of the sort column.
    std::int64_t few = 10'000;
    /// Up to so many, the numbers of rows are gathered although only some of the rows will be looked at.
    std::int64_t fewNumbers = 100'000;
    /// To count, every row that fits is visited: a third of all is still better than all.
    std::int64_t fewToCount = 300'000;
};

/// When a message that lies in a folder is stuck: always in Failed Mail and BadMail; elsewhere when it lies
/// there since before that time, and in Incoming Mail also when newer ones have left it behind.
struct StuckLimits
{
    UtcTime incomingBefore;
    UtcTime pickupBefore;
};

/// What a message can be without.
enum class Absence : std::uint8_t
{
    Cause, ///< a primary one
    Sender,
    Recipient
};

/// Which messages; all that is set has to hold. An empty list means any.
struct MessageFilter
{
    std::vector<FolderKind> folders;
    std::vector<MessageState> states;
    std::vector<Verdict> verdicts;
    std::vector<CauseId> causes;   ///< the primary one
    std::string sender;            ///< an address, or "@domain"; the case of letters does not matter
    std::string recipient;         ///< an address: one of To, Cc and Bcc
    std::vector<Absence> without;  ///< all of them
    std::optional<UtcTime> from;   ///< in its folder since then or later
    std::optional<UtcTime> before; ///< in its folder since before then
    std::optional<StuckLimits> stuck;
    /// Three letters or more: in subject, addresses, Message-ID or file name. Fewer: at the beginning of the
    /// subject, the sender's or the first recipient's address, among the `newestSearched` newest messages.
    std::string text;

    static constexpr int newestSearched = 10'000;
};

enum class SortColumn : std::uint8_t
{
    Since, ///< since when it lies there, or has been gone
    Folder,
    Verdict,
    Cause, ///< in the catalogue's order
    State,
    Size,
    Subject, ///< by the beginning, 40 bytes; so is FileName
    Sender,
    Recipient, ///< the first one
    FileName
};

/// Rows that are equal in the column stand in the order of Since within the small columns (Folder to State),
/// then of their numbers; `descending` turns all of it.
struct MessageOrder
{
    SortColumn column = SortColumn::Since;
    bool descending = true;
};

/// Where a page ends: what the next one begins after. Stays right while rows come and go.
struct PageKey
{
    std::variant<std::int64_t, std::string> value; ///< in the sort column
    std::int64_t since = 0;                        ///< for the small columns
    std::int64_t number = 0;
};

/// A message where it lies, or lay last; or a file that belongs to no message yet (an empty id).
struct MessageRow
{
    std::int64_t number = 0; ///< of the row; stays, and is not used again
    std::string id;
    Place place;
    MessageState state = MessageState::Present;
    Verdict verdict = Verdict::Pending;
    std::optional<CauseId> primary;
    UtcTime since;
    UtcTime modified; ///< by the clock of the folder's server
    std::uint64_t size = 0;
    bool judged = false;
    bool leftBehind = false;
    std::string subject;
    bool hasSubject = false;
    std::string senderName;
    std::string sender;
    std::vector<std::string> recipients; ///< at most 1000
    std::string messageId;
    std::optional<std::string> date; ///< ISO 8601 with offset
    std::string run;
};

struct MessagePage
{
    std::vector<MessageRow> rows;
    std::optional<PageKey> next; ///< nullopt when there are no more
};

/// Steps into an order of rows, for jumps into its middle: a page after keys[i] begins with the row number
/// (i + 1) * stride, counted from 0.
struct KeyLadder
{
    std::uint64_t rows = 0; ///< altogether
    std::vector<PageKey> keys;
};

enum class GroupBy : std::uint8_t
{
    Folder,
    Verdict,
    Cause,
    State,
    Sender,
    Recipient, ///< a message counts for each of its recipients
    Hour       ///< of `since`, UTC: "2026-11-23T06"
};

struct GroupCount
{
    /// The stable id of folder, verdict, cause or state (empty: none), the folded address, or the hour.
    std::string key;
    std::uint64_t count = 0;

    bool operator==(const GroupCount&) const = default;
};

} // namespace connectorscope
