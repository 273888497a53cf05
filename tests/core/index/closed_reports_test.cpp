#include "core/index/closed_reports.h"

#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;

class ClosedReportsTest : public testing::Test
{
protected:
    TempDir m_folder;
    std::unique_ptr<ClosedReports> m_reports = ClosedReports::open(m_folder.path()).value();
};

TEST_F(ClosedReportsTest, GiveBackWhatWasStoredToTheByte)
{
    const std::string json = "{ \"verdict\" :\t\"OK\", \"name\": \"B\xC3\xBCro\" }\n";
    EXPECT_EQ(m_reports->report("2026-11-23").value(), std::nullopt);
    ASSERT_TRUE(m_reports->store("2026-11-23", json, someTime));
    EXPECT_EQ(ClosedReports::open(m_folder.path()).value()->report("2026-11-23").value(), json);
}

TEST_F(ClosedReportsTest, StayWhatTheyAre)
{
    ASSERT_TRUE(m_reports->store("2026-11-23", "{}", someTime));
    EXPECT_TRUE(m_reports->store("2026-11-23", "{}", someTime)) << "the same again";
    const auto other = m_reports->store("2026-11-23", "[]", someTime);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(m_reports->report("2026-11-23").value(), "{}");
}

TEST_F(ClosedReportsTest, AreKeptFromChangeByTheDatabaseItself)
{
    ASSERT_TRUE(m_reports->store("2026-11-23", "{}", someTime));
    const auto journal = Database::open(databaseFiles(m_folder.path()).journal, journalKind()).value();
    EXPECT_FALSE(journal->run([&] { journal->execute("UPDATE closed_report SET json = '[]'"); }));
}

TEST_F(ClosedReportsTest, AreOfADayAndJson)
{
    for (const char* day : {"2026-13-01", "2026-02-29", "2026-1-1", "today", ""})
        EXPECT_EQ(m_reports->store(day, "{}", someTime).error().code, ErrorCode::BadInput) << day;
    EXPECT_EQ(m_reports->store("2026-11-23", "{", someTime).error().code, ErrorCode::BadInput);
}

TEST_F(ClosedReportsTest, AreListedWithTheLatestFirst)
{
    for (const char* day : {"2026-11-22", "2026-11-24", "2026-11-23"})
        ASSERT_TRUE(m_reports->store(day, "{}", someTime));
    EXPECT_THAT(m_reports->days(2).value(), ElementsAre("2026-11-24", "2026-11-23"));
}

} // namespace
} // namespace connectorscope
