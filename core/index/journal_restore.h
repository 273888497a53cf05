#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"

#include <filesystem>
#include <optional>

namespace connectorscope {

/// Puts `whole`, which checkJournalCopy has found whole and which lies in the work folder, in the place of
/// the site's journal; it is the journal afterwards. The journal that was there is kept beside it; its name
/// is returned, nullopt where there was none. The index is removed, to be made again.
///
/// At every instant there is a whole journal under its name, the old one or the new one, for a program that
/// is killed leaves the old one (or, at the end, the new one) behind, and who starts next never makes an
/// empty one. Other programs must not have the databases open: the caller holds both roles, and where one
/// reads all the same, ErrorCode::Locked is returned and nothing was changed. Internal to core/index.
Result<std::optional<std::filesystem::path>> putJournalInPlace(FileSystem& files, Clock& clock,
                                                               const std::filesystem::path& workFolder,
                                                               const std::filesystem::path& whole);

} // namespace connectorscope
