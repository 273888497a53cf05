#include "core/site/site_folders.h"

#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

TEST(CheckFoldersPosix, SeesThroughLinks)
{
    const TempDir dir;
    for (const char* name : {"incoming", "incoming/deep", "pickup"})
        std::filesystem::create_directory(dir / name);
    std::filesystem::create_directory_symlink(dir / "incoming", dir / "failed");
    std::filesystem::create_directory_symlink(dir / "incoming" / "deep", dir / "badmail");
    std::filesystem::create_directory_symlink(dir.path(), dir / "pickup" / "up");
    Site site;
    site.folders = {dir / "incoming", dir / "failed",           dir / "pickup",
                    dir / "badmail",  dir / "pickup/up/pickup", {}};
    const auto files = realFileSystem();
    const auto found = checkFolders(*files, site);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].state, FolderState::SameAsAnother);
    EXPECT_EQ(found[0].key, "folders.failed");
    EXPECT_EQ(found[1].state, FolderState::WithinAnother);
    EXPECT_EQ(found[1].key, "folders.badmail");
    EXPECT_EQ(found[3].state, FolderState::SameAsAnother);
    EXPECT_EQ(found[3].key, "folders.staging");
}

} // namespace
} // namespace connectorscope
