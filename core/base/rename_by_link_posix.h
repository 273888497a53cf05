#pragma once

#include "core/base/result.h"

namespace connectorscope {

/// Renames a file without ever replacing one where the file system knows no RENAME_NOREPLACE (NFS): gives it
/// a second name, then takes the first one away. A stop between the two leaves the file with both names,
/// never without one.
Result<> renameByLink(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace connectorscope
