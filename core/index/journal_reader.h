#pragma once

#include "core/index/actor.h"
#include "core/watch/message_ledger.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// One thing that happened to a message, and who wrote it down.
struct HistoryEntry
{
    UtcTime at;
    std::string kind; ///< of a RecordKind, or "held", "released", "deleted", "acknowledged",
                      ///< "run-began", "run-ended"
    Place place;
    std::optional<Place> from;    ///< of "moved"
    std::optional<CauseId> cause; ///< the primary one since then; of "finding-added" that of the finding
    std::string run;              ///< may be empty
    std::string detail;           ///< the verdict, why it could not be read, the evidence, the note
    Actor actor;
};

/// That a person knows of a message.
struct Acknowledgement
{
    UtcTime at;
    std::string note;
    Actor actor;
};

/// How often a message was tried, and whether that goes on by itself.
struct TriedMessage
{
    int attempts = 0;
    bool isAutomatic = false;       ///< the latest attempt was an automatic retry
    std::optional<UtcTime> retryAt; ///< as RunRow::retryAt of the latest attempt
};

/// What happened in a quarter of an hour.
struct QuarterFigures
{
    UtcTime at; ///< its beginning
    FolderKind folder = FolderKind::None;
    std::uint64_t arrived = 0;
    std::uint64_t failed = 0;
    std::uint64_t handedOver = 0;
    std::uint64_t badMailed = 0;
};

/// Answers of the journal of a site, while others write. One connection: for one thread at a time.
class JournalReader
{
public:
    static Result<std::unique_ptr<JournalReader>> open(const std::filesystem::path& workFolder);
    JournalReader(const JournalReader&) = delete;
    JournalReader& operator=(const JournalReader&) = delete;
    ~JournalReader();

    /// The ids that begin so, in order, at most `limit`.
    Result<std::vector<std::string>> idsThatBegin(std::string_view prefix, std::size_t limit);
    /// What happened to a message, in order, what was seen of its file before it was read included; at most
    /// `limit` entries, the latest ones.
    Result<std::vector<HistoryEntry>> history(const std::string& id, std::size_t limit);
    Result<std::optional<Acknowledgement>> acknowledgement(const std::string& id);
    Result<TriedMessage> tried(const std::string& id);
    /// What the bypassed filters would have said of a message when it was first seen, in their order.
    Result<std::vector<FilterVerdict>> filtered(const std::string& id);
    /// All that hold, the oldest first.
    Result<std::vector<ConditionState>> conditions();
    /// What happened in the quarters of an hour that begin then, in order; those without anything are left
    /// out.
    Result<std::vector<QuarterFigures>> figures(UtcTime from, UtcTime before);

private:
    struct State;
    explicit JournalReader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Notes that a person knows of the message, who that is and what they say of it. A later note takes the
/// place of an earlier one; the history keeps both. ErrorCode::NotFound where no message has that id. Any
/// program may do that, whoever holds the roles.
Result<> acknowledgeMessage(const std::filesystem::path& workFolder, const std::string& id,
                            const Acknowledgement& acknowledgement);

} // namespace connectorscope
