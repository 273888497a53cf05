// A wall clock that is set, and what is remembered and retried by times.

#include "tests/core/pipeline/clock_jump_fixture.h"
#include "tests/support/scripted_file_system.h"

namespace connectorscope {
namespace {

using std::chrono::hours;
using testing::IsEmpty;
using testing::SizeIs;

class JumpOfGuardTest : public ClockJumpTest
{
protected:
    JumpOfGuardTest()
    {
        m.clock.setNow(std::chrono::system_clock::now()); // by which the vault's files are written
        round();
    }

    /// The vault is cleared, as once a day.
    void round()
    {
        const auto pipeline = open();
        VaultPurged purged;
        while (pipeline->purgeSome(purged).value()) {
        }
    }
    void handOver(const std::string& name)
    {
        const RunReceipt receipt = requeueOne(m.stuck(FolderKind::Failed, name, mail));
        ASSERT_EQ(receipt.state, RunState::Exposed);
        std::filesystem::remove(m.folder(FolderKind::PickUp) / (receipt.run + ".eml"));
        ASSERT_EQ(observe().at(0).state, RunState::HandedOver);
    }
    /// The same mail has come once more.
    bool passes(const std::string& name)
    {
        return requeueOne(m.stuck(FolderKind::Failed, name, mail)).refusals.empty();
    }
};

TEST_F(JumpOfGuardTest, AheadDoublesNothing)
{
    handOver("a.eml");
    jump(wholeYear);
    EXPECT_FALSE(passes("b.eml"));
    round();
    EXPECT_FALSE(passes("c.eml"));
    m.scan();
    jump(-wholeYear);
    EXPECT_FALSE(passes("d.eml"));
}

TEST_F(JumpOfGuardTest, AheadDoublesNothingThoughNobodyEverClearsTheVault)
{
    PipelineUser fresh;
    const RunReceipt receipt = fresh.requeueOne(fresh.m.stuck(FolderKind::Failed, "a.eml", mail));
    std::filesystem::remove(fresh.m.folder(FolderKind::PickUp) / (receipt.run + ".eml"));
    ASSERT_EQ(fresh.observe().at(0).state, RunState::HandedOver);
    fresh.m.clock.setNow(fresh.m.clock.now() + wholeYear);
    EXPECT_THAT(fresh.requeueOne(fresh.m.stuck(FolderKind::Failed, "b.eml", mail)).refusals, SizeIs(1));
}

TEST_F(JumpOfGuardTest, BackDoublesNothingWhenTheClockIsRightAgain)
{
    jump(-wholeYear);
    handOver("a.eml");
    round();
    jump(wholeYear);
    round();
    EXPECT_FALSE(passes("b.eml"));
    m.clock.advance(hours(24));
    round();
    EXPECT_FALSE(passes("c.eml"));
}

TEST_F(JumpOfGuardTest, BackDoesNotTakeOutOfTheVaultWhatWasDeletedMeanwhile)
{
    jump(-wholeYear);
    const RunReceipt deleted = deleteOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    ASSERT_EQ(deleted.state, RunState::Deleted);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(m.site.folders.work / "vault"))
        if (entry.is_regular_file())
            std::filesystem::last_write_time(entry.path(), entry.last_write_time() - wholeYear);
    jump(wholeYear);
    for (int days = 0; days < 3; ++days) {
        round();
        m.clock.advance(hours(24));
    }
    EXPECT_EQ(vaulted(mail), mail);
    EXPECT_EQ(open()->undo(deleted.run)->state, RunState::Undone);
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
}

class JumpOfRetryTest : public ClockJumpTest
{
protected:
    JumpOfRetryTest()
    {
        m.site.pipeline.automaticRetry = true;
        m_closed.before = [](FileAction action, const std::filesystem::path& path) -> Result<> {
            if (action == FileAction::Create && path.extension() == ".transfer")
                return fail(ErrorCode::WriteFault, "PickUp takes nothing");
            return {};
        };
    }

    std::vector<RunReceipt> retry()
    {
        std::vector<RunReceipt> receipts;
        EXPECT_TRUE(
            open(m_closed)->retryDue([&](const RunReceipt& receipt) { receipts.push_back(receipt); }));
        m.scan(); // it has come back
        return receipts;
    }

private:
    ScriptedFileSystem m_closed{*m.files};
};

TEST_F(JumpOfRetryTest, BackDoesNotKeepItFromItsFirstTry)
{
    (void)m.stuck(FolderKind::Failed, "a.eml", mail);
    EXPECT_THAT(retry(), IsEmpty()) << "it has just come";
    jump(-wholeYear);
    EXPECT_THAT(retry(), SizeIs(1));
}

TEST_F(JumpOfRetryTest, TriesOnceMoreAtMostForEachJump)
{
    (void)m.stuck(FolderKind::Failed, "a.eml", mail);
    m.clock.advance(hours(1));
    ASSERT_THAT(retry(), SizeIs(1));
    EXPECT_THAT(retry(), IsEmpty());
    for (const auto by : {wholeYear, -wholeYear}) {
        jump(by);
        const auto receipts = retry();
        ASSERT_THAT(receipts, SizeIs(1));
        EXPECT_EQ(receipts[0].state, RunState::Failed);
        EXPECT_THAT(retry(), IsEmpty());
    }
    EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
}

} // namespace
} // namespace connectorscope
