#pragma once

#include "core/index/names.h"
#include "core/watch/folder_health.h"

#include <vector>

namespace connectorscope {

/// How the folders were when the watcher last told; IndexWriter::writeHealth writes it. Internal to
/// core/index.
std::vector<FolderHealth> readHealth(Database& index, const Names& names);

} // namespace connectorscope
