#pragma once

#include "core/base/result.h"

#include <string_view>

namespace connectorscope {

/// Whether that folder, or the nearest above it that exists, is mounted from another machine.
Result<bool> isOnNetworkMount(const std::filesystem::path& folder);

/// The type of the file system of that device ("0:45") in the text of /proc/self/mountinfo, "fuse.sshfs";
/// empty where it is not told.
std::string_view mountTypeIn(std::string_view mounts, std::string_view device);

/// Whether a FUSE file system of that type keeps its files on another machine.
bool isNetworkFuse(std::string_view type);

} // namespace connectorscope
