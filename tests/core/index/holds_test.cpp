#include "core/index/holds.h"

#include "core/index/index_reader.h"
#include "core/index/index_writer.h"
#include "core/index/journal_reader.h"
#include "core/index/journal_writer.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class HoldsTest : public testing::Test
{
protected:
    HoldsTest()
    {
        m_ledger = SiteLedger::open(m_folder.path(), {"anna", "server"}).value();
        m_id = m_ledger->record(std::vector{judged(failed, 1, CauseId::MissingFrom)}).value().front();
        m_holds = Holds::open(m_folder.path(), {"berta", "desk"}).value();
    }

    Result<> begin() { return m_holds->beginHold(m_id, failed, "staging/held/1", "wait for Carl", someTime); }

    TempDir m_folder;
    std::unique_ptr<SiteLedger> m_ledger;
    std::unique_ptr<Holds> m_holds;
    std::string m_id;
};

TEST_F(HoldsTest, KeepWhoHoldsWhatAndWhy)
{
    ASSERT_TRUE(begin());
    ASSERT_TRUE(m_holds->finishHold(m_id, someTime));
    const auto all = m_holds->all().value();
    ASSERT_THAT(all, SizeIs(1));
    EXPECT_EQ(all[0].message, m_id);
    EXPECT_EQ(all[0].state, HoldState::Held);
    EXPECT_EQ(all[0].place, failed);
    EXPECT_EQ(all[0].staged, "staging/held/1");
    EXPECT_EQ(all[0].note, "wait for Carl");
    EXPECT_EQ(all[0].actor.account, "berta");
}

TEST_F(HoldsTest, TakeTheMessageOutOfItsFolder)
{
    ASSERT_TRUE(begin());
    ASSERT_TRUE(m_holds->finishHold(m_id, someTime));
    const auto places = m_ledger->placesOfContent(scannedMessage(1).content, 9).value();
    ASSERT_FALSE(places.empty());
    EXPECT_FALSE(places.front().present);
    ASSERT_TRUE(m_ledger->catchUp({}));
    std::size_t known = 0;
    ASSERT_TRUE(m_ledger->eachKnownFile(FolderKind::Failed, [&](const KnownFile&) { ++known; }));
    EXPECT_EQ(known, 0U);
}

TEST_F(HoldsTest, AreKnownToTheIndexThoughABatchOfTheWatchComesBetween)
{
    const DatabaseFiles files = databaseFiles(m_folder.path());
    const auto journal = Database::open(files.journal, journalKind()).value();
    const auto index = Database::open(files.index, indexKind()).value();
    const Names journalNames(*journal);
    const Names names(*index);
    IndexWriter writer(*index, *journal, names, journalNames);
    ASSERT_TRUE(begin());
    ASSERT_TRUE(m_holds->finishHold(m_id, someTime));
    ASSERT_TRUE(index->run([&] { writer.write({}); }));
    MessageFilter held;
    held.states = {MessageState::Held};
    EXPECT_THAT(IndexReader::open(m_folder.path()).value()->page(held, {}, 9).value().rows, SizeIs(1));
}

TEST_F(HoldsTest, LeaveACopyOfTheMessageWhereItIs)
{
    const Place copy{FolderKind::Incoming, "copy.eml"};
    WatchRecord again = judged(copy, 1, CauseId::MissingFrom);
    again.message = m_id;
    ASSERT_TRUE(m_ledger->record(std::vector{again}));
    ASSERT_TRUE(begin());
    ASSERT_TRUE(m_holds->finishHold(m_id, someTime));
    const auto places = m_ledger->placesOfContent(scannedMessage(1).content, 9).value();
    EXPECT_TRUE(places.front().present);
    EXPECT_EQ(places.front().place, copy);
}

TEST_F(HoldsTest, ChangeNothingWhenTheFileCouldNotBeMoved)
{
    ASSERT_TRUE(begin());
    ASSERT_TRUE(m_holds->giveUpHold(m_id));
    EXPECT_THAT(m_holds->all().value(), IsEmpty());
    EXPECT_TRUE(m_ledger->placesOfContent(scannedMessage(1).content, 9).value().front().present);
}

