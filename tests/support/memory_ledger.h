#pragma once

#include "core/watch/message_ledger.h"

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace connectorscope {

/// A ledger that remembers in memory: what a ledger has to do, in its simplest form. It can be told to fail.
/// May be looked at by another thread while a watcher writes.
class MemoryLedger final : public MessageLedger
{
public:
    struct Row
    {
        FileStamp stamp;
        bool judged = false;
        std::string message;
        std::string run;
        Diagnosis diagnosis;
        ReadState state = ReadState::Changed;
        bool movedInUnread = false; ///< its Moved has counted it, before anybody knew its content
        UtcTime since;              ///< of a file that was read when it was found
    };
    struct Figures
    {
        int arrived = 0;
        int failed = 0;
        int handedOver = 0;
        int badMailed = 0;

        bool operator==(const Figures&) const = default;
    };

    Result<> eachKnownFile(FolderKind folder, const std::function<void(const KnownFile&)>& visit) override;
    Result<std::vector<MessagePlace>> placesOfContent(const Xxh3Digest& content, std::size_t limit) override;
    Result<std::optional<std::string>> messageLike(const MessageLikeness& likeness) override;
    Result<std::optional<RunOfFile>> runOf(const Place& place, const FileStamp& stamp) override;
    Result<RecentHistory> recent(UtcTime since, std::size_t limit) override;
    Result<std::vector<std::string>> record(std::span<const WatchRecord> records) override;
    Result<> recordCondition(const ConditionChange& change) override;
    Result<> recordHealth(std::span<const FolderHealth> folders) override;
    /// Forgets nothing: a round is so many steps as setForgetting() says.
    Result<bool> forgetSome(UtcTime now, std::chrono::nanoseconds retention,
                            const std::stop_token& stop) override;
    Result<std::optional<UtcTime>> lastForgotten() override;

    /// The n-th call from now on (1 is the next) fails; `afterwards`: it is done, and the answer is lost.
    void failCall(int n, bool afterwards = false);
    int calls() const;

    void setForgetting(std::optional<UtcTime> last, int stepsOfARound);
    /// The next step of forgetting fails.
    void failForgetting();
    /// The steps of forgetting so far, and the retention of the latest one.
    int forgettingSteps() const;
    std::chrono::nanoseconds retention() const;

    void putRun(const Place& place, const std::string& run, const std::string& message);
    /// That run has taken its file back.
    void takeBack(const Place& place);

    /// The names in a folder, sorted.
    std::vector<std::string> names(FolderKind folder) const;
    /// What it knows of a file; throws where it knows none.
    Row at(FolderKind folder, const std::string& name) const;
    Figures figures() const;
    std::size_t messages() const;
    /// "arrived incoming a.eml", "moved failed a.eml" ...: what was recorded and changed something.
    std::vector<std::string> history() const;
    std::vector<ConditionState> conditions() const;
    std::vector<FolderHealth> health() const;
    /// All that matters of its state, to compare two ledgers; message ids are left out.
    std::string state() const;

private:
    struct PlaceLess
    {
        bool operator()(const Place& a, const Place& b) const
        {
            return std::tie(a.folder, a.name) < std::tie(b.folder, b.name);
        }
    };
    struct Content
    {
        Xxh3Digest content;
        MessageLikeness likeness;
        std::string message;
    };

    /// Whether this call is to fail, and then whether before its work.
    bool failsBefore();
    Result<> answer();
    bool apply(const WatchRecord& record);
    bool applyJudged(const WatchRecord& record);
    void enter(const Place& place, const Xxh3Digest& content, const std::string& message, UtcTime at);
    void leave(const Place& place, UtcTime at);

    mutable std::mutex m_mutex;
    std::map<Place, Row, PlaceLess> m_rows;
    std::map<Xxh3Digest, std::vector<MessagePlace>> m_seen; ///< of each content, the latest last
    std::map<Place, Xxh3Digest, PlaceLess> m_present;       ///< the content that lies there now
    std::vector<Content> m_contents;
    std::map<Place, RunOfFile, PlaceLess> m_runs;
    std::vector<Departure> m_departures;
    std::vector<Failure> m_failures;
    std::map<ConditionKey, ConditionState> m_conditions;
    std::vector<FolderHealth> m_health;
    std::vector<std::string> m_history;
    Figures m_figures;
    std::optional<UtcTime> m_lastForgotten;
    int m_stepsOfARound = 1;
    int m_forgettingSteps = 0;
    bool m_forgettingFails = false;
    std::chrono::nanoseconds m_retention{0};
    int m_lastMessage = 0;
    int m_calls = 0;
    int m_failAt = 0;
    bool m_failAfterwards = false;
};

} // namespace connectorscope
