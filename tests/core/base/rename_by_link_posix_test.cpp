#include "core/base/rename_by_link_posix.h"

#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;

TEST(RenameByLink, RenamesAFile)
{
    const TempDir dir;
    writeFile(dir / "a.eml", "one");
    EXPECT_TRUE(renameByLink(dir / "a.eml", dir / "b.eml"));
    EXPECT_THAT(namesIn(dir.path()), ElementsAre("b.eml"));
    EXPECT_EQ(readFile(dir / "b.eml"), "one");
}

TEST(RenameByLink, NeverReplacesAFile)
{
    const TempDir dir;
    writeFile(dir / "a.eml", "one");
    writeFile(dir / "b.eml", "two");
    const auto renamed = renameByLink(dir / "a.eml", dir / "b.eml");
    ASSERT_FALSE(renamed);
    EXPECT_EQ(renamed.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(readFile(dir / "a.eml"), "one");
    EXPECT_EQ(readFile(dir / "b.eml"), "two");
}

TEST(RenameByLink, SaysThatTheSourceIsGone)
{
    const TempDir dir;
    const auto renamed = renameByLink(dir / "a.eml", dir / "b.eml");
    ASSERT_FALSE(renamed);
    EXPECT_EQ(renamed.error().code, ErrorCode::NotFound);
}

TEST(RenameByLink, RefusesAFolderBecauseItCannotHaveTwoNames)
{
    const TempDir dir;
    std::filesystem::create_directory(dir / "folder");
    EXPECT_FALSE(renameByLink(dir / "folder", dir / "other"));
    EXPECT_THAT(namesIn(dir.path()), ElementsAre("folder"));
}

} // namespace
} // namespace connectorscope
