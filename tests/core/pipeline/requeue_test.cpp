#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/small_files.h"

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class RequeueTest : public PipelineFixture
{
};

TEST_F(RequeueTest, PutsTheUntouchedMessageIntoPickUpBehindItsEnvelope)
{
    const std::string mail = cleanMail("one");
    const RunReceipt receipt = requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    EXPECT_FALSE(receipt.error.has_value());
    ASSERT_EQ(receipt.state, RunState::Exposed);
    EXPECT_EQ(receipt.now, (Place{FolderKind::PickUp, receipt.run + ".eml"}));
    EXPECT_EQ(pickedUp(receipt), "x-sender: anna@example.org\r\nx-receiver: ben@contoso.com\r\n"
                                 "X-ConnectorScope: run=" +
                                     receipt.run + "; attempt=1\r\n" + mail);
    EXPECT_THAT(m.names(FolderKind::Failed), IsEmpty());
    EXPECT_THAT(staged(), IsEmpty());
    EXPECT_EQ(vaulted(mail), mail);
}

TEST_F(RequeueTest, WritesEachStepIntoTheJournal)
{
    const RunReceipt receipt = requeueOne(m.stuck(FolderKind::Failed, "a.eml", cleanMail("one")));
    const auto journal = RunJournal::open(m.site.folders.work, {"anna", "server"}).value();
    std::vector<std::string> steps;
    const auto rows = journal->steps(receipt.run).value();
    for (const StepRow& row : rows)
        steps.push_back(std::string(toString(row.step)) + " " + std::string(toString(row.phase)));
    EXPECT_THAT(steps, ElementsAre("claim begun", "claim done", "archive begun", "archive done",
                                   "repair skipped", "transfer begun", "transfer exposing", "transfer done",
                                   "remove begun", "remove done"));
    const RunRow run = journal->run(receipt.run).value();
    EXPECT_EQ(run.original, *sha256(cleanMail("one")));
    EXPECT_EQ(run.actor.account, "anna");
    EXPECT_THAT(run.envelope, HasSubstr("ben@contoso.com"));
}

TEST_F(RequeueTest, IsNoArrivalForTheWatchAndKeepsTheMessage)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const RunReceipt receipt = requeueOne(id);
    m.scan();
    EXPECT_EQ(m.row(id).place.folder, FolderKind::PickUp);
    EXPECT_EQ(m.row(id).run, receipt.run);
    EXPECT_EQ(m.idOf(FolderKind::PickUp, receipt.run + ".eml"), id);
}

TEST_F(RequeueTest, SendsARepairedCopyAndKeepsTheOriginal)
{
    const std::string mail = mailWithoutFrom("one");
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    EXPECT_FALSE(requeueOne(id).refusals.empty());
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
    const RunReceipt receipt = requeueOne(id, {.repair = true});
    ASSERT_EQ(receipt.state, RunState::Exposed);
    EXPECT_THAT(pickedUp(receipt), HasSubstr("From: anna@example.org\r\n"));
    EXPECT_EQ(vaulted(mail), mail);
}

TEST_F(RequeueTest, TakesManyInBatchesAndTellsHowFarItIs)
{
    constexpr std::size_t count = 2 * Pipeline::batchLimit + 3;
    for (std::size_t i = 0; i < count; ++i)
        m.put(FolderKind::Failed, std::to_string(i) + ".eml", cleanMail(std::to_string(i)));
    m.scan();
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < count; ++i)
        ids.push_back(m.idOf(FolderKind::Failed, std::to_string(i) + ".eml"));
    std::size_t receipts = 0;
    PipelineProgress last;
    ASSERT_TRUE(open()->requeue(
        ids, {}, [&](const RunReceipt& receipt) { receipts += receipt.state == RunState::Exposed ? 1U : 0U; },
        [&](const PipelineProgress& progress) {
            EXPECT_GE(progress.done, last.done);
            last = progress;
        }));
    EXPECT_EQ(receipts, count);
    EXPECT_EQ(last.done, count);
    EXPECT_EQ(last.total, count);
    EXPECT_THAT(m.names(FolderKind::PickUp), SizeIs(count));
    EXPECT_THAT(m.names(FolderKind::Failed), IsEmpty());
}

TEST_F(RequeueTest, StopsBetweenTwoBatches)
{
    constexpr std::size_t count = Pipeline::batchLimit + 1;
    for (std::size_t i = 0; i < count; ++i)
        m.put(FolderKind::Failed, std::to_string(i) + ".eml", cleanMail(std::to_string(i)));
    m.scan();
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < count; ++i)
        ids.push_back(m.idOf(FolderKind::Failed, std::to_string(i) + ".eml"));
    std::stop_source stop;
    std::size_t receipts = 0;
    ASSERT_TRUE(open()->requeue(
        ids, {}, [&](const RunReceipt&) { ++receipts; },
        [&](const PipelineProgress&) { stop.request_stop(); }, stop.get_token()));
    EXPECT_EQ(receipts, Pipeline::batchLimit);
    EXPECT_THAT(m.names(FolderKind::Failed), SizeIs(1));
    EXPECT_THAT(staged(), IsEmpty());
}

