#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

/// What was tried when the system refused.
enum class FileAction : std::uint8_t
{
    Open,
    Read,
    Inspect,
    List,
    Create,
    Write,
    SetTime,
    Flush,
    Close,
    Rename,
    Remove,
    MakeFolder,
    FlushFolder,
    MeasureSpace,
    CheckRights,
    WatchFolder,
};

/// Whether the action changes what is stored.
bool isWriting(FileAction action);

/// "cannot open", "cannot list the folder": the beginning of a message, before the path.
std::string_view failureOf(FileAction action);

/// The next step for a person; empty where there is none to recommend.
std::string_view hintFor(ErrorCode code, FileAction action);

/// The kind of a system's error (`errno` on Linux, GetLastError() on Windows). What only a broken disk or
/// share explains is ReadFault or WriteFault, depending on the action.
ErrorCode errorCodeOf(unsigned long systemError, FileAction action);

/// The system's words and its name or number for it: "Permission denied (EACCES)", "Access denied. (5)".
std::string systemErrorText(unsigned long systemError);

/// The Error for a file or folder: `cannot open "a.eml": Permission denied (EACCES)`.
Error fileError(FileAction action, unsigned long systemError, const std::filesystem::path& path);

/// The same with a code and a reason of our own: `cannot open "a.eml": it is a folder`.
Error fileError(FileAction action, ErrorCode code, std::string_view reason,
                const std::filesystem::path& path);

} // namespace connectorscope
