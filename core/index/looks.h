#pragma once

#include "core/index/database.h"
#include "core/index/names.h"
#include "core/watch/folder_health.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>

namespace connectorscope {

/// Writes into the journal when, and how, the folders of a site were looked at: without that nobody could say
/// later what a report of a day does not know. At most once a minute, unless a folder becomes reachable or
/// unreachable. Throws SQLiteCpp's exceptions. Internal to core/index.
class Looks
{
public:
    /// Looks that are no farther apart are one time of watching.
    static constexpr std::chrono::minutes together{5};

    Looks(Database& journal, const Names& names);

    /// Takes what a pass of the watch has told; true where it has to be written.
    bool take(std::span<const FolderHealth> folders);
    /// In the caller's transaction.
    void write(std::span<const FolderHealth> folders);

private:
    void extendWatched(std::int64_t folder, UtcTime at);
    void writeLook(const FolderHealth& health, UtcTime at);

    struct Written
    {
        std::optional<UtcTime> listed;
        bool isUnreachable = false;
    };

    Database& m_journal;
    const Names& m_names;
    std::map<FolderKind, Written> m_written;
    // What was written last before the pass that is told now, and before the one that comes next.
    std::optional<std::int64_t> m_event;
    std::optional<std::int64_t> m_message;
    std::optional<std::int64_t> m_nextEvent;
    std::optional<std::int64_t> m_nextMessage;
};

} // namespace connectorscope
