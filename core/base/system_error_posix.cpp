#include "core/base/system_error.h"

#include <cerrno>
#include <cstring>

namespace connectorscope {

ErrorCode errorCodeOf(unsigned long systemError, FileAction action)
{
    switch (static_cast<int>(systemError)) {
    case ENOENT:
    case ENOTDIR:
        return ErrorCode::NotFound;
    case EACCES:
    case EPERM:
    case EROFS:
        return ErrorCode::AccessDenied;
    case EBUSY:
    case ETXTBSY:
    case EAGAIN: // open() with O_NONBLOCK of a file on which another program holds a lease
        return ErrorCode::Locked;
    case EEXIST:
    case ENOTEMPTY:
        return ErrorCode::AlreadyExists;
    case EISDIR:
    case ELOOP:
        return ErrorCode::NotAFile;
    case EXDEV:
        return ErrorCode::CrossDevice;
    case ENOSPC:
    case EDQUOT:
        return ErrorCode::DiskFull;
    case ENAMETOOLONG:
        return ErrorCode::BadInput;
    case EIO:
    case ENXIO:
    case ENODEV:
    case ESTALE:
    case EREMOTEIO:
    case ENOTCONN:
    case ECONNRESET:
    case ECONNABORTED:
    case ETIMEDOUT:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENETDOWN:
    case ENETUNREACH:
        return isWriting(action) ? ErrorCode::WriteFault : ErrorCode::ReadFault;
    default:
        return ErrorCode::Other;
    }
}

std::string systemErrorText(unsigned long systemError)
{
    const int code = static_cast<int>(systemError);
    const char* words = strerrordesc_np(code);
    const char* name = strerrorname_np(code);
    if (words == nullptr || name == nullptr)
        return "unknown error " + std::to_string(code);
    return std::string(words) + " (" + name + ')';
}

} // namespace connectorscope
