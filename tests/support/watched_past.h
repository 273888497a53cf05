#pragma once

#include "core/index/past_looks.h"
#include "core/watch/folder_listing.h"

#include <array>
#include <filesystem>
#include <vector>

namespace connectorscope {

/// Tells the journal in `workFolder` that the folders of a site lay there empty and were looked at all the
/// time from `began` until `ended`.
inline Result<> writeWatchedPast(const std::filesystem::path& workFolder, UtcTime began, UtcTime ended)
{
    auto past = PastLooks::open(workFolder);
    if (!past)
        return fail(std::move(past.error()));
    std::vector<FolderHealth> folders;
    for (const FolderKind folder : {FolderKind::Incoming, FolderKind::Failed, FolderKind::PickUp}) {
        FolderHealth health;
        health.folder = folder;
        health.lastListing = ended;
        folders.push_back(std::move(health));
    }
    return (*past)->write(std::array{folders}, began);
}

} // namespace connectorscope
