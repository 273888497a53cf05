#include "app/connectorctl/file_walk.h"

#include "tests/app/scratch_folder.h"
#include "tests/app/tampered_file_system.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FileWalkTest : public ::testing::Test
{
protected:
    std::vector<std::string> walk(const std::vector<std::filesystem::path>& paths)
    {
        FileWalk walk(files, paths);
        std::vector<std::string> walked;
        while (const std::optional<WalkedFile> file = walk.next()) {
            const std::filesystem::path below = file->path.lexically_relative(folder.path());
            walked.push_back(below.generic_string() + (file->error ? "!" : ""));
        }
        EXPECT_TRUE(walk.complete());
        EXPECT_EQ(walk.known(), walked.size());
        links = walk.linksNotFollowed();
        return walked;
    }

    ScratchFolder folder;
    TamperedFileSystem files;
    std::uint64_t links = 0;
};

TEST_F(FileWalkTest, GoesThroughFoldersByName)
{
    folder.write("b.eml", "");
    folder.write("a/2.eml", "");
    folder.write("a/1.eml", "");
    folder.write("a/deep/x", "");
    folder.write("c", "");
    EXPECT_THAT(walk({folder.path()}), ElementsAre("a/1.eml", "a/2.eml", "a/deep/x", "b.eml", "c"));
}

TEST_F(FileWalkTest, KeepsTheOrderInWhichPathsAreNamed)
{
    folder.write("a", "");
    folder.write("b/x", "");
    EXPECT_THAT(walk({folder.path() / "b", folder.path() / "a", folder.path() / "b"}),
                ElementsAre("b/x", "a", "b/x"));
}

TEST_F(FileWalkTest, LeavesOutWhatIsNoMessageOfTheConnector)
{
    for (const char* name : {"a.tmp", "A.TMP", "desktop.ini", "Thumbs.db", "thumbs.db", "tmp", "a.BDP",
                             "a.bdr", "a.BAD", "x.tmp.eml"})
        folder.write(name, "");
    EXPECT_THAT(walk({folder.path()}), ElementsAre("a.BAD", "tmp", "x.tmp.eml"));
}

TEST_F(FileWalkTest, JudgesWhatIsNamedWhateverItsName)
{
    const std::filesystem::path named = folder.write("a.tmp", "");
    EXPECT_THAT(walk({named}), ElementsAre("a.tmp"));
}

TEST_F(FileWalkTest, EntersAFolderWhoseNameWouldBeLeftOut)
{
    folder.write("mail.tmp/a", "");
    EXPECT_THAT(walk({folder.path()}), ElementsAre("mail.tmp/a"));
}

TEST_F(FileWalkTest, TellsOfAFolderThatCannotBeListedAndGoesOn)
{
    folder.write("a/1", "");
    folder.write("b", "");
    files.listFails[folder.path() / "a"] = Error{ErrorCode::AccessDenied, "no", {}, {}};
    EXPECT_THAT(walk({folder.path()}), ElementsAre("a!", "b"));
    EXPECT_THAT(walk({folder.path() / "a"}), ElementsAre("a!"));
}

TEST_F(FileWalkTest, TellsOfWhatIsNotThere)
{
    EXPECT_THAT(walk({folder.path() / "none"}), ElementsAre("none!"));
}

TEST_F(FileWalkTest, FindsNothingInAnEmptyFolder)
{
    EXPECT_THAT(walk({folder.path()}), IsEmpty());
}

TEST_F(FileWalkTest, TakesADashForStandardInput)
{
    FileWalk walk(files, {"-"});
    const std::optional<WalkedFile> file = walk.next();
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->standardInput);
}

TEST_F(FileWalkTest, KnowsHowManyFilesAreLeftOnlyWhenAllFoldersAreListed)
{
    folder.write("a", "");
    folder.write("b/1", "");
    folder.write("b/2", "");
    FileWalk walk(files, {folder.path()});
    EXPECT_FALSE(walk.complete());
    walk.next();
    EXPECT_EQ(walk.known(), 1U);
    EXPECT_FALSE(walk.complete());
    walk.next();
    EXPECT_EQ(walk.known(), 3U);
    EXPECT_TRUE(walk.complete());
}

TEST_F(FileWalkTest, WalksVeryDeepFoldersWithoutRecursion)
{
    std::filesystem::path deep = folder.path();
    for (int i = 0; i < 100; ++i)
        deep /= "d";
    std::filesystem::create_directories(deep);
    folder.write(deep.lexically_relative(folder.path()) / "x", "");
    EXPECT_EQ(walk({folder.path()}).size(), 1U);
}

#ifndef _WIN32
TEST_F(FileWalkTest, FollowsNoLinksInAFolderAndCountsThem)
{
    folder.write("real/a", "");
    std::filesystem::create_symlink(folder.path() / "real/a", folder.path() / "link-to-file");
    std::filesystem::create_symlink(folder.path(), folder.path() / "link-to-folder");
    std::filesystem::create_symlink("nowhere", folder.path() / "link-to-nothing");
    EXPECT_THAT(walk({folder.path()}), ElementsAre("real/a"));
    EXPECT_EQ(links, 3U);
}

TEST_F(FileWalkTest, FollowsALinkThatIsNamed)
{
    folder.write("real/a", "");
    std::filesystem::create_symlink(folder.path() / "real/a", folder.path() / "file");
    std::filesystem::create_symlink(folder.path() / "real", folder.path() / "folder");
    EXPECT_THAT(walk({folder.path() / "file", folder.path() / "folder"}), ElementsAre("file", "folder/a"));
}
#endif

} // namespace
} // namespace connectorscope
