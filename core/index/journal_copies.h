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

/// Checks a copy of a journal, to which nobody else writes, and leaves it as one file that says everything,
/// of the version that this program writes. ErrorCode::Damaged when it is broken or no database,
/// ErrorCode::BadInput for another kind of database and for one of a newer program.
Result<> checkJournalCopy(const std::filesystem::path& file);

/// The error of a damaged journal with the newest copy as its next step; others stay as they are.
Error withNewestCopy(Error error, const std::filesystem::path& copiesFolder);

} // namespace connectorscope
