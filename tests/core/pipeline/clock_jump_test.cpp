// A wall clock that is set while messages are under way.

#include "tests/core/pipeline/clock_jump_fixture.h"
#include "tests/support/sampled_calls.h"
#include "tests/support/scripted_file_system.h"

#include <cstdlib>

namespace connectorscope {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::IsEmpty;
using testing::SizeIs;

class JumpOfExternalTest : public ClockJumpTest
{
protected:
    JumpOfExternalTest() { m.site.pipeline.transfer = Carrier::External; }

    /// Requeued, and taken by the connector; nobody has looked since.
    void sendOff()
    {
        ASSERT_EQ(requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail)).state, RunState::Exposed);
        std::filesystem::remove(m.folder(FolderKind::Incoming) / "a.eml");
    }
    std::chrono::nanoseconds cycle() const { return m.site.watch.cycle; }
};

TEST_F(JumpOfExternalTest, AheadIsNotTwoCycles)
{
    sendOff();
    const auto pipeline = open();
    ASSERT_TRUE(pipeline->observe({}));
    jump(wholeYear);
    EXPECT_EQ(pipeline->observe({}).value(), 1U);
    m.clock.advance(2 * cycle() - minutes(1));
    EXPECT_EQ(pipeline->observe({}).value(), 1U);
    m.clock.advance(minutes(1));
    EXPECT_EQ(pipeline->observe({}).value(), 0U);
    EXPECT_EQ(runs().front().state, RunState::HandedOver);
}

TEST_F(JumpOfExternalTest, BackDoesNotMakeItWaitLonger)
{
    sendOff();
    EXPECT_THAT(observe(), IsEmpty());
    jump(-hours(1));
    EXPECT_THAT(observe(), IsEmpty());
    m.clock.advance(2 * cycle());
    EXPECT_EQ(observe().at(0).state, RunState::HandedOver);
}

TEST_F(JumpOfExternalTest, ThatComesWhileTheProgramIsRestartedIsNotTwoCyclesEither)
{
    sendOff();
    EXPECT_THAT(observe(), IsEmpty()); // each of these is a program of its own
    jump(wholeYear);
    EXPECT_THAT(observe(), IsEmpty());
    m.clock.advance(cycle());
    jump(-2 * wholeYear);
    EXPECT_THAT(observe(), IsEmpty());
    m.clock.advance(cycle());
    EXPECT_EQ(observe().at(0).state, RunState::HandedOver)
        << "two cycles have passed, whatever the clock says";
}

TEST_F(JumpOfExternalTest, ThatComesWithARestartOfTheMachineBeginsTheCountAnew)
{
    sendOff();
    EXPECT_THAT(observe(), IsEmpty());
    m.bootId = "second-boot";
    jump(wholeYear);
    m.clock.advance(3 * cycle());
    EXPECT_THAT(observe(), IsEmpty()) << "how long it was off nobody knows";
    m.clock.advance(2 * cycle());
    EXPECT_EQ(observe().at(0).state, RunState::HandedOver) << "the count goes on in another program";
}

TEST_F(JumpOfExternalTest, WaitsForTwoCyclesOfAClockThatBeginsAtZero)
{
    sendOff();
    EXPECT_THAT(observe(), IsEmpty());
    m.clock.advance(2 * cycle() + minutes(1));
    // The same boot by name, and a steady clock that has begun again: a suspended container.
    PipelineUser other(m.root, m.clock.now() + wholeYear);
    other.m.site = m.site;
    EXPECT_THAT(other.observe(), IsEmpty());
    other.m.clock.advance(2 * cycle());
    EXPECT_EQ(other.observe().at(0).state, RunState::HandedOver);
}

TEST_F(JumpOfExternalTest, BackDoesNotHideThatItHasFailedUnderAnotherName)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    (void)requeueOne(id);
    m.scan();
    jump(-hours(1));
    std::filesystem::rename(m.folder(FolderKind::Incoming) / "a.eml",
                            m.folder(FolderKind::Failed) / "other.eml");
    m.scan();
    ASSERT_EQ(m.row(id).place, (Place{FolderKind::Failed, "other.eml"}));
    const auto seen = observe();
    ASSERT_THAT(seen, SizeIs(1));
    EXPECT_EQ(seen[0].state, RunState::Ineffective);
    EXPECT_EQ(seen[0].now, (Place{FolderKind::Failed, "other.eml"}));
}

