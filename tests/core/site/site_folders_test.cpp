#include "core/site/site_folders.h"

#include "tests/support/failing_file_system.h"
#include "tests/support/fake_clock.h"
#include "tests/support/forgetful_file_system.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

class CheckFolders : public testing::Test
{
protected:
    CheckFolders()
    {
        for (const char* name : {"incoming", "failed", "pickup"})
            std::filesystem::create_directory(m_dir / name);
        m_site.folders = {m_dir / "incoming", m_dir / "failed", m_dir / "pickup", {}, {}, m_dir / "work"};
    }

    std::vector<FolderFinding> check() { return checkFolders(*m_files, m_site); }

    static auto is(FolderState state, const std::string& key)
    {
        return AllOf(Field(&FolderFinding::state, state), Field(&FolderFinding::key, key));
    }

    TempDir m_dir;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    Site m_site;
};

TEST_F(CheckFolders, SaysNothingWhereAllIsWell)
{
    EXPECT_THAT(check(), IsEmpty());
}

TEST_F(CheckFolders, SaysThatAFolderIsMissingAndThatItMayComeBack)
{
    std::filesystem::remove(m_dir / "failed");
    m_site.folders.badmail = m_dir / "none" / "BadMail";
    const auto found = check();
    ASSERT_THAT(found, ElementsAre(is(FolderState::Missing, "folders.failed"),
                                   is(FolderState::Missing, "folders.badmail")));
    EXPECT_FALSE(found[0].isFatal());
    EXPECT_THAT(found[0].message, HasSubstr("folders.failed"));
}

TEST_F(CheckFolders, SaysThatAFolderIsAFile)
{
    std::filesystem::remove(m_dir / "failed");
    writeFile(m_dir / "failed", "x");
    const auto found = check();
    ASSERT_THAT(found, ElementsAre(is(FolderState::NotAFolder, "folders.failed")));
    EXPECT_TRUE(found[0].isFatal());
}

TEST_F(CheckFolders, KnowsAFolderByAnyName)
{
    m_site.folders.failed = m_dir / "pickup" / ".." / "incoming";
    EXPECT_THAT(check(), ElementsAre(is(FolderState::SameAsAnother, "folders.failed")));
}

TEST_F(CheckFolders, SeesAFolderWithinAnotherHoweverDeep)
{
    std::filesystem::create_directories(m_dir / "incoming" / "a" / "b");
    m_site.folders.failed = m_dir / "incoming" / "a" / "b";
    EXPECT_THAT(check(), ElementsAre(is(FolderState::WithinAnother, "folders.failed")));
    std::swap(m_site.folders.failed, m_site.folders.incoming);
    EXPECT_THAT(check(), ElementsAre(is(FolderState::WithinAnother, "folders.incoming")));
}

TEST_F(CheckFolders, TakesNoFolderForOneThatOnlyBeginsLikeIt)
{
    std::filesystem::create_directory(m_dir / "incoming2");
    m_site.folders.failed = m_dir / "incoming2";
    EXPECT_THAT(check(), IsEmpty());
}

TEST_F(CheckFolders, ComparesFoldersThatAreNotThereByName)
{
    m_site.folders.badmail = m_dir / "none";
    m_site.folders.staging = m_dir / "none" / "staging";
    m_site.folders.work = m_dir / "incoming" / "work";
    EXPECT_THAT(check(), ElementsAre(is(FolderState::Missing, "folders.badmail"),
                                     is(FolderState::WithinAnother, "folders.staging"),
                                     is(FolderState::WithinAnother, "folders.work")));
}

TEST_F(CheckFolders, SaysWhatCannotBeReached)
{
    FailingFileSystem files(*m_files);
    files.failCall(FileAction::Inspect, 1, ErrorCode::AccessDenied);
    const auto found = checkFolders(files, m_site);
    ASSERT_THAT(found, ElementsAre(is(FolderState::Unreachable, "folders.incoming")));
    EXPECT_FALSE(found[0].isFatal());
}

/// A disk that calls itself a share.
TEST_F(CheckFolders, RefusesAWorkFolderOnAShare)
{
    m_site.folders.work = R"(\\server\share\work)";
#ifdef _WIN32
    const auto found = check();
    ASSERT_FALSE(found.empty());
    EXPECT_THAT(found.back(), is(FolderState::OnNetwork, "folders.work"));
#else
    class Share final : public ForwardingFileSystem
    {
    public:
        using ForwardingFileSystem::ForwardingFileSystem;
        Result<bool> isOnNetwork(const std::filesystem::path& /*folder*/) override { return true; }
    };
    Share share(*m_files);
    EXPECT_THAT(checkFolders(share, m_site), ElementsAre(is(FolderState::OnNetwork, "folders.work")));
#endif
}

} // namespace
} // namespace connectorscope
