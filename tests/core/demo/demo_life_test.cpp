#include "core/demo/demo_life.h"

#include "core/demo/demo_site.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace connectorscope {
namespace {

class DemoLifeTest : public testing::Test
{
protected:
    DemoLifeTest()
    {
        const auto made = makeDemoSite(*m_files, m_clock, m_folder.path() / "demo",
                                       [](FileSystem&, const DemoSite&, UtcTime) { return Result<>(); });
        EXPECT_TRUE(made) << made.error().message;
        auto life = DemoLife::begin(*m_files, m_clock, m_folder.path() / "demo");
        EXPECT_TRUE(life);
        m_life = std::move(*life);
    }

    std::ptrdiff_t mailIn(FolderKind folder) const
    {
        const auto path = m_folder.path() / "demo" / std::filesystem::path(demoFolderName(folder));
        return std::distance(std::filesystem::directory_iterator(path), {});
    }

    void live(std::chrono::seconds time)
    {
        for (std::chrono::seconds passed{0}; passed < time; passed += std::chrono::seconds(1)) {
            m_clock.advance(std::chrono::seconds(1));
            m_life->step();
        }
    }

    TempDir m_folder;
    FakeClock m_clock;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    std::unique_ptr<DemoLife> m_life;
};

TEST_F(DemoLifeTest, LetsMailArriveAndEveryThirdFail)
{
    const auto failed = mailIn(FolderKind::Failed);
    const auto incoming = mailIn(FolderKind::Incoming);
    live(DemoLife::between);
    EXPECT_EQ(mailIn(FolderKind::Incoming), incoming + 1);
    live(DemoLife::between * 2 + DemoLife::inIncoming);
    EXPECT_EQ(mailIn(FolderKind::Failed), failed + 1);
    EXPECT_EQ(mailIn(FolderKind::Incoming), incoming);
}

TEST_F(DemoLifeTest, TakesFromPickupWhatComesAndLeavesWhatLayThere)
{
    const auto before = mailIn(FolderKind::PickUp);
    ASSERT_GT(before, 0);
    live(DemoLife::between + DemoLife::inIncoming);
    EXPECT_EQ(mailIn(FolderKind::PickUp), before + 1);
    live(DemoLife::inPickup + std::chrono::seconds(1));
    EXPECT_EQ(mailIn(FolderKind::PickUp), before);
}

TEST_F(DemoLifeTest, DoesNotFillTheDisk)
{
    const auto failed = mailIn(FolderKind::Failed);
    live(DemoLife::between * 3 * (static_cast<int>(DemoLife::mostBroken) + 4));
    EXPECT_EQ(mailIn(FolderKind::Failed), failed + static_cast<std::ptrdiff_t>(DemoLife::mostBroken));
}

} // namespace
} // namespace connectorscope