TEST_F(HoldsTest, HoldAMessageOnce)
{
    ASSERT_TRUE(begin());
    EXPECT_EQ(begin().error().code, ErrorCode::AlreadyExists);
    ASSERT_TRUE(m_holds->finishHold(m_id, someTime));
    EXPECT_EQ(begin().error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(m_holds->beginHold("nosuchid22", failed, "x", "", someTime).error().code, ErrorCode::NotFound);
}

TEST_F(HoldsTest, AndRunsExcludeEachOther)
{
    const auto runs = RunJournal::open(m_folder.path(), {"berta", "desk"}).value();
    const NewRun run{m_id, "requeue", failed, {}};
    ASSERT_TRUE(begin());
    EXPECT_FALSE(runs->begin(std::vector{run}, someTime)->front());
    ASSERT_TRUE(m_holds->giveUpHold(m_id));
    ASSERT_TRUE(runs->begin(std::vector{run}, someTime)->front());
    EXPECT_EQ(begin().error().code, ErrorCode::AlreadyExists);
}

TEST_F(HoldsTest, ReleaseAFileThatTheWatcherKnowsAgain)
{
    ASSERT_TRUE(begin());
    ASSERT_TRUE(m_holds->finishHold(m_id, someTime));
    ASSERT_TRUE(m_holds->beginRelease(m_id, {failed, stampNumber(1), {}}, someTime));
    EXPECT_EQ(m_holds->hold(m_id).value()->releasedTo, failed);
    ASSERT_TRUE(m_holds->finishRelease(m_id, "Carl is back", someTime));
    EXPECT_THAT(m_holds->all().value(), IsEmpty());
    const auto owner = m_ledger->runOf(failed, stampNumber(1)).value();
    ASSERT_TRUE(owner);
    EXPECT_EQ(owner->message, m_id);
    EXPECT_EQ(owner->run, "");
}

TEST_F(HoldsTest, KeepWhatCouldNotBeMovedBack)
{
    ASSERT_TRUE(begin());
    ASSERT_TRUE(m_holds->finishHold(m_id, someTime));
    ASSERT_TRUE(m_holds->beginRelease(m_id, {failed, stampNumber(1), {}}, someTime));
    ASSERT_TRUE(m_holds->giveUpRelease(m_id));
    EXPECT_EQ(m_holds->hold(m_id).value()->state, HoldState::Held);
    EXPECT_FALSE(m_ledger->runOf(failed, stampNumber(1)).value().has_value());
}

TEST_F(HoldsTest, RefuseWhatCannotFollow)
{
    EXPECT_FALSE(m_holds->finishHold(m_id, someTime));
    ASSERT_TRUE(begin());
    EXPECT_FALSE(m_holds->finishRelease(m_id, "", someTime));
    EXPECT_FALSE(m_holds->beginRelease(m_id, {failed, stampNumber(1), {}}, someTime));
    EXPECT_FALSE(m_holds->giveUpRelease(m_id));
    ASSERT_TRUE(m_holds->finishHold(m_id, someTime));
    EXPECT_FALSE(m_holds->giveUpHold(m_id));
    ASSERT_TRUE(m_holds->beginRelease(m_id, {failed, stampNumber(1), {}}, someTime));
    EXPECT_FALSE(m_holds->giveUpHold(m_id));
    EXPECT_EQ(m_holds->hold(m_id).value()->state, HoldState::Releasing);
}

TEST_F(HoldsTest, StandInTheHistoryOfTheMessage)
{
    ASSERT_TRUE(begin());
    ASSERT_TRUE(m_holds->finishHold(m_id, someTime));
    ASSERT_TRUE(m_holds->beginRelease(m_id, {failed, stampNumber(1), {}}, someTime));
    ASSERT_TRUE(m_holds->finishRelease(m_id, "Carl is back", someTime));
    const auto reader = JournalReader::open(m_folder.path()).value();
    const auto history = reader->history(m_id, 9).value();
    ASSERT_THAT(history, SizeIs(3));
    EXPECT_EQ(history[1].kind, "held");
    EXPECT_EQ(history[1].detail, "wait for Carl");
    EXPECT_EQ(history[2].kind, "released");
    EXPECT_EQ(history[2].detail, "Carl is back");
    EXPECT_EQ(history[2].place, failed);
}

} // namespace
} // namespace connectorscope
