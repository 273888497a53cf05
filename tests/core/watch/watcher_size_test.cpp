#include "core/watch/watcher.h"

#include "tests/core/watch/watched_site.h"
#include "tests/support/small_files.h"

#include <algorithm>
#include <cstdlib>

namespace connectorscope {
namespace {

class WatcherSizeTest : public WatchedSite
{
protected:
    void fill(int count)
    {
        for (int i = 0; i < count; ++i)
            writeFile(folder(FolderKind::Incoming) / ("message-" + std::to_string(i) + ".eml"),
                      mail(std::to_string(i)));
    }
};

TEST_F(WatcherSizeTest, ReadsManyFilesOnSeveralThreadsAndTellsThemInOrder)
{
    fill(700);
    std::vector<std::string> told;
    const auto note = [&](const WatchEvent& event) {
        const auto* recorded = std::get_if<RecordedEvent>(&event);
        if (recorded != nullptr && recorded->record.kind == RecordKind::Judged)
            told.push_back(recorded->record.place.name);
    };
    (void)m_watcher->scanOnce({}, note);
    m_clock.advance(m_site.watch.settle);
    (void)m_watcher->scanOnce({}, note);
    EXPECT_EQ(told.size(), 700U);
    EXPECT_TRUE(std::ranges::is_sorted(told));
    EXPECT_EQ(m_ledger.figures().arrived, 700);
    EXPECT_EQ(m_ledger.messages(), 700U);
}

TEST_F(WatcherSizeTest, StopsInTheMiddleAndGoesOnLater)
{
    fill(600);
    (void)pass();
    m_clock.advance(m_site.watch.settle);
    std::stop_source stop;
    const WatchPass result = m_watcher->scanOnce(stop.get_token(), [&](const WatchEvent& event) {
        const auto* progress = std::get_if<ProgressEvent>(&event);
        if (progress != nullptr && progress->done == 100)
            stop.request_stop();
    });
    EXPECT_FALSE(result.complete);
    EXPECT_LT(m_ledger.figures().arrived, 600);
    EXPECT_GE(m_ledger.figures().arrived, 99) << "what was read is not lost";
    (void)pass();
    EXPECT_EQ(m_ledger.figures().arrived, 600);
}

TEST_F(WatcherSizeTest, KeepsAFolderOf200000EntriesInLittleMemory)
{
    const int count = std::getenv("CONNECTORSCOPE_SOAK") != nullptr ? 200'000 : 5'000;
    fill(count);
    (void)pass();
    m_clock.advance(m_site.watch.settle);
    EXPECT_EQ(pass().files, static_cast<std::uint64_t>(count));
    EXPECT_EQ(m_ledger.figures().arrived, count);
    // 150 MB for a million: two listings at once, one of them the known one.
    EXPECT_LT(m_watcher->memory(), static_cast<std::size_t>(count) * 130);
    EXPECT_EQ(pass().judged, 0U);
}

} // namespace
} // namespace connectorscope
