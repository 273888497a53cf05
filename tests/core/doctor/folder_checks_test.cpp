#include "tests/core/doctor/examined_site.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

#include <set>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// Files that refuse what a test wants them to, and remember in which folders files were made.
class RefusingFiles final : public ForwardingFileSystem
{
public:
    using ForwardingFileSystem::ForwardingFileSystem;

    std::optional<ErrorCode> onCreate;
    std::optional<ErrorCode> onRename;
    std::optional<ErrorCode> onOpen;
    std::optional<ErrorCode> onMayAdd;
    std::set<std::filesystem::path> madeIn;

    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
    {
        madeIn.insert(path.parent_path());
        if (onCreate)
            return refused(*onCreate);
        return ForwardingFileSystem::create(path);
    }
    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        if (onRename)
            return refused(*onRename);
        return ForwardingFileSystem::renameNoReplace(from, to);
    }
    Result<std::unique_ptr<InputFile>> open(const std::filesystem::path& path) override
    {
        if (onOpen)
            return refused(*onOpen);
        return ForwardingFileSystem::open(path);
    }
    Result<> checkMayAdd(const std::filesystem::path& folder) override
    {
        if (onMayAdd)
            return refused(*onMayAdd);
        return ForwardingFileSystem::checkMayAdd(folder);
    }

private:
    static tl::unexpected<Error> refused(ErrorCode code) { return fail(code, "refused by the test"); }
};

TEST(FolderChecks, FindNothingWrongWithASiteThatIsInOrder)
{
    ExaminedSite site;
    writeFile(site.path("failed/a.eml"), "x");
    writeFile(site.path("incoming/a.eml"), "x");
    const auto before = site.everything();
    for (const Checks& checks :
         {checkFolderKeys(site.site, site.tools()), checkFolderAccess(site.site, site.tools()),
          checkStaging(site.site, site.tools())}) {
        for (const Check& check : checks)
            EXPECT_THAT(check.state, ::testing::AnyOf(CheckState::Ok, CheckState::NotChecked))
                << check.name << " " << check.about << ": " << check.message;
    }
    EXPECT_EQ(site.everything(), before);
}

TEST(FolderChecks, TellOfAFolderThatIsMissing)
{
    ExaminedSite site;
    std::filesystem::remove(site.path("failed"));
    const Checks checks = checkFolderAccess(site.site, site.tools());
    const Check check = checkNamed(checks, "folder-listable", "folders.failed");
    EXPECT_EQ(check.state, CheckState::Wrong);
    EXPECT_EQ(check.area, CheckArea::Environment);
    EXPECT_THAT(check.advice, HasSubstr("Check the path"));
    EXPECT_THROW(checkNamed(checks, "folder-writable", "folders.failed"), std::runtime_error);
}

TEST(FolderChecks, TellOfAFileWhereAFolderShouldBe)
{
    ExaminedSite site;
    std::filesystem::remove(site.path("failed"));
    writeFile(site.path("failed"), "x");
    EXPECT_EQ(
        checkNamed(checkFolderKeys(site.site, site.tools()), "folders-distinct", "folders.failed").state,
        CheckState::Wrong);
    EXPECT_EQ(
        checkNamed(checkFolderAccess(site.site, site.tools()), "folder-listable", "folders.failed").state,
        CheckState::Wrong);
}

TEST(FolderChecks, TellOfFoldersThatLieInOneAnother)
{
    ExaminedSite site;
    site.site.folders.failed = site.path("incoming/failed");
    std::filesystem::create_directory(site.site.folders.failed);
    const Check check =
        checkNamed(checkFolderKeys(site.site, site.tools()), "folders-distinct", "folders.failed");
    EXPECT_EQ(check.state, CheckState::Wrong);
    EXPECT_EQ(check.area, CheckArea::SiteFile);
}

TEST(FolderChecks, TellOfMessagesThatMayNotBeOpened)
{
    ExaminedSite site;
    writeFile(site.path("failed/a.eml"), "x");
    RefusingFiles files(site.realFiles());
    files.onOpen = ErrorCode::AccessDenied;
    site.use(files);
    EXPECT_EQ(
        checkNamed(checkFolderAccess(site.site, site.tools()), "folder-readable", "folders.failed").state,
        CheckState::Wrong);
}

TEST(FolderChecks, TellOfAFolderThatTakesNoFile)
{
    ExaminedSite site;
    RefusingFiles files(site.realFiles());
    files.onCreate = ErrorCode::AccessDenied;
    site.use(files);
    const Check check =
        checkNamed(checkFolderAccess(site.site, site.tools()), "folder-writable", "folders.failed");
    EXPECT_EQ(check.state, CheckState::Wrong);
    EXPECT_THAT(check.advice, HasSubstr("the right to change"));
}

