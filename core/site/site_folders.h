#pragma once

#include "core/base/file_system.h"
#include "core/site/site.h"

#include <string>
#include <vector>

namespace connectorscope {

enum class FolderState : std::uint8_t
{
    There,
    Missing,     ///< it does not exist; a share may come back, work and staging are made when they are needed
    Unreachable, ///< the account has no right, or the share does not answer
    NotAFolder,
    SameAsAnother, ///< it is the folder of another key, whatever its name
    WithinAnother, ///< it lies somewhere below the folder of another key
    OnNetwork      ///< of the work folder, which has to be on a disk of this machine
};

/// Something about one folder of a site.
struct FolderFinding
{
    FolderState state = FolderState::There;
    std::string key; ///< "folders.failed"
    std::filesystem::path folder;
    std::string message; ///< `folders.failed: "/srv/failed" lies within folders.incoming`
    std::string hint;

    /// Whether the site cannot be used like that; the others are said and may pass.
    bool isFatal() const { return state != FolderState::Missing && state != FolderState::Unreachable; }
};

/// Compares the folders of a site with the disk and with one another: by the identity of each and of all
/// folders above it, so that case, `..`, links and other names of a share deceive nobody. Empty: all is well.
std::vector<FolderFinding> checkFolders(FileSystem& files, const Site& site);

} // namespace connectorscope
