#pragma once

#include "core/index/actor.h"
#include "core/watch/message_ledger.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace connectorscope {

/// The databases of a site, in its work folder.
struct DatabaseFiles
{
    std::filesystem::path journal; ///< journal.db: what folders cannot give back
    std::filesystem::path index;   ///< index.db: can be thrown away
    std::filesystem::path copies;  ///< the folder of the journal's daily copies
};
DatabaseFiles databaseFiles(const std::filesystem::path& workFolder);

/// The memory of the watch in the databases of a site. What happened is in the journal, and survives a power
/// failure, when a call returns; the index follows, and where it cannot (a full disk, a broken file) nothing
/// is lost: it catches up with the next call that can, or is made again.
///
/// For one thread at a time, and for the program that holds the role of the watcher; others read at the same
/// time with connections of their own (IndexReader, JournalReader).
class SiteLedger final : public MessageLedger
{
public:
    /// Opens the databases in the folder, which exists, and makes them where they are missing. A damaged
    /// index is thrown away; `rebuild` makes it again. A damaged journal is ErrorCode::Damaged, and the hint
    /// names the newest copy.
    static Result<std::unique_ptr<SiteLedger>> open(const std::filesystem::path& workFolder,
                                                    const Actor& actor);
    SiteLedger(const SiteLedger&) = delete;
    SiteLedger& operator=(const SiteLedger&) = delete;
    ~SiteLedger() override;

    /// Whether the index lacks something that the journal knows; every call below brings it up to date first.
    Result<bool> indexIsBehind();
    /// Does that now: after a new start, and after the index was thrown away, of a million messages some
    /// minutes. Goes on where it was stopped; ErrorCode::Cancelled then. Files whose findings the journal
    /// does not keep count as not judged afterwards.
    Result<> catchUp(std::stop_token stop);

    /// The program that wrote to the index last did not end well: checkIndex() is due, in a thread of its
    /// own.
    bool wasLeftUnclean() const;
    /// checkIndex() was not done to its end: the next program is told the same. rebuildIndex() ends that.
    void keepUnclean();
    /// Throws the index away, after checkIndex() has found it broken, and makes it again.
    Result<> rebuildIndex(std::stop_token stop);
    /// Why the index does not follow the journal; nullopt while it does.
    const std::optional<Error>& indexProblem() const;

    Result<> eachKnownFile(FolderKind folder, const std::function<void(const KnownFile&)>& visit) override;
    Result<std::vector<MessagePlace>> placesOfContent(const Xxh3Digest& content, std::size_t limit) override;
    Result<std::optional<std::string>> messageLike(const MessageLikeness& likeness) override;
    Result<std::optional<RunOfFile>> runOf(const Place& place, const FileStamp& stamp) override;
    Result<RecentHistory> recent(UtcTime since, std::size_t limit) override;
    Result<std::vector<std::string>> record(std::span<const WatchRecord> records) override;
    Result<> recordCondition(const ConditionChange& change) override;
    Result<> recordHealth(std::span<const FolderHealth> folders) override;
    Result<bool> forgetSome(UtcTime now, std::chrono::nanoseconds retention,
                            const std::stop_token& stop) override;
    Result<std::optional<UtcTime>> lastForgotten() override;

private:
    struct State;
    explicit SiteLedger(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// SQLite's quick check of the index, with a connection of its own: ErrorCode::Damaged when it is broken.
/// Some seconds for a million messages.
Result<> checkIndex(const std::filesystem::path& workFolder, std::stop_token stop);

} // namespace connectorscope
