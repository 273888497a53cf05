#include "core/base/system_error.h"

#include "core/base/path_text.h"

#include <windows.h>

namespace connectorscope {

namespace {

// winerror.h of mingw-w64 lacks these three.
constexpr unsigned long virusInfected = 225;
constexpr unsigned long virusDeleted = 226;
constexpr unsigned long diskQuotaExceeded = 1295;

} // namespace

ErrorCode errorCodeOf(unsigned long systemError, FileAction action)
{
    switch (systemError) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_DRIVE:
    case ERROR_DIRECTORY: // a file where a folder was expected
        return ErrorCode::NotFound;
    case ERROR_ACCESS_DENIED:
    case ERROR_WRITE_PROTECT:
    case ERROR_NETWORK_ACCESS_DENIED:
    case ERROR_INVALID_PASSWORD:
    case ERROR_LOGON_FAILURE:
    case ERROR_ACCOUNT_RESTRICTION:
    case ERROR_PASSWORD_EXPIRED:
    case ERROR_ACCOUNT_DISABLED:
    case ERROR_ACCOUNT_LOCKED_OUT:
    case ERROR_PRIVILEGE_NOT_HELD:
    case ERROR_SESSION_CREDENTIAL_CONFLICT:
    case virusInfected:
    case virusDeleted:
        return ErrorCode::AccessDenied;
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
    case ERROR_BUSY:
    case ERROR_DELETE_PENDING:
    case ERROR_USER_MAPPED_FILE:
        return ErrorCode::Locked;
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
    case ERROR_DIR_NOT_EMPTY:
        return ErrorCode::AlreadyExists;
    case ERROR_CANT_RESOLVE_FILENAME: // a link that leads to itself
        return ErrorCode::NotAFile;
    case ERROR_NOT_SAME_DEVICE:
        return ErrorCode::CrossDevice;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
    case diskQuotaExceeded:
        return ErrorCode::DiskFull;
    case ERROR_INVALID_NAME:
    case ERROR_BAD_PATHNAME:
    case ERROR_FILENAME_EXCED_RANGE:
        return ErrorCode::BadInput;
    case ERROR_NOT_READY:
    case ERROR_CRC:
    case ERROR_SEEK:
    case ERROR_SECTOR_NOT_FOUND:
    case ERROR_WRITE_FAULT:
    case ERROR_READ_FAULT:
    case ERROR_GEN_FAILURE:
    case ERROR_IO_DEVICE:
    case ERROR_FILE_CORRUPT:
    case ERROR_DISK_CORRUPT:
    case ERROR_FILE_INVALID:
    case ERROR_DEVICE_NOT_CONNECTED:
    case ERROR_DEV_NOT_EXIST:
    case ERROR_REM_NOT_LIST:
    case ERROR_BAD_NETPATH:
    case ERROR_NETWORK_BUSY:
    case ERROR_ADAP_HDW_ERR:
    case ERROR_BAD_NET_RESP:
    case ERROR_UNEXP_NET_ERR:
    case ERROR_NETNAME_DELETED:
    case ERROR_BAD_NET_NAME:
    case ERROR_SHARING_PAUSED:
    case ERROR_REQ_NOT_ACCEP:
    case ERROR_SEM_TIMEOUT:
    case ERROR_VC_DISCONNECTED:
    case ERROR_NO_NET_OR_BAD_PATH:
    case ERROR_NO_NETWORK:
    case ERROR_CONNECTION_REFUSED:
    case ERROR_NETWORK_UNREACHABLE:
    case ERROR_HOST_UNREACHABLE:
    case ERROR_CONNECTION_ABORTED:
    case ERROR_HOST_DOWN:
    case ERROR_TIMEOUT:
        return isWriting(action) ? ErrorCode::WriteFault : ErrorCode::ReadFault;
    default:
        return ErrorCode::Other;
    }
}

std::string systemErrorText(unsigned long systemError)
{
    wchar_t buffer[512];
    const DWORD flags =
        FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK;
    DWORD length = 0;
    // In English like the rest of the message, where the system has it
    for (const DWORD language : {DWORD{MAKELANGID(LANG_ENGLISH, SUBLANG_ENGLISH_US)}, DWORD{0}}) {
        if (length == 0)
            length = ::FormatMessageW(flags, nullptr, systemError, language, buffer, 512, nullptr);
    }
    while (length > 0 && (buffer[length - 1] <= L' ' || buffer[length - 1] == L'.'))
        --length;
    const std::string words =
        length > 0 ? displayText(std::wstring(buffer, length)) : std::string("unknown error");
    return words + " (error " + std::to_string(systemError) + ')';
}

} // namespace connectorscope
