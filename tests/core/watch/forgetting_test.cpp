#include "tests/core/watch/watched_site.h"
#include "tests/support/forwarding_file_system.h"

#include <algorithm>
#include <optional>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;

/// Folders whose clock nobody can measure: that of the files goes on as it likes while the test's is moved.
class FoldersWithoutClock final : public ForwardingFileSystem
{
public:
    using ForwardingFileSystem::ForwardingFileSystem;

    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
    {
        return fail(ErrorCode::AccessDenied, "read only", {}, path);
    }
};

/// run() with the fake clock; each wait for news is one look at the ledger.
class ForgettingTest : public WatchedSite
{
protected:
    ForgettingTest()
    {
        m_site.watch.poll = 2min; // days pass in these tests
        restart(m_readOnly);
    }

    /// Runs until `isOver` or, so that no test hangs, for ten days.
    void runUntil(const std::function<bool()>& isOver)
    {
        const SteadyTime end = m_clock.steadyNow() + 240h;
        m_news.onWait = [&](int) -> std::vector<FolderNewsItem> {
            if (isOver() || m_clock.steadyNow() > end)
                m_stop.request_stop();
            return {};
        };
        m_watcher->run(m_stop.get_token(), [this](const WatchEvent& event) { m_events.push_back(event); });
    }

    void runFor(std::chrono::nanoseconds duration)
    {
        const SteadyTime end = m_clock.steadyNow() + duration;
        runUntil([this, end] { return m_clock.steadyNow() >= end; });
    }

    FoldersWithoutClock m_readOnly{*m_files};
    std::stop_source m_stop;
};

TEST_F(ForgettingTest, BeginsAtTheStartWhenTheLastRoundIsOverADayAgo)
{
    m_site.pipeline.retention = 30 * 24h;
    restart(m_readOnly);
    m_ledger.setForgetting(m_clock.now() - 25h, 3);
    runFor(1h);
    EXPECT_EQ(m_ledger.forgettingSteps(), 3);
    EXPECT_EQ(m_ledger.retention(), 30 * 24h);
}

TEST_F(ForgettingTest, BeginsAtTheStartWhenThereWasNoRoundYet)
{
    m_ledger.setForgetting(std::nullopt, 1);
    runFor(1h);
    EXPECT_EQ(m_ledger.forgettingSteps(), 1);
}

TEST_F(ForgettingTest, BeginsAtTheStartWhenAWrongClockHasToldTheLastRound)
{
    m_ledger.setForgetting(m_clock.now() + 1000h, 1);
    runFor(1h);
    EXPECT_EQ(m_ledger.forgettingSteps(), 1);
}

TEST_F(ForgettingTest, WaitsForTheRestOfTheDay)
{
    m_ledger.setForgetting(m_clock.now() - 20h, 1);
    runFor(3h);
    EXPECT_EQ(m_ledger.forgettingSteps(), 0);
    m_stop = {};
    runFor(2h);
    EXPECT_EQ(m_ledger.forgettingSteps(), 1);
}

TEST_F(ForgettingTest, HasOneRoundADay)
{
    m_ledger.setForgetting(std::nullopt, 2);
    runFor(49h);
    EXPECT_EQ(m_ledger.forgettingSteps(), 6);
}

TEST_F(ForgettingTest, ListsAtOnceWhatArrivesBetweenTwoSteps)
{
    constexpr int many = 100'000;
    m_ledger.setForgetting(std::nullopt, many);
    std::optional<SteadyTime> arrived;
    m_news.onWait = [&](int wait) -> std::vector<FolderNewsItem> {
        if (wait == 5) {
            put(FolderKind::PickUp, "a.eml", mail("one"), 0s);
            arrived = m_clock.steadyNow();
            return {{FolderKind::PickUp, false}};
        }
        if (!m_ledger.names(FolderKind::PickUp).empty() || wait > many)
            m_stop.request_stop();
        return {};
    };
    m_watcher->run(m_stop.get_token());
    ASSERT_TRUE(arrived);
    EXPECT_LE(m_clock.steadyNow() - *arrived, 100ms);
    EXPECT_GT(m_ledger.forgettingSteps(), 1);
    EXPECT_LT(m_ledger.forgettingSteps(), 20);
}

TEST_F(ForgettingTest, DoesNotKeepTheFoldersFromBeingPolled)
{
    m_ledger.setForgetting(std::nullopt, 1'000'000);
    m_news.refuses = true;
    put(FolderKind::Incoming, "a.eml", mail("one"), 0s);
    const SteadyTime begin = m_clock.steadyNow();
    runUntil([this] { return m_ledger.figures().arrived == 1; });
    EXPECT_LE(m_clock.steadyNow() - begin, m_site.watch.settle + m_site.watch.poll);
    EXPECT_GT(m_ledger.forgettingSteps(), 10);
}

TEST_F(ForgettingTest, TriesAgainInAnHourAfterAnError)
{
    m_ledger.setForgetting(m_clock.now() - 23h, 1);
    bool isBroken = false;
    const SteadyTime begin = m_clock.steadyNow();
    runUntil([&] {
        if (!isBroken && m_clock.steadyNow() - begin >= 1h - m_site.watch.poll) {
            m_ledger.failForgetting();
            isBroken = true;
        }
        return m_ledger.forgettingSteps() > 0;
    });
    EXPECT_GE(m_clock.steadyNow() - begin, 2h);
    EXPECT_LT(m_clock.steadyNow() - begin, 2h + 5min);
    EXPECT_TRUE(std::ranges::any_of(
        m_events, [](const WatchEvent& event) { return std::holds_alternative<TroubleEvent>(event); }));
}

TEST_F(ForgettingTest, WaitsWhileTheClocksAreADayApart)
{
    m_ledger.setForgetting(std::nullopt, 1);
    // The folder's server is the machine of the test: its clock is years from the fake one.
    m_clock.setNow(UtcTime(std::chrono::sys_days(std::chrono::year(2099) / 1 / 1)));
    restart();
    runFor(1h);
    ASSERT_TRUE(std::ranges::any_of(
        m_watcher->health(), [](const FolderHealth& folder) { return folder.skew && *folder.skew < -24h; }));
    EXPECT_EQ(m_ledger.forgettingSteps(), 0);
}

} // namespace
} // namespace connectorscope
