#include "core/base/file_system.h"

#include "core/base/open_file_windows.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::IsEmpty;

class WindowsFileSystem : public testing::Test
{
protected:
    TempDir m_dir;
    std::unique_ptr<FileSystem> m_files = realFileSystem();

    /// As another program opens a file that nobody else may use.
    static Handle openAlone(const std::filesystem::path& path)
    {
        return Handle(::CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING,
                                    FILE_ATTRIBUTE_NORMAL, nullptr));
    }
};

TEST_F(WindowsFileSystem, SaysThatAnotherProgramHoldsTheFile)
{
    writeFile(m_dir / "a.eml", "hello");
    const Handle other = openAlone(m_dir / "a.eml");
    ASSERT_TRUE(other.isOpen());
    const auto file = m_files->open(m_dir / "a.eml");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::Locked);
}

TEST_F(WindowsFileSystem, LooksAtAFileThatAnotherProgramHolds)
{
    writeFile(m_dir / "a.eml", "hello");
    const Handle other = openAlone(m_dir / "a.eml");
    const auto info = m_files->info(m_dir / "a.eml");
    ASSERT_TRUE(info);
    EXPECT_EQ(info->size, 5U);
}

TEST_F(WindowsFileSystem, LetsOthersWriteToAnOpenFile)
{
    writeFile(m_dir / "a.eml", "hello");
    const auto file = m_files->open(m_dir / "a.eml");
    ASSERT_TRUE(file);
    const Handle other(::CreateFileW((m_dir / "a.eml").c_str(), GENERIC_WRITE,
                                     FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0, nullptr));
    EXPECT_TRUE(other.isOpen());
}

TEST_F(WindowsFileSystem, UsesPathsOfAnyLength)
{
    std::filesystem::path folder = m_dir.path();
    for (int i = 0; i < 4; ++i) {
        folder /= std::string(100, 'x');
        ASSERT_TRUE(m_files->makeFolder(folder));
    }
    ASSERT_GT(folder.native().size(), 400U);
    writeFile(*m_files, folder / "a.eml", "hello");
    ASSERT_TRUE(m_files->renameNoReplace(folder / "a.eml", folder / "b.eml"));
    EXPECT_EQ(readFile(*m_files, folder / "b.eml"), "hello");
    EXPECT_EQ(namesIn(*m_files, folder).size(), 1U);
    EXPECT_TRUE(m_files->remove(folder / "b.eml"));
    EXPECT_THAT(namesIn(*m_files, folder), IsEmpty());
}

TEST_F(WindowsFileSystem, NeverMakesANameThatOtherProgramsCannotUse)
{
    writeFile(m_dir / "a.eml", "hello");
    const auto created = m_files->create(m_dir / "nul.eml");
    const auto renamed = m_files->renameNoReplace(m_dir / "a.eml", m_dir / "a.");
    const auto folder = m_files->makeFolder(m_dir / "COM1");
    ASSERT_FALSE(created || renamed || folder);
    EXPECT_EQ(created.error().code, ErrorCode::BadInput);
    EXPECT_EQ(renamed.error().code, ErrorCode::BadInput);
    EXPECT_EQ(folder.error().code, ErrorCode::BadInput);
}

TEST_F(WindowsFileSystem, KnowsSharesByTheirPath)
{
    EXPECT_TRUE(m_files->isOnNetwork("\\\\server\\share\\folder").value());
    EXPECT_TRUE(m_files->isOnNetwork("\\\\?\\UNC\\server\\share").value());
    EXPECT_FALSE(m_files->isOnNetwork("\\\\?\\C:\\windows").value());
}

TEST_F(WindowsFileSystem, ResolvesToTheUsualFormOfAPath)
{
    const auto resolved = m_files->resolve(m_dir.path());
    ASSERT_TRUE(resolved);
    EXPECT_EQ(resolved->native().substr(1, 2), L":\\");
}

TEST_F(WindowsFileSystem, KeepsANameWithHalfASurrogatePair)
{
    const std::filesystem::path name(std::wstring{L'a', wchar_t{0xD83D}, L'.', L'e'});
    const auto file = m_files->create(m_dir / name);
    if (!file)
        GTEST_SKIP() << "this system cannot store such a name: " << file.error().message;
    ASSERT_TRUE((*file)->close());
    const auto entries = m_files->list(m_dir.path());
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 1U);
    EXPECT_EQ(entries->front().name, name);
}

} // namespace
} // namespace connectorscope
