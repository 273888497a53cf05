#include "tests/core/index/ledger_fixture.h"
#include "tests/support/small_files.h"

#include <fstream>

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

/// An index that breaks while a program has it open.
class DamagedIndexTest : public LedgerFixture
{
protected:
    static constexpr std::uint64_t count = 400;

    DamagedIndexTest()
    {
        std::vector<WatchRecord> records;
        for (std::uint64_t number = 0; number < count; ++number)
            records.push_back(judged({FolderKind::Failed, "m" + std::to_string(number)}, number));
        record(records);
        // Another program: what it has not read yet, it reads from the file.
        open();
    }

    /// Bytes of a dying disk over everything but the beginning, with which the file is opened.
    void damage()
    {
        constexpr std::streamoff kept = 4096;
        std::fstream file(indexFile(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(0, std::ios::end);
        const std::streamoff size = file.tellp();
        ASSERT_GT(size, 20 * kept);
        file.seekp(kept);
        const std::string bytes(static_cast<std::size_t>(size - kept), '\xA5');
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.flush();
        ASSERT_TRUE(file.good());
    }

    Result<std::size_t> judgedFiles()
    {
        std::size_t files = 0;
        const auto done = m_ledger->eachKnownFile(
            FolderKind::Failed, [&](const KnownFile& file) { files += file.judged ? 1 : 0; });
        if (!done)
            return fail(done.error());
        return files;
    }
};

TEST_F(DamagedIndexTest, IsNoticedThrownAwayAndMadeAgainFromTheJournal)
{
    damage();
    const auto noticed = judgedFiles();
    ASSERT_FALSE(noticed);
    EXPECT_EQ(noticed.error().code, ErrorCode::Damaged);
    EXPECT_THAT(noticed.error().message, HasSubstr("index.db"));
    ASSERT_TRUE(m_ledger->indexProblem());
    // What was found in the files is lost with it.
    EXPECT_EQ(judgedFiles().value(), 0U);
    EXPECT_FALSE(m_ledger->indexProblem());
    EXPECT_THAT(rows(), SizeIs(count));
    EXPECT_TRUE(checkIndex(m_folder.path(), {}));
}

TEST_F(DamagedIndexTest, TheJournalTakesWhatHappensMeanwhile)
{
    damage();
    std::vector<WatchRecord> records;
    for (std::uint64_t number = count; number < 2 * count; ++number)
        records.push_back(judged({FolderKind::Failed, "m" + std::to_string(number)}, number));
    record(records);
    EXPECT_TRUE(m_ledger->catchUp({}));
    EXPECT_THAT(rows(), SizeIs(2 * count));
}

TEST_F(DamagedIndexTest, TheWatcherHearsOnceThatItsFilesAreToBeReadAgain)
{
    damage();
    std::vector<WatchRecord> records;
    for (std::uint64_t number = count; number < 2 * count; ++number)
        records.push_back(judged({FolderKind::Failed, "m" + std::to_string(number)}, number));
    record(records);
    ASSERT_TRUE(m_ledger->indexProblem());
    const auto told = m_ledger->recordHealth({});
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().code, ErrorCode::Damaged);
    EXPECT_THAT(told.error().message, HasSubstr("made again"));
    EXPECT_TRUE(m_ledger->recordHealth({}));
    EXPECT_EQ(judgedFiles().value(), 0U);
}

} // namespace
} // namespace connectorscope
