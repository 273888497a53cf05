#include "core/index/role_lock.h"

#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::HasSubstr;

TEST(RoleLock, OneAtATimeHoldsARole)
{
    const TempDir folder;
    const auto first = RoleLock::take(folder.path(), Role::Watcher, "connectorctl watch");
    ASSERT_TRUE(first) << first.error().message;
    const auto second = RoleLock::take(folder.path(), Role::Watcher, "connectorscope");
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::RoleTaken);
    EXPECT_THAT(second.error().message, HasSubstr("connectorctl watch"));
    EXPECT_TRUE(RoleLock::take(folder.path(), Role::Worker, "connectorscope"));
}

TEST(RoleLock, IsFreeAgainWhenItsHolderEnds)
{
    const TempDir folder;
    {
        ASSERT_TRUE(RoleLock::take(folder.path(), Role::Worker, "connectorctl resume"));
    }
    EXPECT_TRUE(RoleLock::take(folder.path(), Role::Worker, "connectorscope"));
}

TEST(RoleLock, TellsWhoHoldsARole)
{
    const TempDir folder;
    EXPECT_EQ(roleHolder(folder.path(), Role::Watcher).error().code, ErrorCode::NotFound);
    {
        const auto lock = RoleLock::take(folder.path(), Role::Watcher, "connectorctl watch");
        ASSERT_TRUE(lock);
        const auto holder = roleHolder(folder.path(), Role::Watcher);
        ASSERT_TRUE(holder) << holder.error().message;
        EXPECT_EQ(holder->program, "connectorctl watch");
        EXPECT_EQ(holder->actor.account, currentActor().account);
        EXPECT_NE(holder->process, 0U);
    }
    EXPECT_EQ(roleHolder(folder.path(), Role::Watcher).error().code, ErrorCode::NotFound);
}

} // namespace
} // namespace connectorscope
