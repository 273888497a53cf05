#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/diagnosis/diagnosis.h"
#include "core/watch/folder_listing.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace connectorscope {

/// How news of a folder reach us besides the regular listing.
enum class NewsSource : std::uint8_t
{
    Events,
    Polling ///< the system gives no notifications for this folder
};

std::string_view toString(NewsSource source);

/// How well a folder is watched: shown beside everything that is said of its mail.
struct FolderHealth
{
    FolderKind folder = FolderKind::None;
    std::filesystem::path path;
    NewsSource news = NewsSource::Polling;
    std::string whyPolling;                  ///< empty with NewsSource::Events
    std::optional<UtcTime> lastListing;      ///< that succeeded; by our clock
    std::optional<UtcTime> unreachableSince; ///< its first listing that failed since then
    std::string whyUnreachable;
    ErrorCode unreachableCode = ErrorCode::Other; ///< with unreachableSince
    std::uint64_t entries = 0;                    ///< message files at the last listing
    std::uint64_t companions = 0;
    std::array<std::uint64_t, notLookedAtReasons> notLookedAt = {}; ///< by NotLookedAt
    /// How far the clock of the folder's server is ahead of ours; nullopt when it could not be measured and
    /// is taken for none.
    std::optional<std::chrono::nanoseconds> skew;
    std::string whySkewUnknown;
    std::optional<UtcTime> oldest;          ///< of the message files, by our clock
    std::optional<std::uint64_t> freeSpace; ///< bytes on its volume; nullopt: not known

    bool reachable() const { return lastListing.has_value() && !unreachableSince; }
};

} // namespace connectorscope
