#pragma once

#include "core/base/file_system.h"
#include "core/site/site.h"
#include "core/site/site_places.h"

#include <string>
#include <vector>

namespace connectorscope {

/// A connector whose folders were found, wholly or in part.
struct SiteCandidate
{
    Profile profile = Profile::Generic;
    std::filesystem::path root;       ///< the drive, share or tree in which it was found
    SiteFolders folders;              ///< those that exist, as they are written there; the others are empty
    std::vector<std::string> missing; ///< "folders.failed": what the profile knows and was not there
};

/// What was found, the most complete first, and where nothing could be looked at.
struct Detection
{
    std::vector<SiteCandidate> candidates;
    std::vector<Error> problems; ///< a share that refuses, a folder without rights
};

/// Looks in a tree that is like the drive of such a server: a drive, a mounted or copied folder. Names are
/// compared without regard to case; "Program Files" is known in the languages of Windows, and may itself be
/// the tree. Looks at a few dozen names whatever lies in it; folders are listed only where a name is not
/// found as it is usually written.
Detection detectInTree(FileSystem& files, const std::filesystem::path& tree);

/// Looks on the administrative shares of a server, `\\server\c$` and so on. Elsewhere than on Windows there
/// are none: the problem says to mount them.
Detection detectOnServer(FileSystem& files, const std::string& server);

/// Looks on the fixed drives of this machine; elsewhere than on Windows there are none.
Detection detectHere(FileSystem& files);

} // namespace connectorscope
