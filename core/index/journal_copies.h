#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <filesystem>
#include <vector>

namespace connectorscope {

/// Copies the journal of a site into `target`, a file that is not there, while others go on writing: what the
/// copy holds is the journal of one moment. Written under another name, checked, flushed, then renamed.
Result<> copyJournal(const std::filesystem::path& workFolder, const std::filesystem::path& target);

/// Makes the copy of the day, `copies/journal-2026-11-23.db` in the work folder (UTC), where it is not there
/// yet, and removes the oldest beyond `copiesKept`. True when it has made one.
Result<bool> makeDailyCopy(const std::filesystem::path& workFolder, Clock& clock);
inline constexpr std::size_t copiesKept = 7;

/// The daily copies, the newest first.
std::vector<std::filesystem::path> dailyCopies(const std::filesystem::path& folder);

/// Puts a copy of a journal in the journal's place, after it was found whole and of a version that this
/// program knows; the journal that was there is kept beside it (`journal.db.before-restore-...`). The index
/// is removed, to be made again. No other program may have the databases open: the caller holds both roles.
Result<> restoreJournal(const std::filesystem::path& workFolder, const std::filesystem::path& copy,
                        Clock& clock);

/// The error of a damaged journal with the newest copy as its next step; others stay as they are.
Error withNewestCopy(Error error, const std::filesystem::path& copiesFolder);

} // namespace connectorscope
