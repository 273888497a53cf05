#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/watch/folder_listing.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

namespace connectorscope {

/// Something may have happened in a folder.
struct FolderNewsItem
{
    FolderKind folder = FolderKind::None;
    bool lost = false; ///< no more news of it will come: watch() it again
};

/// The system's notifications of changes in folders. A hint, no more: they hurry the next listing. They may
/// come late, twice, without a change, or, from most shares, not at all; where some were dropped (an
/// overflow) every folder concerned is named. For one thread, but for the stop token.
class FolderNews
{
public:
    virtual ~FolderNews() = default;

    /// Begins, or begins anew, to watch the folder. Fails where the system gives no notifications.
    virtual Result<> watch(FolderKind folder, const std::filesystem::path& path) = 0;

    /// Returns with the first news, at the latest after `patience` or when a stop is asked for; empty then.
    /// Each folder is named once.
    virtual std::vector<FolderNewsItem> wait(std::chrono::nanoseconds patience, std::stop_token stop) = 0;
};

/// inotify on Linux, ReadDirectoryChangesW on Windows. Where even that cannot be had, watch() fails and
/// wait() sleeps by the clock, which outlives it.
std::unique_ptr<FolderNews> systemNews(Clock& clock);

} // namespace connectorscope
