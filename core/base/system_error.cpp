#include "core/base/system_error.h"

#include "core/base/path_text.h"

namespace connectorscope {

bool isWriting(FileAction action)
{
    switch (action) {
    case FileAction::Open:
    case FileAction::Read:
    case FileAction::Inspect:
    case FileAction::List:
    case FileAction::MeasureSpace:
    case FileAction::WatchFolder:
        return false;
    default:
        return true;
    }
}

std::string_view failureOf(FileAction action)
{
    switch (action) {
    case FileAction::Open:
        return "cannot open";
    case FileAction::Read:
        return "cannot read";
    case FileAction::Inspect:
        return "cannot look at";
    case FileAction::List:
        return "cannot list the folder";
    case FileAction::Create:
        return "cannot create";
    case FileAction::Write:
        return "cannot write";
    case FileAction::SetTime:
        return "cannot set the time of";
    case FileAction::Flush:
        return "cannot bring to the disk";
    case FileAction::Close:
        return "cannot close";
    case FileAction::Rename:
        return "cannot rename";
    case FileAction::Remove:
        return "cannot remove";
    case FileAction::MakeFolder:
        return "cannot make the folder";
    case FileAction::FlushFolder:
        return "cannot bring to the disk the folder";
    case FileAction::MeasureSpace:
        return "cannot measure the free space at";
    case FileAction::CheckRights:
        return "cannot add files to the folder";
    case FileAction::WatchFolder:
        return "cannot get notifications of the folder";
    }
    return "cannot use";
}

std::string_view hintFor(ErrorCode code, FileAction action)
{
    switch (code) {
    case ErrorCode::NotFound:
        return "Check the path. A file in a mail folder may just have been moved on: list the folder again.";
    case ErrorCode::AccessDenied:
        return isWriting(action) ? "Use an account that may change this folder, or give this one the right."
                                 : "Use an account that may read this folder, or give this one the right.";
    case ErrorCode::Locked:
        return "Try again when the other program has let go of it; if that is a virus scanner, exclude the "
               "mail folders from it.";
    case ErrorCode::AlreadyExists:
        return "Nothing was replaced. Choose another name, or move the file that has it.";
    case ErrorCode::NotAFile:
        return "Name a regular file.";
    case ErrorCode::CrossDevice:
        return "Use a folder on the same volume.";
    case ErrorCode::DiskFull:
        return "Make room on this volume, or raise the quota.";
    case ErrorCode::ReadFault:
    case ErrorCode::WriteFault:
        return "Check the disk, or the network and the server of the share, then try again.";
    default:
        return {};
    }
}

Error fileError(FileAction action, unsigned long systemError, const std::filesystem::path& path)
{
    return fileError(action, errorCodeOf(systemError, action), systemErrorText(systemError), path);
}

Error fileError(FileAction action, ErrorCode code, std::string_view reason, const std::filesystem::path& path)
{
    std::string message(failureOf(action));
    message += ' ';
    message += quotedPath(path);
    message += ": ";
    message += reason;
    return {code, std::move(message), std::string(hintFor(code, action)), path};
}

} // namespace connectorscope
