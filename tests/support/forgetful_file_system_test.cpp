#include "tests/support/forgetful_file_system.h"

#include "tests/support/fake_clock.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ForgetfulFileSystemTest : public testing::Test
{
protected:
    FakeClock m_clock;
    ForgetfulFileSystem m_files{m_clock};
};

TEST_F(ForgetfulFileSystemTest, ReadsAnywhereAndGoesOnWhereItWas)
{
    writeFile(m_files, "/a.eml", "0123456789");
    const auto file = m_files.open("/a.eml");
    ASSERT_TRUE(file);
    std::string buffer(4, '\0');
    EXPECT_EQ((*file)->read(buffer), 4U);
    EXPECT_EQ((*file)->readAt(7, buffer), 3U);
    EXPECT_EQ((*file)->readAt(10, buffer), 0U);
    EXPECT_EQ((*file)->read(buffer), 4U);
    EXPECT_EQ(buffer, "4567");
}

TEST_F(ForgetfulFileSystemTest, KeepsAFlushedFileInAFlushedFolder)
{
    auto file = m_files.create("/a.eml");
    ASSERT_TRUE(file && (*file)->write("hello") && (*file)->flush() && m_files.flushFolder("/"));
    m_files.losePower();
    EXPECT_EQ(readFile(m_files, "/a.eml"), "hello");
}

TEST_F(ForgetfulFileSystemTest, GivesAFileTheTimeItIsTold)
{
    const UtcTime time = m_clock.now() - std::chrono::hours(5);
    auto file = m_files.create("/a.eml");
    ASSERT_TRUE(file && (*file)->write("hello") && (*file)->setModified(time) && (*file)->close());
    const auto info = m_files.info("/a.eml");
    ASSERT_TRUE(info);
    EXPECT_EQ(info->modified, time);
}

TEST_F(ForgetfulFileSystemTest, ForgetsANameThatWasNotFlushed)
{
    auto file = m_files.create("/a.eml");
    ASSERT_TRUE(file && (*file)->write("hello") && (*file)->flush());
    m_files.losePower();
    EXPECT_THAT(namesIn(m_files, "/"), IsEmpty());
}

TEST_F(ForgetfulFileSystemTest, ForgetsContentThatWasNotFlushed)
{
    auto file = m_files.create("/a.eml");
    ASSERT_TRUE(file && (*file)->write("kept") && (*file)->flush() && (*file)->write(" lost"));
    ASSERT_TRUE(m_files.flushFolder("/"));
    m_files.losePower();
    EXPECT_EQ(readFile(m_files, "/a.eml"), "kept");
}

TEST_F(ForgetfulFileSystemTest, BringsBackWhatWasRemovedOrRenamedWithoutAFlush)
{
    writeFile(m_files, "/a.eml", "");
    writeFile(m_files, "/b.eml", "");
    ASSERT_TRUE(m_files.flushFolder("/"));
    ASSERT_TRUE(m_files.remove("/a.eml"));
    ASSERT_TRUE(m_files.renameNoReplace("/b.eml", "/c.eml"));
    EXPECT_THAT(namesIn(m_files, "/"), ElementsAre("c.eml"));
    m_files.losePower();
    EXPECT_THAT(namesIn(m_files, "/"), ElementsAre("a.eml", "b.eml"));
}

TEST_F(ForgetfulFileSystemTest, FailsEveryCallOfAFileThatWasOpen)
{
    auto file = m_files.create("/a.eml");
    ASSERT_TRUE(file);
    m_files.losePower();
    EXPECT_FALSE((*file)->write("hello"));
    EXPECT_FALSE((*file)->flush());
}

TEST_F(ForgetfulFileSystemTest, NeverReplacesAFile)
{
    writeFile(m_files, "/a.eml", "one");
    writeFile(m_files, "/b.eml", "two");
    const auto renamed = m_files.renameNoReplace("/a.eml", "/b.eml");
    ASSERT_FALSE(renamed);
    EXPECT_EQ(renamed.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(readFile(m_files, "/b.eml"), "two");
    EXPECT_EQ(readFile(m_files, "/a.eml"), "one");
}

TEST_F(ForgetfulFileSystemTest, KeepsTheIdentityOfAFileThatIsRenamed)
{
    writeFile(m_files, "/a.eml", "one");
    ASSERT_TRUE(m_files.makeFolder("/folder"));
    const auto before = m_files.info("/a.eml");
    ASSERT_TRUE(m_files.renameNoReplace("/a.eml", "/folder/b.eml"));
    const auto after = m_files.info("/folder/b.eml");
    ASSERT_TRUE(before && after);
    EXPECT_EQ(before->identity, after->identity);
}

} // namespace
} // namespace connectorscope
