#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"

namespace connectorscope {

// Trying with a file of our own what rights alone do not tell. Each removes its file again; where that fails,
// the error's hint names it. Internal to core/doctor.

/// Makes a file in the folder, gives it another name and removes it.
Result<> tryChanging(FileSystem& files, Clock& clock, const std::filesystem::path& folder);

/// Makes a file in the folder, renames it into another folder, as a claim does, and removes it.
Result<> tryMoving(FileSystem& files, Clock& clock, const std::filesystem::path& from,
                   const std::filesystem::path& to);

/// Makes a file in the folder, reads it back, and removes it: ErrorCode::ReadFault where it is not what was
/// written, as where a scanner empties or takes it.
Result<> tryKeeping(FileSystem& files, Clock& clock, const std::filesystem::path& folder);

} // namespace connectorscope
