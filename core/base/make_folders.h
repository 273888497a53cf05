#pragma once

#include "core/base/file_system.h"

#include <filesystem>

namespace connectorscope {

/// Makes the folder and those above it that are missing.
Result<> makeFolders(FileSystem& files, const std::filesystem::path& folder);

} // namespace connectorscope
