#include "core/index/sqlite_error.h"

#include "core/base/path_text.h"
#include "core/base/system_error.h"
#include "core/index/database.h"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace connectorscope {

namespace {

ErrorCode codeOf(int extended)
{
    switch (extended & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::Damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Locked;
    case SQLITE_FULL:
        return ErrorCode::DiskFull;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorCode::AccessDenied;
    case SQLITE_CANTOPEN:
        return ErrorCode::NotFound;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    case SQLITE_IOERR:
        switch (extended) {
        case SQLITE_IOERR_READ:
        case SQLITE_IOERR_SHORT_READ:
        case SQLITE_IOERR_FSTAT:
            return ErrorCode::ReadFault;
        default:
            return ErrorCode::WriteFault;
        }
    default:
        return ErrorCode::Other;
    }
}

/// The extended code; some exceptions (of a backup) know none.
int mostExact(const SQLite::Exception& exception)
{
    return exception.getExtendedErrorCode() < 0 ? exception.getErrorCode() : exception.getExtendedErrorCode();
}

std::string hintOf(ErrorCode code, const DatabaseKind& kind)
{
    switch (code) {
    case ErrorCode::Damaged:
        return kind.whenDamaged;
    case ErrorCode::Locked:
        return "Another program writes to it for long. Try again; if it stays so, end the other "
               "ConnectorScope programs of this site.";
    case ErrorCode::NotFound:
        return "Check that the folder exists and that this account may write to it.";
    case ErrorCode::Cancelled:
        return {};
    default:
        return std::string(hintFor(code, FileAction::Write));
    }
}

} // namespace

Error sqliteError(const std::exception& exception, const DatabaseKind& kind,
                  const std::filesystem::path& file)
{
    const auto* sqlite = dynamic_cast<const SQLite::Exception*>(&exception);
    const ErrorCode code = sqlite == nullptr ? ErrorCode::Other : codeOf(mostExact(*sqlite));
    std::string message = "the " + std::string(kind.name) + " " + quotedPath(file) + ": " + exception.what();
    if (code == ErrorCode::Cancelled)
        message = "the search was stopped";
    return {code, std::move(message), hintOf(code, kind), file};
}

} // namespace connectorscope
