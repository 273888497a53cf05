#include "core/demo/demo_leftovers.h"

#include "core/index/role_lock.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>

#include <fstream>

namespace connectorscope {
namespace {

class LeftOverDemos : public testing::Test
{
protected:
    /// A folder as a killed program leaves it, so long ago.
    std::filesystem::path leave(const std::string& name, std::chrono::minutes ago) const
    {
        std::filesystem::path folder = m_temporary.path() / name;
        std::filesystem::create_directories(folder / "work");
        std::ofstream(folder / "site.toml") << "[site]\nname = 'x'\n";
        std::filesystem::last_write_time(folder, std::filesystem::file_time_type::clock::now() - ago);
        return folder;
    }

    TempDir m_temporary;
};

TEST_F(LeftOverDemos, AreRemovedWhenTheyAreOldAndFree)
{
    const auto folder = leave(demoFolderName(), std::chrono::hours(1));
    EXPECT_EQ(removeLeftOverDemos(m_temporary.path()), 1U);
    EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST_F(LeftOverDemos, StayWhileTheyMayBeInTheMaking)
{
    const auto folder = leave(demoFolderName(), std::chrono::minutes(1));
    EXPECT_EQ(removeLeftOverDemos(m_temporary.path()), 0U);
    EXPECT_TRUE(std::filesystem::exists(folder));
}

TEST_F(LeftOverDemos, StayWhileAProgramHasThem)
{
    for (const Role role : {Role::Watcher, Role::Worker}) {
        const auto folder = leave(demoFolderName(), std::chrono::hours(1));
        const auto lock = RoleLock::take(folder / "work", role, "another");
        ASSERT_TRUE(lock);
        EXPECT_EQ(removeLeftOverDemos(m_temporary.path()), 0U);
        EXPECT_TRUE(std::filesystem::exists(folder));
        std::filesystem::remove_all(folder);
    }
}

TEST_F(LeftOverDemos, AreNotWhatOnlyHasASimilarName)
{
    leave("connectorscope-demo-mine", std::chrono::hours(1));
    leave("connectorscope-demo-12345678-copy", std::chrono::hours(1));
    leave("my-connectorscope-demo-12345678", std::chrono::hours(1));
    const auto other = leave(demoFolderName(), std::chrono::hours(1));
    std::filesystem::remove(other / "site.toml");
    std::filesystem::last_write_time(other,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    EXPECT_EQ(removeLeftOverDemos(m_temporary.path()), 0U);
    EXPECT_EQ(removeLeftOverDemos(m_temporary.path() / "nowhere"), 0U);
}

} // namespace
} // namespace connectorscope
