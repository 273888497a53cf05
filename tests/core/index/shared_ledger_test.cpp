#include "core/index/journal_reader.h"
#include "tests/core/index/ledger_fixture.h"

#include <atomic>
#include <thread>

namespace connectorscope {
namespace {

using testing::SizeIs;

using SharedLedgerTest = LedgerFixture;

TEST_F(SharedLedgerTest, ThreadsThatWriteAndReadAtTheSameTimeLoseNothing)
{
    const std::string id = record({judged(failed, 0)})[0];
    constexpr std::uint64_t batches = 40;
    constexpr std::uint64_t batch = 5;
    constexpr int notes = 40;
    std::atomic<bool> ended = false;
    std::atomic<int> noted = 0;
    std::atomic<int> failures = 0;
    {
        std::vector<std::jthread> others;
        for (const char* account : {"berta", "carl"}) {
            others.emplace_back([&, account] {
                for (int i = 0; i < notes; ++i) {
                    const auto done = acknowledgeMessage(m_folder.path(), id,
                                                         {someTime, std::to_string(i), {account, "desk"}});
                    ++(done ? noted : failures);
                }
            });
        }
        others.emplace_back([&] {
            const auto reader = IndexReader::open(m_folder.path());
            std::size_t before = 0;
            while (reader && !ended) {
                const auto page = (*reader)->page({}, {}, 1000);
                // Whole batches, and never fewer than were there.
                if (!page || page->rows.size() < before || page->rows.size() % batch != 1)
                    ++failures;
                else
                    before = page->rows.size();
            }
            if (!reader)
                ++failures;
        });
        for (std::uint64_t number = 1; number <= batches * batch; number += batch) {
            std::vector<WatchRecord> records;
            for (std::uint64_t i = number; i < number + batch; ++i)
                records.push_back(judged({FolderKind::Incoming, std::to_string(i)}, i));
            record(records);
        }
        ended = true;
    }
    EXPECT_EQ(failures, 0);
    EXPECT_EQ(noted, 2 * notes);
    EXPECT_THAT(rows(), SizeIs(batches * batch + 1));
    EXPECT_EQ(inJournal("SELECT count(*) FROM event"), static_cast<int>(batches * batch) + 1 + 2 * notes);
    EXPECT_EQ(inJournal("SELECT integrity_check = 'ok' FROM pragma_integrity_check(1)"), 1);
}

} // namespace
} // namespace connectorscope
