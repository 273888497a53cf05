#include "core/base/network_mount_posix.h"

#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

constexpr std::string_view mounts =
    "22 28 0:21 / /proc rw,nosuid shared:13 - proc proc rw\n"
    "35 28 0:44 / /mnt/server rw,nosuid shared:5 master:3 - fuse.sshfs anna@server:/ rw\n"
    "36 28 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n"
    "broken line\n"
    "37 28 0:50 / /mnt/odd rw";

TEST(NetworkMount, KnowsTheTypeOfADevice)
{
    EXPECT_EQ(mountTypeIn(mounts, "0:44"), "fuse.sshfs");
    EXPECT_EQ(mountTypeIn(mounts, "8:1"), "ext4");
    EXPECT_EQ(mountTypeIn(mounts, "0:50"), "");
    EXPECT_EQ(mountTypeIn(mounts, "9:9"), "");
    EXPECT_EQ(mountTypeIn("", "8:1"), "");
}

TEST(NetworkMount, TellsFuseFileSystemsApart)
{
    EXPECT_TRUE(isNetworkFuse("fuse.sshfs"));
    EXPECT_FALSE(isNetworkFuse("fuseblk"));
    EXPECT_FALSE(isNetworkFuse(""));
}

TEST(NetworkMount, LooksAtTheNearestFolderThatExists)
{
    const TempDir dir;
    const auto here = isOnNetworkMount(dir.path());
    const auto below = isOnNetworkMount(dir / "not" / "yet");
    ASSERT_TRUE(here && below);
    EXPECT_EQ(*here, *below);
    EXPECT_TRUE(isOnNetworkMount("no such folder"));
    EXPECT_FALSE(isOnNetworkMount("/dev/shm").value());
}

} // namespace
} // namespace connectorscope
