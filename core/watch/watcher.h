#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/site/site.h"
#include "core/watch/conditions.h"
#include "core/watch/folder_news.h"
#include "core/watch/watch_event.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace connectorscope {

/// What a watcher works with; all of it outlives it.
struct WatchTools
{
    FileSystem& files;
    Clock& clock;
    MessageLedger& ledger;
    FolderNews& news;
    /// Whether the SMTP service keeps BadMail (readBadMailPolicy); asked now and then.
    std::function<Answer()> badMailPolicy;
    unsigned threads = 2; ///< that read and judge; the ledger is used by the caller's alone
};

/// What one pass over the folders came to.
struct WatchPass
{
    std::uint64_t files = 0;   ///< in the folders that could be listed
    std::uint64_t judged = 0;  ///< read and judged in this pass
    std::uint64_t waiting = 0; ///< not settled, or not readable
    bool complete = true;      ///< every folder was listed, and the ledger took everything
};

struct WatcherState;

/// Watches the folders of a site: lists them, compares with what the ledger knows, reads what is new and has
/// settled, and tells the ledger. Nothing in the folders is changed.
///
/// - What the ledger has taken is done; what it has refused is found again by the next comparison.
/// - A folder that cannot be listed keeps its files: nothing is known of them, so nothing has gone.
/// - A file is read when it has been seen unchanged for `settle` by the clock that never jumps. Only at the
///   first look does its time count, by the clock of its server.
/// - Memory: about 75 bytes and the name for each file, twice where a folder has changed.
///
/// For one thread.
class Watcher
{
public:
    /// The site and the tools outlive it.
    Watcher(const Site& site, const WatchTools& tools);
    ~Watcher();
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    /// One pass: lists every folder, reads all that is settled, judges the conditions. Ends early, with an
    /// incomplete pass, when a stop is asked for. May be called again and again.
    WatchPass scanOnce(
        std::stop_token stop, const OnWatchEvent& onEvent = [](const WatchEvent&) {});

    /// Passes, each at the latest `poll` after the last, hurried by notifications and by files that have
    /// settled, until a stop is asked for.
    void run(
        std::stop_token stop, const OnWatchEvent& onEvent = [](const WatchEvent&) {});

    /// How each folder is watched, as of the last pass.
    std::vector<FolderHealth> health() const;
    std::vector<ConditionState> conditions() const;
    /// Bytes that the knowledge of all files takes.
    std::size_t memory() const;

private:
    std::unique_ptr<WatcherState> m_state;
};

} // namespace connectorscope