TEST_F(RequeueTest, SendsOneOfTwoMessagesThatAreTheSameToTheirReader)
{
    m.put(FolderKind::Failed, "a.eml", cleanMail("one"));
    m.put(FolderKind::Failed, "b.eml", "X-Other: 1\r\n" + cleanMail("one"));
    m.scan();
    const auto receipts = requeue({m.idOf(FolderKind::Failed, "a.eml"), m.idOf(FolderKind::Failed, "b.eml")});
    EXPECT_THAT(m.names(FolderKind::PickUp), SizeIs(1));
    ASSERT_EQ(receipts.size(), 2U);
    EXPECT_EQ(receipts[0].refusals.front().kind, RefusalKind::HandedOverBefore);
}

TEST_F(RequeueTest, FromBadMailTakesOffTheLinesOfItsEarlierTransferAndLeavesTheCompanions)
{
    const std::string mail = cleanMail("one");
    const RunReceipt first = requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    std::filesystem::rename(m.folder(FolderKind::PickUp) / (first.run + ".eml"),
                            m.folder(FolderKind::BadMail) / "x.BAD");
    m.put(FolderKind::BadMail, "x.BDP", "reason");
    m.scan();
    EXPECT_THAT(observe(), SizeIs(1));
    EXPECT_EQ(runs().front().state, RunState::BadMailed);
    const RunReceipt second = requeueOne(m.idOf(FolderKind::BadMail, "x.BAD"));
    ASSERT_EQ(second.state, RunState::Exposed) << second.refusals.size();
    EXPECT_THAT(pickedUp(second), StartsWith("x-sender: anna@example.org\r\nx-receiver: ben@contoso.com\r\n"
                                             "X-ConnectorScope: run=" +
                                             second.run + "; attempt=2\r\n" + mail));
    EXPECT_THAT(m.names(FolderKind::BadMail), ElementsAre("x.BDP"));
}

TEST_F(RequeueTest, WhatItsConsumerTakesIsHandedOver)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const RunReceipt receipt = requeueOne(id);
    EXPECT_THAT(observe(), IsEmpty());
    m.clock.advance(m.site.watch.pickupStalledAfter + std::chrono::seconds(1));
    EXPECT_EQ(observe().at(0).state, RunState::Stalled);
    EXPECT_THAT(observe(), IsEmpty()) << "it is told once";
    std::filesystem::remove(m.folder(FolderKind::PickUp) / (receipt.run + ".eml"));
    EXPECT_EQ(observe().at(0).state, RunState::HandedOver);
    EXPECT_EQ(runs().front().state, RunState::HandedOver);
}

class ExternalRequeueTest : public PipelineFixture
{
protected:
    ExternalRequeueTest() { m.site.pipeline.transfer = Carrier::External; }

    std::string mail = cleanMail("one");
};

TEST_F(ExternalRequeueTest, PutsTheMessageBackIntoIncomingMailUnderItsName)
{
    const RunReceipt receipt = requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    ASSERT_EQ(receipt.state, RunState::Exposed);
    EXPECT_EQ(m.read(FolderKind::Incoming, "a.eml"), mail);
    EXPECT_THAT(m.names(FolderKind::Failed), IsEmpty());
    EXPECT_THAT(staged(), ElementsAre(receipt.run + ".claimed")) << "until its fate is known";
    EXPECT_EQ(vaulted(mail), mail);
}

TEST_F(ExternalRequeueTest, IsHandedOverWhenItDoesNotComeBackForTwoCycles)
{
    (void)requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    std::filesystem::remove(m.folder(FolderKind::Incoming) / "a.eml");
    EXPECT_THAT(observe(), IsEmpty());
    m.clock.advance(m.site.watch.cycle);
    EXPECT_THAT(observe(), IsEmpty());
    m.clock.advance(m.site.watch.cycle);
    EXPECT_EQ(observe().at(0).state, RunState::HandedOver);
    EXPECT_THAT(staged(), IsEmpty());
}

TEST_F(ExternalRequeueTest, IsIneffectiveWhenItComesBackToFailedMail)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    (void)requeueOne(id);
    std::filesystem::rename(m.folder(FolderKind::Incoming) / "a.eml", m.folder(FolderKind::Failed) / "a.eml");
    EXPECT_EQ(observe().at(0).state, RunState::Ineffective);
    EXPECT_THAT(staged(), IsEmpty());
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
}

TEST_F(ExternalRequeueTest, IsStalledWhileTheConnectorIgnoresIt)
{
    (void)requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    m.clock.advance(m.site.watch.stuckAfter + std::chrono::seconds(1));
    EXPECT_EQ(observe().at(0).state, RunState::Stalled);
}

TEST_F(ExternalRequeueTest, LetsOneMessageThroughUntilOneHasCome)
{
    m.put(FolderKind::Failed, "b.eml", cleanMail("two"));
    const std::string first = m.stuck(FolderKind::Failed, "a.eml", mail);
    const std::string second = m.idOf(FolderKind::Failed, "b.eml");
    EXPECT_EQ(requeue({first, second}).at(1).refusals.front().kind, RefusalKind::OneAtFirst);
    EXPECT_EQ(requeueOne(first).state, RunState::Exposed);
    EXPECT_EQ(requeueOne(second).refusals.front().kind, RefusalKind::OneAtFirst);
    std::filesystem::remove(m.folder(FolderKind::Incoming) / "a.eml");
    (void)observe();
    m.clock.advance(2 * m.site.watch.cycle);
    (void)observe();
    EXPECT_EQ(requeueOne(second).state, RunState::Exposed);
}

} // namespace
} // namespace connectorscope
