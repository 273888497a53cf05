#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"

#include <functional>
#include <string_view>

namespace connectorscope {

/// Renames a file without ever replacing one, and tells the truth about it: tries again for two seconds while
/// another program holds it, and looks at both names before it calls an error an error, because a share may
/// do the rename and lose the answer. Does not flush the folders. When the names do not tell what happened,
/// the message says so and nothing is undone.
Result<> renameChecked(FileSystem& files, Clock& clock, const std::filesystem::path& from,
                       const std::filesystem::path& to);

/// Gives the content of a new file to it; the file is flushed and closed by who calls it.
using WriteContent = std::function<Result<>(OutputFile&)>;

/// Makes the file `target` so that it is never seen half-written: writes a temporary file beside it
/// (`*.tmp`), flushes it, renames it without ever replacing a file, and flushes the folder. On success the
/// file and its name survive a power failure. After an error the target is what it was, or is there as a
/// whole (when only the flush of the folder failed, ErrorCode::WriteFault, or an answer was lost); the
/// temporary file is removed, and where even that fails the hint names it.
Result<> publish(FileSystem& files, Clock& clock, const std::filesystem::path& target,
                 const WriteContent& write);
Result<> publish(FileSystem& files, Clock& clock, const std::filesystem::path& target,
                 std::string_view content);

/// Gives the file `target` a new content so that it is never seen half-written: as publish, but over the file
/// that is there, if there is one. After an error the target is the old file or the new one, whole; the old
/// one unless the message says otherwise. For our own settings, never for mail.
Result<> publishReplacing(FileSystem& files, Clock& clock, const std::filesystem::path& target,
                          std::string_view content);

} // namespace connectorscope
