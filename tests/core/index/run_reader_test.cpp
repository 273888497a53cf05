#include "core/index/run_reader.h"

#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::size_t rowsOfAPage = 10;

class RunReaderTest : public testing::Test
{
protected:
    RunReaderTest()
    {
        m_ledger = SiteLedger::open(m_folder.path(), {"anna", "server"}).value();
        std::vector<WatchRecord> records;
        for (std::uint64_t number = 0; number < 5; ++number)
            records.push_back(
                judged({FolderKind::Failed, std::to_string(number) + ".eml"}, number, CauseId::MissingFrom));
        records.back().scanned->subject = "Angebot für Ölfilter";
        m_ids = m_ledger->record(records).value();
        m_runs = RunJournal::open(m_folder.path(), {"berta", "desk"}).value();
        for (std::size_t message = 0; message < m_ids.size(); ++message)
            m_began.push_back(begin(message));
        m_reader = RunReader::open(m_folder.path()).value();
    }

    std::string begin(std::size_t message)
    {
        const NewRun run{
            m_ids.at(message), "requeue", {FolderKind::Failed, std::to_string(message) + ".eml"}, 7};
        return m_runs->begin({&run, 1}, someTime).value().front().value().id;
    }

    void become(std::size_t run, RunState state)
    {
        const RunEntry entry{.run = m_began.at(run), .becomes = state, .outcome = "so it is"};
        ASSERT_TRUE(m_runs->write({&entry, 1}, someTime));
    }

    RunList list(const RunFilter& filter = {}, const std::vector<std::int64_t>& wanted = {})
    {
        auto read = m_reader->list(filter, wanted, rowsOfAPage);
        EXPECT_TRUE(read) << read.error().message;
        return read.value().value();
    }

    /// The ids of the runs that fit, the latest first.
    std::vector<std::string> idsOf(const RunFilter& filter)
    {
        std::vector<std::string> ids;
        for (const RunSummary& row : list(filter).rows)
            ids.push_back(row.run.id);
        return ids;
    }

    TempDir m_folder;
    std::unique_ptr<SiteLedger> m_ledger;
    std::unique_ptr<RunJournal> m_runs;
    std::unique_ptr<RunReader> m_reader;
    std::vector<std::string> m_ids;
    std::vector<std::string> m_began;
};

TEST_F(RunReaderTest, ListsTheLatestFirst)
{
    EXPECT_THAT(idsOf({}), ElementsAre(m_began[4], m_began[3], m_began[2], m_began[1], m_began[0]));
    EXPECT_EQ(list().counts.all(), 5U);
}

TEST_F(RunReaderTest, ListsThoseOfTheStatesThatAreAskedFor)
{
    become(1, RunState::Failed);
    become(2, RunState::Exposed);
    become(3, RunState::Failed);
    const RunFilter failed{{RunState::Failed, RunState::Ineffective}, {}};
    EXPECT_THAT(idsOf(failed), ElementsAre(m_began[3], m_began[1]));
    EXPECT_EQ(m_reader->unfinished().value(), 3U);
    const RunCounts counts = list(failed).counts;
    EXPECT_EQ(counts[RunState::Failed], 2U);
    EXPECT_EQ(counts[RunState::Running], 2U);
    EXPECT_EQ(counts.all(), 5U);
}

TEST_F(RunReaderTest, FindsWhatIsTypedWhereverItStands)
{
    become(2, RunState::Failed);
    EXPECT_THAT(idsOf({{}, "ÖLFILTER"}), ElementsAre(m_began[4]));
    EXPECT_THAT(idsOf({{}, "3.eml"}), ElementsAre(m_began[3]));
    EXPECT_THAT(idsOf({{}, m_began[1]}), ElementsAre(m_began[1]));
    EXPECT_THAT(idsOf({{}, m_ids[0]}), ElementsAre(m_began[0]));
    EXPECT_THAT(idsOf({{}, "so it is"}), ElementsAre(m_began[2]));
    EXPECT_THAT(idsOf({{}, "berta"}), SizeIs(5));
    EXPECT_THAT(idsOf({{RunState::Failed}, "berta"}), ElementsAre(m_began[2]));
    EXPECT_THAT(idsOf({{}, "nothing like that"}), IsEmpty());
}

TEST_F(RunReaderTest, TellsTheStepsAndTheMessageOfEachRun)
{
    const std::vector<RunEntry> entries = {
        {.run = m_began[4], .step = RunStep::Claim, .path = "/staging/x.claimed"},
        {.run = m_began[4], .step = RunStep::Claim, .phase = StepPhase::Done}};
    ASSERT_TRUE(m_runs->write(entries, someTime));
    const RunSummary row = list().rows.front();
    EXPECT_EQ(row.run.id, m_began[4]);
    EXPECT_EQ(row.run.message, m_ids[4]);
    EXPECT_EQ(row.run.actor.account, "berta");
    EXPECT_EQ(row.subject, "Angebot für Ölfilter");
    EXPECT_TRUE(row.hasSubject);
    ASSERT_THAT(row.steps, SizeIs(2));
    EXPECT_EQ(row.steps[0].path, "/staging/x.claimed");
    EXPECT_EQ(row.steps[1].phase, StepPhase::Done);
}

TEST_F(RunReaderTest, ReadsTheRowsThatAreWantedInTheirOrder)
{
    const std::vector<std::int64_t> numbers = list().numbers;
    const RunList some = list({}, {numbers[3], 4711, numbers[1]});
    ASSERT_THAT(some.rows, SizeIs(2));
    EXPECT_EQ(some.rows[0].run.id, m_began[1]);
    EXPECT_EQ(some.rows[1].run.id, m_began[3]);
    const auto rows = m_reader->rows(std::vector{numbers[0]});
    ASSERT_TRUE(rows);
    ASSERT_THAT(*rows, SizeIs(1));
    EXPECT_EQ(rows->front().number, numbers[0]);
}

TEST_F(RunReaderTest, SaysWhenNothingWasWrittenSince)
{
    const RunListVersion version = list().version;
    const auto unchanged = m_reader->list({}, {}, rowsOfAPage, version);
    ASSERT_TRUE(unchanged);
    EXPECT_FALSE(unchanged->has_value());
    become(0, RunState::Exposed);
    const auto changed = m_reader->list({}, {}, rowsOfAPage, version);
    ASSERT_TRUE(changed && changed->has_value());
    EXPECT_EQ((*changed)->counts[RunState::Exposed], 1U);
    // Another connection knows nothing of the first one's.
    const auto other = RunReader::open(m_folder.path());
    ASSERT_TRUE(other);
    const auto first = (*other)->list({}, {}, rowsOfAPage, (*changed)->version);
    ASSERT_TRUE(first && first->has_value());
}

TEST_F(RunReaderTest, StopsWhenItIsAskedTo)
{
    std::stop_source stop;
    stop.request_stop();
    const auto read = m_reader->list({{}, "berta"}, {}, rowsOfAPage, std::nullopt, stop.get_token());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace connectorscope
