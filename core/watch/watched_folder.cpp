#include "core/watch/watched_folder.h"

#include "core/base/path_text.h"
#include "core/watch/clock_skew.h"

namespace connectorscope {

namespace {

constexpr std::chrono::nanoseconds skewLasts = std::chrono::minutes(10);

/// The staging folder where it lies on the folder's own volume, else the folder's parent: never the folder,
/// whose files others take.
std::filesystem::path probeFolder(const WatchedFolder& folder, FileSystem& files,
                                  const std::filesystem::path& staging)
{
    if (!staging.empty()) {
        const auto its = files.info(staging);
        const auto ours = files.info(folder.path);
        if (its && ours && its->identity.volume == ours->identity.volume)
            return staging;
    }
    return folder.path.parent_path();
}

} // namespace

WatchedFolder::WatchedFolder(FolderKind folderKind, std::filesystem::path where)
    : kind(folderKind)
    , path(std::move(where))
    , known(folderKind)
{
    health.folder = kind;
    health.path = path;
    health.whyPolling = "not asked for yet";
    health.whySkewUnknown = "not measured yet";
}

void ensureNews(WatchedFolder& folder, FileSystem& files, FolderNews& news)
{
    const auto info = files.info(folder.path / "."); // through a link
    if (!info) {
        folder.notified.reset();
        return;
    }
    if (folder.notified == info->identity)
        return;
    folder.notified.reset();
    if (const Result<> watched = news.watch(folder.kind, folder.path); !watched) {
        folder.health.news = NewsSource::Polling;
        folder.health.whyPolling = watched.error().message;
        return;
    }
    folder.notified = info->identity;
    folder.health.news = NewsSource::Events;
    folder.health.whyPolling.clear();
    folder.hadNews = true; // what happened before is no missed notification
}

void ensureSkew(WatchedFolder& folder, FileSystem& files, Clock& clock, const std::filesystem::path& staging,
                bool again)
{
    const SteadyTime now = clock.steadyNow();
    if (!again && folder.skewMeasured && now - *folder.skewMeasured < skewLasts)
        return;
    folder.skewMeasured = now;
    const auto skew = measureSkew(files, clock, probeFolder(folder, files, staging));
    if (skew) {
        folder.health.skew = *skew;
        folder.health.whySkewUnknown.clear();
    } else {
        folder.health.skew.reset();
        folder.health.whySkewUnknown = skew.error().message;
    }
}

bool noteListing(WatchedFolder& folder, const Result<FolderListing>& listing, UtcTime now)
{
    FolderHealth& health = folder.health;
    if (!listing) {
        const bool isNews = !health.unreachableSince;
        health.unreachableSince = health.unreachableSince.value_or(now);
        health.whyUnreachable = listing.error().message;
        health.unreachableCode = listing.error().code;
        folder.notified.reset();
        return isNews;
    }
    const bool isNews = health.unreachableSince.has_value();
    health.unreachableSince.reset();
    health.whyUnreachable.clear();
    health.lastListing = now;
    health.entries = listing->size();
    health.companions = listing->companions();
    for (std::size_t i = 0; i < notLookedAtReasons; ++i)
        health.notLookedAt[i] = listing->leftOut(static_cast<NotLookedAt>(i));
    return isNews;
}

std::chrono::nanoseconds ageOf(const WatchedFolder& folder, const FileStamp& stamp, UtcTime now)
{
    return ageOf(stamp.modified, now, folder.health.skew.value_or(std::chrono::nanoseconds(0)));
}

std::filesystem::path pathOf(const WatchedFolder& folder, std::string_view name)
{
    return folder.path / pathFromBytes(name);
}

} // namespace connectorscope
