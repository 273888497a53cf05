#include "tests/core/index/full_disk.h"

#include "core/index/journal_copies.h"
#include "core/index/journal_reader.h"
#include "tests/core/index/ledger_fixture.h"

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// The disk is there before the databases are opened, and closed after them.
class FullDiskTest : public LedgerFixture
{
public:
    FullDiskTest() { open(); }
    ~FullDiskTest() override { m_ledger.reset(); }

protected:
    /// So many that no page which is there already could hold them.
    static std::vector<WatchRecord> many(std::uint64_t first)
    {
        std::vector<WatchRecord> records;
        for (std::uint64_t number = first; number < first + 300; ++number)
            records.push_back(
                judged({FolderKind::Failed, std::to_string(number)}, number, CauseId::MissingFrom));
        return records;
    }

    std::int64_t soundness(const char* which)
    {
        return which == std::string("journal") ? inJournal("SELECT integrity_check = 'ok' FROM "
                                                           "pragma_integrity_check(1)")
                                               : inIndex("SELECT integrity_check = 'ok' FROM "
                                                         "pragma_integrity_check(1)");
    }

    FullDisk m_disk;
};

TEST_F(FullDiskTest, WhatCannotBeWrittenIsRefusedAndWhatWasThereStaysWhole)
{
    record(many(0));
    m_disk.fill();
    const auto refused = m_ledger->record(many(1000));
    ASSERT_FALSE(refused);
    EXPECT_GT(m_disk.refused(), 0);
    EXPECT_EQ(refused.error().code, ErrorCode::DiskFull);
    EXPECT_THAT(refused.error().message, HasSubstr("journal.db"));
    EXPECT_THAT(refused.error().hint, HasSubstr("room"));
    m_disk.makeRoom();
    EXPECT_EQ(soundness("journal"), 1);
    EXPECT_EQ(soundness("index"), 1);
    EXPECT_THAT(rows(), SizeIs(300));
}

TEST_F(FullDiskTest, TheSameIsTakenWhenThereIsRoomAgain)
{
    m_disk.fill();
    ASSERT_FALSE(m_ledger->record(many(0)));
    m_disk.makeRoom();
    record(many(0));
    EXPECT_THAT(rows(), SizeIs(300));
    EXPECT_FALSE(m_ledger->indexProblem());
}

TEST_F(FullDiskTest, TheJournalGoesOnWithoutTheIndexWhichCatchesUp)
{
    record(many(0));
    m_disk.fill("index.db");
    record(many(1000));
    ASSERT_TRUE(m_ledger->indexProblem());
    EXPECT_EQ(m_ledger->indexProblem()->code, ErrorCode::DiskFull);
    record(many(2000));
    EXPECT_EQ(inJournal("SELECT count(*) FROM message"), 900);
    m_disk.makeRoom();
    ASSERT_TRUE(m_ledger->catchUp({}));
    EXPECT_FALSE(m_ledger->indexProblem());
    EXPECT_THAT(rows(), SizeIs(900));
    EXPECT_EQ(inIndex("SELECT sum(count) FROM tally"), 900);
    EXPECT_EQ(soundness("index"), 1);
    // What was found is lost with the writes that failed: those files are read again.
    EXPECT_EQ(inIndex("SELECT sum(judged) FROM message"), 300);
}

TEST_F(FullDiskTest, ForgettingGoesOnWhereItWasWhenThereIsRoomAgain)
{
    std::vector<WatchRecord> records = many(0);
    for (std::uint64_t number = 0; number < 300; ++number)
        records.push_back(gone({FolderKind::Failed, std::to_string(number)}));
    record(records);
    const UtcTime later = someTime + std::chrono::hours(24 * 200);
    const std::chrono::nanoseconds retention = std::chrono::hours(24 * 90);
    const auto forget = [&] { return m_ledger->forgetSome(later, retention, {}); };
    // Empties the log, which else has room.
    onJournal("PRAGMA wal_checkpoint(TRUNCATE)");
    m_disk.fill();
    const auto refused = forget();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::DiskFull);
    m_disk.makeRoom();
    EXPECT_THAT(rows(), SizeIs(300));
    for (auto more = forget(); more && *more;)
        more = forget();
    EXPECT_THAT(rows(), IsEmpty());
    EXPECT_EQ(inJournal("SELECT count(*) FROM message"), 0);
}

TEST_F(FullDiskTest, ACopyThatDoesNotFitIsNotLeftBehind)
{
    record(many(0));
    m_disk.fill("copy.db");
    const auto copied = copyJournal(m_folder.path(), m_folder / "copy.db");
    ASSERT_FALSE(copied);
    EXPECT_EQ(copied.error().code, ErrorCode::DiskFull) << copied.error().message;
    m_disk.makeRoom();
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path()))
        EXPECT_EQ(entry.path().filename().string().find("copy"), std::string::npos);
}

} // namespace
} // namespace connectorscope
