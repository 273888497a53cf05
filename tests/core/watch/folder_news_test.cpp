#include "core/watch/folder_news.h"

#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <thread>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;

/// The system's own notifications, of real folders.
class FolderNewsTest : public testing::Test
{
protected:
    FolderNewsTest()
    {
        std::filesystem::create_directory(m_dir / "one");
        std::filesystem::create_directory(m_dir / "two");
    }

    bool hasNews(FolderKind folder, std::chrono::nanoseconds patience = 5s)
    {
        return std::ranges::any_of(m_news->wait(patience, {}),
                                   [&](const FolderNewsItem& item) { return item.folder == folder; });
    }
    void drain()
    {
        while (!m_news->wait(100ms, {}).empty()) {
        }
    }

    TempDir m_dir;
    std::unique_ptr<Clock> m_clock = systemClock();
    std::unique_ptr<FolderNews> m_news = systemNews(*m_clock);
};

TEST_F(FolderNewsTest, TellInWhichFolderSomethingHappened)
{
    ASSERT_TRUE(m_news->watch(FolderKind::Incoming, m_dir / "one"));
    ASSERT_TRUE(m_news->watch(FolderKind::Failed, m_dir / "two"));
    writeFile(m_dir / "two" / "a.eml", "hello");
    EXPECT_TRUE(hasNews(FolderKind::Failed));
    drain();
    std::filesystem::rename(m_dir / "two" / "a.eml", m_dir / "two" / "b.eml");
    EXPECT_TRUE(hasNews(FolderKind::Failed));
    drain();
    std::filesystem::remove(m_dir / "two" / "b.eml");
    EXPECT_TRUE(hasNews(FolderKind::Failed));
    drain();
    EXPECT_TRUE(m_news->wait(50ms, {}).empty()) << "nothing more has happened";
}

TEST_F(FolderNewsTest, ComeAgainAfterTheyWereTaken)
{
    ASSERT_TRUE(m_news->watch(FolderKind::Incoming, m_dir / "one"));
    for (int i = 0; i < 3; ++i) {
        writeFile(m_dir / "one" / std::to_string(i), "hello");
        EXPECT_TRUE(hasNews(FolderKind::Incoming)) << i;
        drain();
    }
}

TEST_F(FolderNewsTest, CannotBeHadOfAFolderThatIsNotThere)
{
    EXPECT_FALSE(m_news->watch(FolderKind::Incoming, m_dir / "none"));
}

TEST_F(FolderNewsTest, EndWaitingWhenAStopIsAskedFor)
{
    ASSERT_TRUE(m_news->watch(FolderKind::Incoming, m_dir / "one"));
    std::stop_source stop;
    const std::jthread stopper([&] {
        std::this_thread::sleep_for(50ms);
        stop.request_stop();
    });
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(m_news->wait(60s, stop.get_token()).empty());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 30s);
}

TEST_F(FolderNewsTest, SurviveThatAWatchedFolderIsWatchedAnew)
{
    ASSERT_TRUE(m_news->watch(FolderKind::Incoming, m_dir / "one"));
    ASSERT_TRUE(m_news->watch(FolderKind::Incoming, m_dir / "two"));
    writeFile(m_dir / "two" / "a.eml", "hello");
    EXPECT_TRUE(hasNews(FolderKind::Incoming));
}

#ifndef _WIN32
// Windows does not remove a folder that somebody watches.
TEST_F(FolderNewsTest, TellThatAFolderIsGone)
{
    ASSERT_TRUE(m_news->watch(FolderKind::Incoming, m_dir / "one"));
    std::filesystem::remove(m_dir / "one");
    const auto news = m_news->wait(5s, {});
    ASSERT_EQ(news.size(), 1U);
    EXPECT_TRUE(news.front().lost);
}
#endif

} // namespace
} // namespace connectorscope
