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

} // namespace
} // namespace connectorscope
