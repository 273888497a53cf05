#include "core/watch/watcher.h"

#include "tests/core/watch/watched_site.h"
#include "tests/support/small_files.h"

#include <algorithm>
#include <thread>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// run() with the fake clock: each wait is a step of the story.
class WatcherRunTest : public WatchedSite
{
protected:
    void run(const std::function<std::vector<FolderNewsItem>(int)>& onWait)
    {
        m_news.onWait = [this, onWait](int wait) {
            if (wait > 200) // a story that does not end
                m_stop.request_stop();
            return onWait(wait);
        };
        m_watcher->run(m_stop.get_token(), [this](const WatchEvent& event) { m_events.push_back(event); });
    }

    std::stop_source m_stop;
};

TEST_F(WatcherRunTest, ReadsAFileAsSoonAsItHasSettledAfterANotification)
{
    const SteadyTime begin = m_clock.steadyNow();
    std::chrono::nanoseconds took{};
    run([&](int wait) -> std::vector<FolderNewsItem> {
        if (wait == 1) {
            put(FolderKind::Incoming, "a.eml", mail("one"), 0s);
            return {{FolderKind::Incoming, false}};
        }
        if (m_ledger.figures().arrived == 1) {
            took = m_clock.steadyNow() - begin;
            m_stop.request_stop();
        }
        return {};
    });
    EXPECT_GE(took, m_site.watch.settle);
    EXPECT_LE(took, m_site.watch.settle + 250ms);
}

TEST_F(WatcherRunTest, FindsWithoutNotificationsWhatThePollShows)
{
    m_news.refuses = true;
    run([&](int wait) -> std::vector<FolderNewsItem> {
        if (wait == 1)
            put(FolderKind::Incoming, "a.eml", mail("one"), 0s);
        if (m_ledger.figures().arrived == 1)
            m_stop.request_stop();
        return {};
    });
    EXPECT_EQ(m_ledger.figures().arrived, 1);
    EXPECT_EQ(m_watcher->health().front().news, NewsSource::Polling);
    EXPECT_EQ(m_watcher->health().front().whyPolling, "no notifications here");
}

TEST_F(WatcherRunTest, SaysThatNotificationsDoNotArrive)
{
    run([&](int wait) -> std::vector<FolderNewsItem> {
        if (wait == 1)
            put(FolderKind::Incoming, "a.eml", mail("one"), 0s);
        if (m_ledger.figures().arrived == 1)
            m_stop.request_stop();
        return {};
    });
    EXPECT_EQ(m_watcher->health()[0].news, NewsSource::Polling);
    EXPECT_EQ(m_watcher->health()[1].news, NewsSource::Events);
}

TEST_F(WatcherRunTest, ListsAtOnceAndWatchesAnewWhenAWatchIsLost)
{
    const SteadyTime begin = m_clock.steadyNow();
    int watchedBefore = 0;
    run([&](int wait) -> std::vector<FolderNewsItem> {
        if (wait == 1) {
            watchedBefore = m_news.watched;
            put(FolderKind::Failed, "a.eml", mail("one"), 0s);
            return {{FolderKind::Failed, true}};
        }
        m_stop.request_stop();
        return {};
    });
    EXPECT_EQ(m_news.watched, watchedBefore + 1);
    EXPECT_THAT(m_ledger.names(FolderKind::Failed), ElementsAre("a.eml"));
    EXPECT_LT(m_clock.steadyNow() - begin, m_site.watch.poll);
}

TEST_F(WatcherRunTest, WatchesAFolderAnewThatWasReplaced)
{
    int watchedBefore = 0;
    run([&](int wait) -> std::vector<FolderNewsItem> {
        if (wait == 1) {
            watchedBefore = m_news.watched;
            std::filesystem::rename(folder(FolderKind::Failed), m_dir / "old");
            std::filesystem::create_directory(folder(FolderKind::Failed));
        }
        if (wait == 3)
            m_stop.request_stop();
        return {};
    });
    EXPECT_EQ(m_news.watched, watchedBefore + 1);
}

TEST_F(WatcherRunTest, DoesNotSpinWhileTheLedgerRefuses)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    std::chrono::nanoseconds all{};
    run([&](int wait) -> std::vector<FolderNewsItem> {
        m_ledger.failCall(1);
        if (wait == 10) {
            all = m_clock.slept();
            m_stop.request_stop();
        }
        return {};
    });
    EXPECT_GT(all, m_site.watch.poll * 8);
}

/// The real clock, the real notifications, a writer that behaves like the connector, and a watcher in a
/// thread.
TEST_F(WatcherRunTest, TellsWhatAConnectorDidWhileItRan)
{
    const auto clock = systemClock();
    const auto news = systemNews(*clock);
    m_site.watch.settle = 200ms;
    m_site.watch.poll = 300ms;
    Watcher watcher(m_site, {*m_files, *clock, m_ledger, *news, {}, 2});
    std::jthread watching([&](const std::stop_token& stop) { watcher.run(stop); });

    constexpr int count = 20;
    for (int i = 0; i < count; ++i) {
        const std::string name = std::to_string(i) + ".eml";
        writeFile(folder(FolderKind::Incoming) / name, "From: anna");
        std::this_thread::sleep_for(5ms);
        writeFile(folder(FolderKind::Incoming) / name, mail(std::to_string(i)));
    }
    const auto until = [&](const auto& reached) {
        for (int i = 0; i < 1000 && !reached(); ++i)
            std::this_thread::sleep_for(10ms);
        return reached();
    };
    EXPECT_TRUE(until([&] { return m_ledger.figures().arrived == count; })) << m_ledger.state();
    for (int i = 0; i < count; ++i) {
        const std::string name = std::to_string(i) + ".eml";
        if (i % 2 == 0)
            move(FolderKind::Incoming, name, FolderKind::Failed);
        else
            drop(FolderKind::Incoming, name);
    }
    EXPECT_TRUE(until([&] {
        return m_ledger.figures().failed == count / 2 && m_ledger.names(FolderKind::Incoming).empty();
    })) << m_ledger.state();
    watching.request_stop();
    watching.join();
    EXPECT_EQ(m_ledger.messages(), static_cast<std::size_t>(count));
    EXPECT_EQ(m_ledger.figures().arrived, count);
}

} // namespace
} // namespace connectorscope
