#include "core/index/rare_trigrams.h"

#include "tests/core/index/ledger_fixture.h"

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::Not;

class RareTrigrams : public LedgerFixture
{
protected:
    /// Messages of which every one has "report" in its subject, and the last one alone has "zebra".
    RareTrigrams()
    {
        std::vector<WatchRecord> records;
        for (std::uint64_t number = 1; number <= 200; ++number) {
            WatchRecord record = judged({FolderKind::Failed, std::to_string(number) + ".eml"}, number);
            record.scanned->subject = number == 200 ? "report zebra" : "report";
            records.push_back(std::move(record));
        }
        record(records);
    }

    std::string queryFor(std::string_view folded)
    {
        const auto database = index();
        return database->run([&] { return rareTrigramQuery(*database, folded); }).value_or("none");
    }
};

TEST_F(RareTrigrams, LeaveOutWhatMostRowsHave)
{
    const std::string query = queryFor("report zebra");
    EXPECT_THAT(query, HasSubstr("ebr"));
    EXPECT_THAT(query, Not(HasSubstr("rep")));
}

TEST_F(RareTrigrams, AreThereAlsoWhereMostRowsHaveAllOfThem)
{
    EXPECT_THAT(queryFor("report"), HasSubstr("AND"));
    EXPECT_EQ(queryFor("rep"), "\"rep\"");
}

TEST_F(RareTrigrams, OfATextThatNobodyHasFindNothing)
{
    const auto reader = IndexReader::open(m_folder.path());
    ASSERT_TRUE(reader);
    MessageFilter filter;
    filter.text = "report unheard of";
    EXPECT_TRUE((*reader)->page(filter, {}, 10)->rows.empty());
}

} // namespace
} // namespace connectorscope
