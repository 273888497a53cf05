#include "core/base/network_path.h"

#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

TEST(NetworkPath, ATemporaryFolderIsLocal)
{
    const TempDir folder;
    const auto isRemote = isOnNetworkPath(folder.path());
    ASSERT_TRUE(isRemote) << isRemote.error().message;
    EXPECT_FALSE(*isRemote);
}

TEST(NetworkPath, AFolderThatIsMissingIsJudgedByTheOneAboveIt)
{
    const TempDir folder;
    const auto isRemote = isOnNetworkPath(folder / "not" / "there" / "yet");
    ASSERT_TRUE(isRemote) << isRemote.error().message;
    EXPECT_FALSE(*isRemote);
}

#ifdef _WIN32
TEST(NetworkPath, ASharesNameIsOnTheNetwork)
{
    for (const wchar_t* path : {LR"(\\server\c$\Mail)", LR"(\\?\UNC\server\c$\Mail)"}) {
        const auto isRemote = isOnNetworkPath(path);
        ASSERT_TRUE(isRemote) << isRemote.error().message;
        EXPECT_TRUE(*isRemote);
    }
}

TEST(NetworkPath, ALongPathOfADriveIsLocal)
{
    const auto isRemote = isOnNetworkPath(LR"(\\?\C:\windows)");
    ASSERT_TRUE(isRemote) << isRemote.error().message;
    EXPECT_FALSE(*isRemote);
}
#endif

} // namespace
} // namespace connectorscope
