#include "core/base/system_error.h"

#include <gmock/gmock.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <cerrno>
#endif

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

#ifdef _WIN32
constexpr unsigned long notFound = ERROR_FILE_NOT_FOUND;
constexpr unsigned long noRight = ERROR_ACCESS_DENIED;
constexpr unsigned long held = ERROR_SHARING_VIOLATION;
constexpr unsigned long broken = ERROR_IO_DEVICE;
constexpr unsigned long full = ERROR_DISK_FULL;
constexpr unsigned long serverGone = ERROR_BAD_NETPATH;
constexpr const char* notFoundName = "(error 2)";
#else
constexpr unsigned long notFound = ENOENT;
constexpr unsigned long noRight = EACCES;
constexpr unsigned long held = EBUSY;
constexpr unsigned long broken = EIO;
constexpr unsigned long full = ENOSPC;
constexpr unsigned long serverGone = EHOSTDOWN;
constexpr const char* notFoundName = "(ENOENT)";
#endif

TEST(SystemError, NamesTheFileTheReasonAndTheNextStep)
{
    const Error error = fileError(FileAction::Open, notFound, "a.eml");
    EXPECT_EQ(error.code, ErrorCode::NotFound);
    EXPECT_THAT(error.message, StartsWith("cannot open \"a.eml\": "));
    EXPECT_THAT(error.message, HasSubstr(notFoundName));
    EXPECT_NE(error.hint, "");
    EXPECT_EQ(error.path, "a.eml");
}

TEST(SystemError, TellsTheKindsApart)
{
    EXPECT_EQ(errorCodeOf(noRight, FileAction::Open), ErrorCode::AccessDenied);
    EXPECT_EQ(errorCodeOf(held, FileAction::Open), ErrorCode::Locked);
    EXPECT_EQ(errorCodeOf(full, FileAction::Write), ErrorCode::DiskFull);
}

TEST(SystemError, CallsABrokenDiskAReadOrAWriteFault)
{
    EXPECT_EQ(errorCodeOf(broken, FileAction::Read), ErrorCode::ReadFault);
    EXPECT_EQ(errorCodeOf(broken, FileAction::Flush), ErrorCode::WriteFault);
}

TEST(SystemError, DoesNotTakeAServerThatIsGoneForAFileThatIsGone)
{
    EXPECT_EQ(errorCodeOf(serverGone, FileAction::Inspect), ErrorCode::ReadFault);
}

TEST(SystemError, StaysOnOneLineWhateverTheName)
{
    const Error error = fileError(FileAction::Open, notFound, "a\nb\x1B.eml");
    EXPECT_EQ(error.message.find('\n'), std::string::npos);
    EXPECT_EQ(error.message.find('\x1B'), std::string::npos);
}

TEST(SystemError, HasWordsForANumberThatTheSystemDoesNotKnow)
{
    EXPECT_THAT(systemErrorText(987654), HasSubstr("987654"));
}

} // namespace
} // namespace connectorscope