TEST_F(JumpOfExternalTest, BackBeforeTheRunDoesNotMakeItsSourceAFailure)
{
    jump(hours(3));
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    jump(-hours(3));
    ASSERT_EQ(requeueOne(id).state, RunState::Exposed);
    std::filesystem::remove(m.folder(FolderKind::Incoming) / "a.eml");
    EXPECT_THAT(observe(), IsEmpty()) << "the watch has seen it in Failed Mail, before the run";
    m.clock.advance(2 * cycle());
    EXPECT_EQ(observe().at(0).state, RunState::HandedOver);
}

/// The clock is set at one call to the folders after the other.
class JumpAtAnyCallTest : public testing::TestWithParam<int>
{
};

TEST_P(JumpAtAnyCallTest, LosesAndDoublesNothing)
{
    const std::string mail = cleanMail("one");
    const int apart = std::getenv("CONNECTORSCOPE_SOAK") != nullptr ? 1 : 7 * callsApart(3);
    int calls = 0;
    for (int call = 1; call == 1 || call <= calls; call += apart) {
        SCOPED_TRACE("call " + std::to_string(call));
        PipelineUser user;
        const std::string id = user.m.stuck(FolderKind::Failed, "a.eml", mail);
        ScriptedFileSystem files(*user.m.files);
        calls = 0;
        files.before = [&](FileAction, const std::filesystem::path&) -> Result<> {
            if (++calls == call)
                user.m.clock.setNow(user.m.clock.now() + hours(GetParam()));
            return {};
        };
        RunReceipt receipt;
        ASSERT_TRUE(
            user.open(files)->requeue(std::vector{id}, {}, [&](const RunReceipt& r) { receipt = r; }));
        ASSERT_EQ(receipt.state, RunState::Exposed) << receipt.outcome;
        EXPECT_TRUE(user.pickedUp(receipt).ends_with(mail));
        EXPECT_EQ(user.vaulted(mail), mail);
        EXPECT_THAT(user.staged(), IsEmpty());
        (void)user.resume();
        EXPECT_NE(user.runs().front().state, RunState::HandedOver) << "it lies in PickUp";
        (void)user.observe();
        EXPECT_NE(user.runs().front().state, RunState::HandedOver) << "it lies in PickUp";
        std::filesystem::remove(user.m.folder(FolderKind::PickUp) / (receipt.run + ".eml"));
        (void)user.observe();
        EXPECT_EQ(user.runs().front().state, RunState::HandedOver);
        if (HasFailure())
            break;
    }
}

INSTANTIATE_TEST_SUITE_P(Hours, JumpAtAnyCallTest, testing::Values(-1, 365 * 24), [](const auto& jump) {
    return std::string(jump.param < 0 ? "AnHourBack" : "AYearAhead");
});

TEST_F(ClockJumpTest, AheadStallsNothingThatWasJustGiven)
{
    const RunReceipt receipt = requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    jump(wholeYear);
    EXPECT_THAT(observe(), IsEmpty());
    m.clock.advance(m.site.watch.pickupStalledAfter);
    EXPECT_THAT(observe(), IsEmpty());
    m.clock.advance(minutes(1));
    EXPECT_EQ(observe().at(0).state, RunState::Stalled);
    std::filesystem::remove(m.folder(FolderKind::PickUp) / (receipt.run + ".eml"));
    EXPECT_EQ(observe().at(0).state, RunState::HandedOver);
}

TEST_F(ClockJumpTest, BackDoesNotHideThatItIsNotTaken)
{
    (void)requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    jump(-wholeYear);
    EXPECT_THAT(observe(), IsEmpty());
    m.clock.advance(m.site.watch.pickupStalledAfter + minutes(1));
    EXPECT_EQ(observe().at(0).state, RunState::Stalled);
}

TEST_F(ClockJumpTest, BackWithARestartOfTheMachineDoesNotHideThatEither)
{
    (void)requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    m.bootId = "second-boot";
    jump(-wholeYear);
    EXPECT_EQ(observe().at(0).state, RunState::Stalled);
}

TEST_F(ClockJumpTest, BackDoesNotMakeBadMailAHandover)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    const RunReceipt receipt = requeueOne(id);
    m.scan();
    jump(-hours(1));
    std::filesystem::rename(m.folder(FolderKind::PickUp) / (receipt.run + ".eml"),
                            m.folder(FolderKind::BadMail) / (receipt.run + ".BAD"));
    m.scan();
    ASSERT_EQ(m.row(id).place.folder, FolderKind::BadMail);
    EXPECT_EQ(observe().at(0).state, RunState::BadMailed);
}

} // namespace
} // namespace connectorscope
