#pragma once

#include "core/base/result.h"

namespace connectorscope {

/// Whether the folder, or the nearest one above it that exists, lies on a share or another file system over a
/// network, as the system tells. A file system in user space (FUSE) counts as local: what it stands for is
/// its own affair.
Result<bool> isOnNetworkPath(const std::filesystem::path& folder);

} // namespace connectorscope
