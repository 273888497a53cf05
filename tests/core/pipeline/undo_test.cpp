#include "core/index/journal_reader.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/small_files.h"

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class UndoTest : public PipelineFixture
{
protected:
    RunReceipt undo(const std::string& run)
    {
        const auto receipt = open()->undo(run);
        EXPECT_TRUE(receipt) << receipt.error().message;
        return receipt.value_or(RunReceipt());
    }

    const std::string mail = cleanMail("one");
};

TEST_F(UndoTest, TakesTheMessageOutOfPickUpAndPutsTheOriginalBack)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    const RunReceipt receipt = undo(requeueOne(id).run);
    EXPECT_EQ(receipt.state, RunState::Undone);
    EXPECT_EQ(receipt.now, (Place{FolderKind::Failed, "a.eml"}));
    EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    EXPECT_THAT(staged(), IsEmpty());
    m.scan();
    EXPECT_EQ(m.idOf(FolderKind::Failed, "a.eml"), id);
    EXPECT_EQ(requeueOne(id).state, RunState::Exposed) << "it can go again";
}

TEST_F(UndoTest, IsNotCountedAsHandedOver)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    const auto handedOver = [this] {
        std::uint64_t count = 0;
        const auto figures =
            JournalReader::open(m.site.folders.work)
                .value()
                ->figures(m.clock.now() - std::chrono::hours(24), m.clock.now() + std::chrono::hours(24));
        for (const QuarterFigures& quarter : figures.value())
            count += quarter.handedOver;
        return count;
    };
    const std::string run = requeueOne(id).run;
    m.scan(); // it is seen in PickUp
    ASSERT_EQ(undo(run).state, RunState::Undone);
    m.scan();
    EXPECT_EQ(m.row(id).state, MessageState::Present);
    EXPECT_EQ(handedOver(), 0U);
    const std::string again = requeueOne(id).run;
    m.scan();
    std::filesystem::remove(m.folder(FolderKind::PickUp) / (again + ".eml"));
    m.scan();
    EXPECT_EQ(m.row(id).state, MessageState::HandedOver);
    EXPECT_EQ(handedOver(), 1U) << "what was really taken";
}

TEST_F(UndoTest, TakesAFreeNameWhereItsOwnIsTaken)
{
    const std::string run = requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail)).run;
    m.put(FolderKind::Failed, "a.eml", cleanMail("another"));
    EXPECT_EQ(undo(run).now, (Place{FolderKind::Failed, "a (2).eml"}));
    EXPECT_EQ(m.read(FolderKind::Failed, "a (2).eml"), mail);
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), cleanMail("another"));
}

TEST_F(UndoTest, IsTooLateWhenTheServiceHasTakenIt)
{
    const std::string run = requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail)).run;
    std::filesystem::remove(m.folder(FolderKind::PickUp) / (run + ".eml"));
    EXPECT_EQ(undo(run).state, RunState::HandedOver);
    EXPECT_THAT(m.names(FolderKind::Failed), IsEmpty());
    EXPECT_EQ(undo(run).state, RunState::HandedOver);
}

TEST_F(UndoTest, TakesTheMessageOutOfIncomingMail)
{
    m.site.pipeline.transfer = Carrier::External;
    const std::string run = requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail)).run;
    EXPECT_EQ(undo(run).state, RunState::Undone);
    EXPECT_THAT(m.names(FolderKind::Incoming), IsEmpty());
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    EXPECT_THAT(staged(), IsEmpty());
}

TEST_F(UndoTest, BringsADeletedMessageBackFromTheVault)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    const RunReceipt deleted = deleteOne(id);
    EXPECT_EQ(deleted.state, RunState::Deleted);
    EXPECT_THAT(m.names(FolderKind::Failed), IsEmpty());
    EXPECT_THAT(staged(), IsEmpty());
    EXPECT_EQ(vaulted(mail), mail);
    EXPECT_EQ(undo(deleted.run).state, RunState::Undone);
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    m.scan();
    EXPECT_EQ(m.idOf(FolderKind::Failed, "a.eml"), id);
}

TEST_F(UndoTest, RefusesWhatCannotBeUndone)
{
    EXPECT_EQ(open()->undo("nobody").error().code, ErrorCode::NotFound);
    const std::string run = requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail)).run;
    (void)undo(run);
    EXPECT_EQ(open()->undo(run).error().code, ErrorCode::BadInput);
    EXPECT_EQ(open()->decide(run, OutcomeDecision::Undone).error().code, ErrorCode::BadInput);
}

class HoldTest : public PipelineFixture
{
protected:
    const std::string mail = cleanMail("one");
};

TEST_F(HoldTest, MovesTheMessageOutOfTheWayAndBack)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    const auto held = open()->hold(id, "legal asks");
    ASSERT_TRUE(held) << held.error().message;
    EXPECT_FALSE(held->now.has_value());
    EXPECT_THAT(m.names(FolderKind::Failed), IsEmpty());
    EXPECT_EQ(readFile(m.staging() / "held" / (id + ".held")), mail);
    EXPECT_EQ(requeueOne(id).refusals.front().kind, RefusalKind::Held);
    EXPECT_EQ(open()->hold(id, "").value().refusals.front().kind, RefusalKind::Held);
    m.scan();
    EXPECT_EQ(m.row(id).state, MessageState::Held);
    const auto released = open()->release(id, "done");
    ASSERT_TRUE(released) << released.error().message;
    EXPECT_EQ(released->now, (Place{FolderKind::Failed, "a.eml"}));
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    m.scan();
    EXPECT_EQ(m.idOf(FolderKind::Failed, "a.eml"), id);
    EXPECT_EQ(open()->release(id, "").error().code, ErrorCode::NotFound);
}

TEST_F(UndoTest, SaysWhatToWaitForBeforeTheMessageIsMovedAgain)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const RunReceipt sent = requeueOne(id);
    m.scan(); // it is seen in PickUp
    ASSERT_EQ(open()->undo(sent.run).value().state, RunState::Undone);
    const auto refused = open()->hold(id, "").value().refusals;
    ASSERT_THAT(refused, SizeIs(1));
    EXPECT_THAT(refused[0].reason, HasSubstr("has come back from run " + sent.run));
    EXPECT_THAT(refused[0].hint, HasSubstr("connectorctl scan"));
    m.scan();
    EXPECT_THAT(open()->hold(id, "").value().refusals, IsEmpty());
}

} // namespace
} // namespace connectorscope
