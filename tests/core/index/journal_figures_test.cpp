#include "core/index/journal_reader.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

class JournalFigures : public testing::Test
{
protected:
    /// Each time by a program of its own.
    void record(WatchRecord record)
    {
        const auto ledger = SiteLedger::open(m_folder.path(), {"anna", "server"});
        ASSERT_TRUE(ledger) << ledger.error().message;
        const auto done = (*ledger)->record(std::vector{std::move(record)});
        ASSERT_TRUE(done) << done.error().message;
    }

    std::int64_t failures()
    {
        const auto journal = Database::open(databaseFiles(m_folder.path()).journal, journalKind());
        EXPECT_TRUE(journal);
        return (*journal)->run([&] { return (*journal)->number("SELECT sum(failed) FROM figure"); }).value();
    }

    TempDir m_folder;
};

WatchRecord counted(WatchRecord record)
{
    record.countsAsFailed = true;
    return record;
}

TEST_F(JournalFigures, CountAFailureOnceWhenTheFileWasMovedBeforeItWasRead)
{
    record(arrived(incoming, 1));
    record(counted(moved(incoming, failed, 1)));
    record(counted(judged(failed, 1, CauseId::MissingFrom)));
    EXPECT_EQ(failures(), 1);
}

TEST_F(JournalFigures, CountTheFailureOfAFileThatWasSeenBeforeItWasRead)
{
    record(arrived(failed, 1));
    record(counted(judged(failed, 1, CauseId::MissingFrom)));
    EXPECT_EQ(failures(), 1);
}

TEST_F(JournalFigures, AreReadByTheQuartersOfAnHour)
{
    const WatchRecord first = counted(judged(failed, 1, CauseId::MissingFrom));
    record(arrived(failed, 1));
    record(first);
    const auto journal = JournalReader::open(m_folder.path());
    ASSERT_TRUE(journal);
    const UtcTime quarter =
        std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<900>>>(first.at);
    const auto figures = (*journal)->figures(quarter, quarter + std::chrono::minutes(1));
    ASSERT_TRUE(figures) << figures.error().message;
    ASSERT_EQ(figures->size(), 1U);
    EXPECT_EQ(figures->front().at, quarter);
    EXPECT_EQ(figures->front().folder, FolderKind::Failed);
    EXPECT_EQ(figures->front().failed, 1U);
    EXPECT_TRUE(
        (*journal)->figures(quarter + std::chrono::minutes(1), quarter + std::chrono::hours(1))->empty());
}

} // namespace
} // namespace connectorscope
