#pragma once

#include "core/base/file_system.h"
#include "core/site/site.h"
#include "core/watch/folder_listing.h"

#include <filesystem>
#include <map>

namespace connectorscope {

/// The staging folder of one of the site's folders: `folders.staging`, else `.connectorscope-staging` beside
/// it. What lies in it is on its way: `<run>.claimed` and others that bear the name of their run, and in
/// `held` what somebody holds.
std::filesystem::path stagingFolderOf(const Site& site, FolderKind kind);

/// The staging folders of a site, made when they are needed. For one thread at a time.
class Staging
{
public:
    /// All outlive it.
    Staging(const Site& site, FileSystem& files, Clock& clock);

    /// The staging folder of a watched folder. The first time it is made where it is missing, and proved to
    /// lie on the same volume: by renaming a file of ours into it; of folders from which others take what
    /// lies there, by the volume alone. ErrorCode::CrossDevice when it does not.
    Result<std::filesystem::path> of(FolderKind kind);
    /// Its folder for what is held.
    Result<std::filesystem::path> heldOf(FolderKind kind);

private:
    Result<> prove(FolderKind kind, const std::filesystem::path& folder);
    Result<> makeFolders(const std::filesystem::path& folder);

    const Site& m_site;
    FileSystem& m_files;
    Clock& m_clock;
    std::map<FolderKind, std::filesystem::path> m_proved;
};

/// Whether the staging folder of a watched folder, or the folder in which it would be made, lies on the same
/// volume, by what the system tells; changes nothing.
Result<> checkStagingVolume(FileSystem& files, const Site& site, FolderKind kind);

} // namespace connectorscope
