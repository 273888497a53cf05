#include "core/index/journal_copies.h"

#include "core/index/index_reader.h"
#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "tests/support/fake_clock.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

const Place place{FolderKind::Incoming, "a.eml"};

std::string recordOne(const TempDir& folder)
{
    const auto ledger = SiteLedger::open(folder.path(), {"anna", "server"});
    if (!ledger)
        throw std::runtime_error(ledger.error().message);
    const auto ids = (*ledger)->record(std::vector{judged(place, 1)});
    return ids ? ids->front() : std::string();
}

TEST(JournalCopies, ADayHasOneCopyAndTheOldestGo)
{
    const TempDir folder;
    recordOne(folder);
    FakeClock clock;
    for (std::size_t day = 0; day < copiesKept + 2; ++day) {
        const auto made = makeDailyCopy(folder.path(), clock);
        ASSERT_TRUE(made) << made.error().message;
        EXPECT_TRUE(*made);
        EXPECT_FALSE(*makeDailyCopy(folder.path(), clock));
        clock.advance(std::chrono::hours(24));
    }
    const auto copies = dailyCopies(folder / "copies");
    ASSERT_THAT(copies, SizeIs(copiesKept));
    EXPECT_EQ(copies.back().filename(), "journal-2026-11-25.db");
}

TEST(JournalCopies, ADamagedJournalNamesTheNewestCopy)
{
    const TempDir folder;
    recordOne(folder);
    FakeClock clock;
    ASSERT_TRUE(makeDailyCopy(folder.path(), clock));
    writeFile(folder / "journal.db", std::string(8192, 'x'));
    const auto opened = SiteLedger::open(folder.path(), {"anna", "server"});
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().hint, HasSubstr("journal-2026-11-23.db"));
}

} // namespace
} // namespace connectorscope
