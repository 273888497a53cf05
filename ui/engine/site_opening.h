#pragma once

#include "core/base/file_system.h"
#include "core/site/site.h"

#include <filesystem>

namespace connectorscope {

/// Loads a site file, compares its folders with the disk and makes its work folder where it is missing. All
/// that is wrong comes as one error, a line each. Folders that cannot be reached prevent nothing: the watch
/// tells of them.
Result<Site> openSiteFile(FileSystem& files, const std::filesystem::path& siteFile);

} // namespace connectorscope