TEST(FolderChecks, LeaveNoFileBehindWhereRenamingFails)
{
    ExaminedSite site;
    const auto before = site.everything();
    RefusingFiles files(site.realFiles());
    files.onRename = ErrorCode::AccessDenied;
    site.use(files);
    EXPECT_EQ(
        checkNamed(checkFolderAccess(site.site, site.tools()), "folder-writable", "folders.failed").state,
        CheckState::Wrong);
    EXPECT_EQ(site.everything(), before);
}

TEST(FolderChecks, MakeNoFileWhereOthersTakeIt)
{
    ExaminedSite site;
    RefusingFiles files(site.realFiles());
    site.use(files);
    for (const Carrier transfer : {Carrier::External, Carrier::BuiltIn}) {
        site.site.pipeline.transfer = transfer;
        files.madeIn.clear();
        (void)checkSite(site.site, site.tools());
        EXPECT_THAT(files.madeIn, Not(Contains(site.site.folders.pickup)));
        EXPECT_THAT(files.madeIn, Not(Contains(site.site.folders.badmail)));
        EXPECT_THAT(files.madeIn, Contains(site.site.folders.failed));
        EXPECT_EQ(files.madeIn.contains(site.site.folders.incoming), transfer == Carrier::BuiltIn);
    }
}

TEST(FolderChecks, LookAtTheRightsOfPickUpOnlyWhereThisProgramTransfers)
{
    ExaminedSite site;
    RefusingFiles files(site.realFiles());
    files.onMayAdd = ErrorCode::AccessDenied;
    site.use(files);
    EXPECT_EQ(
        checkNamed(checkFolderAccess(site.site, site.tools()), "folder-writable", "folders.pickup").state,
        CheckState::NotChecked);
    site.site.pipeline.transfer = Carrier::BuiltIn;
    EXPECT_EQ(
        checkNamed(checkFolderAccess(site.site, site.tools()), "folder-writable", "folders.pickup").state,
        CheckState::Wrong);
}

TEST(StagingChecks, TellOfStagingOnAnotherVolume)
{
    ExaminedSite site;
    site.site.folders.staging = site.path("staging");
    std::filesystem::create_directory(site.site.folders.staging);
    RefusingFiles files(site.realFiles());
    files.onRename = ErrorCode::CrossDevice;
    site.use(files);
    const Check check = checkNamed(checkStaging(site.site, site.tools()), "staging-volume", "folders.failed");
    EXPECT_EQ(check.state, CheckState::Wrong);
    EXPECT_THAT(check.advice, HasSubstr("folders.staging"));
    EXPECT_THAT(namesIn(site.path("failed")), IsEmpty());
}

#ifndef _WIN32
TEST(StagingChecks, KnowVolumesWhereNoFileMayBeMoved)
{
    ExaminedSite site;
    const auto here = site.realFiles().info(site.path("pickup"));
    const auto there = site.realFiles().info("/dev/shm");
    if (!there || there->identity.volume == here->identity.volume)
        GTEST_SKIP() << "this machine has no second volume";
    site.site.folders.staging = "/dev/shm";
    EXPECT_EQ(checkNamed(checkStaging(site.site, site.tools()), "staging-volume", "folders.pickup").state,
              CheckState::Wrong);
    EXPECT_EQ(checkNamed(checkStaging(site.site, site.tools()), "staging-volume", "folders.failed").state,
              CheckState::Wrong);
}
#endif

TEST(StagingChecks, TryTheFolderItselfOnceItIsMade)
{
    ExaminedSite site;
    const auto told = [&] {
        return checkNamed(checkStaging(site.site, site.tools()), "staging-volume", "folders.failed").message;
    };
    EXPECT_THAT(told(), Not(HasSubstr(".connectorscope-staging")));
    std::filesystem::create_directory(site.path(".connectorscope-staging"));
    EXPECT_THAT(told(), HasSubstr(".connectorscope-staging"));
    EXPECT_THAT(namesIn(site.path(".connectorscope-staging")), IsEmpty());
}

TEST(StagingChecks, SayThatItIsNotThereYet)
{
    ExaminedSite site;
    site.site.folders.staging = site.path("staging");
    EXPECT_EQ(checkNamed(checkStaging(site.site, site.tools()), "staging-volume", "folders.failed").state,
              CheckState::NotChecked);
    EXPECT_FALSE(std::filesystem::exists(site.path("staging")));
}

} // namespace
} // namespace connectorscope
