#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/site/site.h"
#include "core/watch/folder_health.h"
#include "core/watch/folder_news.h"
#include "core/watch/known_folder.h"

#include <optional>
#include <set>
#include <string>

namespace connectorscope {

/// A folder of the site with all that the watcher keeps of it.
struct WatchedFolder
{
    explicit WatchedFolder(FolderKind kind, std::filesystem::path where);

    FolderKind kind;
    std::filesystem::path path;
    KnownFolder known;
    FolderHealth health;
    bool isLoaded = false;                ///< what the ledger knows of it is in `known`
    bool wasLookedAt = false;             ///< it was listed since then: its files have ages
    bool hurry = false;                   ///< it is to be listed with the next pass
    bool hadNews = false;                 ///< since the last listing
    std::optional<FileIdentity> notified; ///< the folder that notifications come from
    std::optional<SteadyTime> skewMeasured;
    std::set<std::string, std::less<>> leftBehind; ///< names that bear the finding
};

/// Asks for notifications of the folder where there are none yet, or where another folder stands at its path
/// by now.
void ensureNews(WatchedFolder& folder, FileSystem& files, FolderNews& news);

/// Measures the skew where that was long ago or `again` asks for it.
void ensureSkew(WatchedFolder& folder, FileSystem& files, Clock& clock, const std::filesystem::path& staging,
                bool again);

/// Takes down how the listing went; true when the folder became reachable or unreachable with it.
bool noteListing(WatchedFolder& folder, const Result<FolderListing>& listing, UtcTime now);

/// How long ago the file was changed, by the clock of the folder's server.
std::chrono::nanoseconds ageOf(const WatchedFolder& folder, const FileStamp& stamp, UtcTime now);

/// The path of a file in the folder; `name` as of pathBytes().
std::filesystem::path pathOf(const WatchedFolder& folder, std::string_view name);

} // namespace connectorscope
