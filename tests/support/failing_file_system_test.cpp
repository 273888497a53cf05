#include "tests/support/failing_file_system.h"

#include "tests/support/fake_clock.h"
#include "tests/support/forgetful_file_system.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

class FailingFileSystemTest : public testing::Test
{
protected:
    FakeClock m_clock;
    ForgetfulFileSystem m_memory{m_clock};
    FailingFileSystem m_files{m_memory};
};

TEST_F(FailingFileSystemTest, PassesOnAndCountsTheCallsOfOpenFilesToo)
{
    writeFile(m_files, "a.eml", "hello");
    EXPECT_EQ(readFile(m_memory, "a.eml"), "hello");
    EXPECT_EQ(m_files.calls(FileAction::Create), 1);
    EXPECT_EQ(m_files.calls(FileAction::Write), 1);
    EXPECT_EQ(m_files.calls(FileAction::Close), 1);
    EXPECT_EQ(m_files.calls(), 3);
}

TEST_F(FailingFileSystemTest, FailsToReadAnywhere)
{
    writeFile(m_memory, "a.eml", "hello");
    const auto file = m_files.open("a.eml");
    ASSERT_TRUE(file);
    std::string buffer(2, '\0');
    m_files.failCall(FileAction::Read, 2, ErrorCode::ReadFault);
    EXPECT_TRUE((*file)->readAt(3, buffer));
    EXPECT_EQ(buffer, "lo");
    EXPECT_FALSE((*file)->readAt(3, buffer));
}

TEST_F(FailingFileSystemTest, FailsToSetATime)
{
    const auto file = m_files.create("a.eml");
    ASSERT_TRUE(file);
    m_files.failCall(FileAction::SetTime, 1, ErrorCode::AccessDenied);
    EXPECT_FALSE((*file)->setModified(m_clock.now()));
    EXPECT_TRUE((*file)->setModified(m_clock.now()));
}

TEST_F(FailingFileSystemTest, FailsOnlyTheCallItWasToldTo)
{
    m_files.failCall(std::nullopt, 2, ErrorCode::ReadFault);
    EXPECT_TRUE(m_files.list("/"));
    const auto second = m_files.list("/");
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::ReadFault);
    EXPECT_TRUE(m_files.list("/"));
}

TEST_F(FailingFileSystemTest, CountsOnlyCallsOfTheKindThatIsToFail)
{
    m_files.failCall(FileAction::MakeFolder, 1, ErrorCode::DiskFull);
    EXPECT_TRUE(m_files.list("/"));
    EXPECT_FALSE(m_files.makeFolder("/a"));
    EXPECT_FALSE(exists(m_memory, "/a"));
}

TEST_F(FailingFileSystemTest, CanDoTheWorkAndLoseTheAnswer)
{
    m_files.failCall(FileAction::MakeFolder, 1, ErrorCode::WriteFault, FailureMoment::After);
    EXPECT_FALSE(m_files.makeFolder("/a"));
    EXPECT_TRUE(exists(m_memory, "/a"));
}

TEST_F(FailingFileSystemTest, CanFailSeveralTimesInARow)
{
    m_files.failCall(FileAction::List, 1, ErrorCode::Locked, FailureMoment::Before, 2);
    EXPECT_FALSE(m_files.list("/"));
    EXPECT_FALSE(m_files.list("/"));
    EXPECT_TRUE(m_files.list("/"));
}

} // namespace
} // namespace connectorscope
