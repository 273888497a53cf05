#include "tests/e2e/connector_posix.h"
#include "tests/e2e/site_books.h"
#include "tests/e2e/watch_program_posix.h"

#include <gmock/gmock.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <thread>

namespace connectorscope {
namespace {

/// A connector at work: downloads, and moves what is faulty to Failed Mail.
class BusyConnector
{
public:
    explicit BusyConnector(Connector& connector)
        : m_thread([this, &connector](const std::stop_token& stop) {
            std::uniform_int_distribution<int> pause(5, 120);
            while (!stop.stop_requested()) {
                const bool faulty = m_downloaded % 2 == 0;
                const std::string name = faulty ? connector.downloadSlowly(true) : connector.download(false);
                ++m_downloaded;
                std::this_thread::sleep_for(std::chrono::milliseconds(pause(connector.random())));
                if (faulty) {
                    connector.fail(name);
                    ++m_failed;
                }
            }
        })
    {
    }

    void finish() { m_thread = std::jthread(); }
    int downloaded() const { return m_downloaded; }
    int failed() const { return m_failed; }

private:
    std::atomic<int> m_downloaded = 0;
    std::atomic<int> m_failed = 0;
    std::jthread m_thread;
};

TEST(KilledWatch, EndsInTheStateOfAnUndisturbedRun)
{
    const int kills = std::getenv("CONNECTORSCOPE_SOAK") == nullptr ? 50 : 500;
    Connector connector(std::random_device{}());
    const TempDir output;
    std::mt19937 random(std::random_device{}());
    // Most are killed while they begin, some while they wait for files to settle and judge them.
    std::uniform_int_distribution<int> shortLife(0, 600);
    std::uniform_int_distribution<int> longLife(0, 2000);
    BusyConnector busy(connector);
    for (int i = 0; i < kills; ++i) {
        WatchProgram watch(connector.siteFile(), output.path());
        std::this_thread::sleep_for(
            std::chrono::milliseconds(i % 5 == 0 ? longLife(random) : shortLife(random)));
        ASSERT_EQ(watch.stop(SIGKILL), 1000 + SIGKILL) << watch.errors();
    }
    busy.finish();

    const SiteBooks books(connector.work());
    const auto files = connector.namesIn("Incoming Mail").size() + connector.namesIn("Failed Mail").size();
    {
        WatchProgram watch(connector.siteFile(), output.path());
        ASSERT_TRUE(waitUntil([&] { return books.judged() == files; })) << watch.errors();
        EXPECT_EQ(watch.stop(SIGTERM), 0) << watch.errors();
    }
    const SiteBooks others(connector.otherWork());
    {
        WatchProgram undisturbed(connector.otherSiteFile(), output.path());
        ASSERT_TRUE(waitUntil([&] { return others.judged() == files; })) << undisturbed.errors();
        EXPECT_EQ(undisturbed.stop(SIGTERM), 0);
    }
    EXPECT_EQ(books.present(), others.present());
    EXPECT_EQ(files, static_cast<std::size_t>(busy.downloaded()));
    // Nothing is counted twice, and nothing is forgotten.
    EXPECT_EQ(books.figure("arrived"), busy.downloaded());
    EXPECT_EQ(books.figure("failed"), busy.failed());
}

} // namespace
} // namespace connectorscope
