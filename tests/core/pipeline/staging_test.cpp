#include "core/pipeline/staging.h"

#include "core/base/system_error.h"
#include "core/index/stuck.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/fake_clock.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Tells of one folder that it lies on a volume of its own.
class OtherVolume final : public ForwardingFileSystem
{
public:
    OtherVolume(FileSystem& wrapped, std::filesystem::path folder)
        : ForwardingFileSystem(wrapped)
        , m_folder(std::move(folder))
    {
    }
    Result<FileInfo> info(const std::filesystem::path& path) override
    {
        auto info = ForwardingFileSystem::info(path);
        if (info && (path == m_folder || path.parent_path() == m_folder))
            ++info->identity.volume;
        return info;
    }

private:
    std::filesystem::path m_folder;
};

class StagingTest : public testing::Test
{
protected:
    StagingTest()
    {
        m_site.folders.incoming = m_dir / "pop3" / "Incoming Mail";
        m_site.folders.failed = m_dir / "pop3" / "Failed Mail";
        m_site.folders.pickup = m_dir / "mailroot" / "PickUp";
        m_site.pipeline.transfer = Carrier::BuiltIn;
        for (const FolderKind kind : {FolderKind::Incoming, FolderKind::Failed, FolderKind::PickUp})
            std::filesystem::create_directories(folderPath(m_site, kind));
    }

    TempDir m_dir;
    FakeClock m_clock;
    Site m_site;
    std::unique_ptr<FileSystem> m_real = realFileSystem();
};

TEST_F(StagingTest, LiesBesideEachFolderAndLeavesNothingInIt)
{
    Staging staging(m_site, *m_real, m_clock);
    const std::filesystem::path pop3 = m_dir / "pop3" / ".connectorscope-staging";
    EXPECT_EQ(staging.of(FolderKind::Failed).value(), pop3);
    EXPECT_EQ(staging.of(FolderKind::Incoming).value(), pop3);
    EXPECT_EQ(staging.heldOf(FolderKind::Failed).value(), pop3 / "held");
    EXPECT_EQ(staging.of(FolderKind::PickUp).value(), m_dir / "mailroot" / ".connectorscope-staging");
    EXPECT_THAT(namesIn(pop3), ElementsAre("held"));
    for (const FolderKind kind : {FolderKind::Incoming, FolderKind::Failed, FolderKind::PickUp})
        EXPECT_THAT(namesIn(folderPath(m_site, kind)), IsEmpty());
}

TEST_F(StagingTest, IsTheFolderThatTheSiteFileNames)
{
    m_site.folders.staging = m_dir / "staging";
    Staging staging(m_site, *m_real, m_clock);
    EXPECT_EQ(staging.of(FolderKind::Failed).value(), m_dir / "staging");
    EXPECT_EQ(staging.of(FolderKind::PickUp).value(), m_dir / "staging");
}

TEST_F(StagingTest, IsRefusedWhereAFileCannotBeRenamedIntoIt)
{
    FailingFileSystem files(*m_real);
    Staging staging(m_site, files, m_clock);
    files.failCall(FileAction::Rename, 1, ErrorCode::CrossDevice);
    const auto refused = staging.of(FolderKind::Failed);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::CrossDevice);
    EXPECT_THAT(refused.error().hint, HasSubstr("folders.staging"));
    EXPECT_THAT(namesIn(m_site.folders.failed), IsEmpty());
    EXPECT_TRUE(staging.of(FolderKind::Failed)) << "it is tried again";
}

TEST_F(StagingTest, IsRefusedForPickUpOnAnotherVolumeWithoutTryingAFileThere)
{
    OtherVolume files(*m_real, m_site.folders.pickup);
    FailingFileSystem counting(files);
    Staging staging(m_site, counting, m_clock);
    EXPECT_EQ(staging.of(FolderKind::PickUp).error().code, ErrorCode::CrossDevice);
    EXPECT_EQ(counting.calls(FileAction::Create), 0);
    EXPECT_EQ(checkStagingVolume(files, m_site, FolderKind::PickUp).error().code, ErrorCode::CrossDevice);
    EXPECT_TRUE(checkStagingVolume(files, m_site, FolderKind::Failed));
}

TEST_F(StagingTest, IsCheckedWithoutMakingIt)
{
    EXPECT_TRUE(checkStagingVolume(*m_real, m_site, FolderKind::Failed));
    EXPECT_FALSE(std::filesystem::exists(stagingFolderOf(m_site, FolderKind::Failed)));
}

} // namespace
} // namespace connectorscope
