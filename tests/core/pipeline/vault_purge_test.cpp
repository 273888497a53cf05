#include "core/pipeline/vault_purge.h"

#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/small_files.h"

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::chrono::days day{1};

class VaultPurgeTest : public PipelineFixture
{
protected:
    VaultPurgeTest() { m.clock.setNow(std::chrono::system_clock::now()); }

    /// A round, if one is due; returns how many files it has taken out.
    static std::uint64_t purge(Pipeline& pipeline)
    {
        if (pipeline.purgeDueIn().value() > std::chrono::nanoseconds(0))
            return 0;
        VaultPurged purged;
        while (pipeline.purgeSome(purged).value()) {
        }
        return purged.files;
    }
    /// One round a day.
    std::uint64_t pass(std::chrono::days days)
    {
        const auto pipeline = open();
        std::uint64_t files = 0;
        for (std::chrono::days passed{0}; passed < days; ++passed) {
            m.clock.advance(day);
            files += purge(*pipeline);
        }
        return files;
    }
    std::uint64_t vaultSize()
    {
        Vault vault(*m.files, m.clock, m.site.folders.work, m.site.limits.vaultSize);
        EXPECT_TRUE(vault.open());
        return vault.used();
    }
};

TEST(PurgeBorder, GoesNoFurtherThanTwoDaysARound)
{
    const UtcTime now = UtcTime(std::chrono::days(20000));
    const std::chrono::days retention{90};
    EXPECT_EQ(purgeBorder(now, retention, std::nullopt), now - retention);
    EXPECT_EQ(purgeBorder(now, retention, now - retention - day), now - retention);
    EXPECT_EQ(purgeBorder(now, retention, now - retention - 10 * day), now - retention - 8 * day);
    EXPECT_EQ(purgeBorder(now, retention, now + 1000 * day), now - retention)
        << "a clock that was ahead has left that";
}

TEST_F(VaultPurgeTest, TakesOutWhatIsOlderThanTheSiteKeepsIt)
{
    const std::string mail = cleanMail("one");
    const RunReceipt deleted = deleteOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    ASSERT_EQ(deleted.state, RunState::Deleted);
    EXPECT_EQ(pass(day * 89), 0U);
    EXPECT_EQ(vaulted(mail), mail);
    EXPECT_EQ(pass(day * 3), 1U);
    EXPECT_EQ(vaulted(mail), std::nullopt);
}

TEST_F(VaultPurgeTest, LetsWhatWasDeletedComeBackUntilThen)
{
    const RunReceipt deleted = deleteOne(m.stuck(FolderKind::Failed, "a.eml", cleanMail("one")));
    (void)pass(day * 89);
    EXPECT_EQ(open()->undo(deleted.run).value().state, RunState::Undone);
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), cleanMail("one"));
}

TEST_F(VaultPurgeTest, SaysAfterwardsWhyNothingComesBack)
{
    const RunReceipt deleted = deleteOne(m.stuck(FolderKind::Failed, "a.eml", cleanMail("one")));
    (void)pass(day * 93);
    const auto undone = open()->undo(deleted.run);
    ASSERT_FALSE(undone);
    EXPECT_EQ(undone.error().code, ErrorCode::NotFound);
    EXPECT_THAT(undone.error().message, HasSubstr("kept for 90 days"));
    EXPECT_THAT(resume(), IsEmpty()) << "nothing of the undo was begun";
}

TEST_F(VaultPurgeTest, IsToldFromAScannerThatTakesWhatIsYoung)
{
    const std::string mail = cleanMail("one");
    const RunReceipt deleted = deleteOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    const Vault vault(*m.files, m.clock, m.site.folders.work, m.site.limits.vaultSize);
    ASSERT_TRUE(m.files->remove(vault.pathOf(*sha256(mail))));
    const auto undone = open()->undo(deleted.run);
    ASSERT_FALSE(undone);
    EXPECT_THAT(undone.error().message, HasSubstr("was taken away by another program"));
    EXPECT_THAT(undone.error().hint, HasSubstr("scanner"));
}

TEST_F(VaultPurgeTest, KeepsWhatAMessageThatIsStillStuckMayNeed)
{
    const std::string mail = cleanMail("one");
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    const RunReceipt sent = requeueOne(id);
    ASSERT_EQ(open()->undo(sent.run).value().state, RunState::Undone);
    m.scan();
    EXPECT_EQ(pass(day * 200), 0U);
    EXPECT_EQ(vaulted(mail), mail);
}

TEST_F(VaultPurgeTest, KeepsWhatIsHeldOrUnderWay)
{
    const std::string sent = cleanMail("one");
    const std::string held = cleanMail("two");
    EXPECT_EQ(requeueOne(m.stuck(FolderKind::Failed, "a.eml", sent)).state, RunState::Exposed);
    const std::string id = m.stuck(FolderKind::Failed, "b.eml", held);
    const RunReceipt undone = requeueOne(id);
    ASSERT_EQ(open()->undo(undone.run).value().state, RunState::Undone);
    m.scan();
    ASSERT_THAT(open()->hold(id, "later").value().refusals, IsEmpty());
    EXPECT_EQ(pass(day * 200), 0U);
    EXPECT_EQ(vaulted(sent), sent);
    EXPECT_EQ(vaulted(held), held);
}

TEST_F(VaultPurgeTest, TakesNothingAtTheFirstRoundAndLittleWhileTheClockIsAhead)
{
    const std::string mail = cleanMail("one");
    (void)deleteOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    const UtcTime today = m.clock.now();
    m.clock.setNow(today + day * 3650);
    EXPECT_EQ(purge(*open()), 0U) << "the first round";
    m.clock.setNow(today);
    EXPECT_EQ(purge(*open()), 0U);
    m.clock.setNow(today + day * 3650);
    EXPECT_EQ(purge(*open()), 0U);
    EXPECT_EQ(vaulted(mail), mail);
    m.clock.setNow(today);
    EXPECT_EQ(pass(day * 93), 1U) << "and goes on as ever afterwards";
}

TEST_F(VaultPurgeTest, TakesOutWhatNoRunKnowsWhenItIsAsOld)
{
    const std::string mail = cleanMail("one");
    writeFile(m.root / "other.eml", mail);
    {
        const auto pipeline = open(); // which makes the vault
        Vault vault(*m.files, m.clock, m.site.folders.work, m.site.limits.vaultSize);
        ASSERT_TRUE(vault.open());
        ASSERT_TRUE(vault.store(m.root / "other.eml"));
        writeFile(vault.pathOf(*sha256(mail)).parent_path() / "readme.txt", "of somebody else");
    }
    EXPECT_EQ(pass(day * 89), 0U);
    EXPECT_EQ(pass(day * 3), 1U);
    EXPECT_EQ(vaulted(mail), std::nullopt);
    const Vault vault(*m.files, m.clock, m.site.folders.work, m.site.limits.vaultSize);
    EXPECT_THAT(namesIn(vault.pathOf(*sha256(mail)).parent_path()), SizeIs(1)) << "what is not ours stays";
}

TEST_F(VaultPurgeTest, MakesRoomInAVaultThatIsFull)
{
    ASSERT_EQ(deleteOne(m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"))).state, RunState::Deleted);
    m.site.limits.vaultSize = vaultSize() + 30; // less than another one needs
    const std::string id = m.stuck(FolderKind::Failed, "b.eml", cleanMail("two"));
    EXPECT_NE(deleteOne(id).state, RunState::Deleted);
    m.scan();
    const auto pipeline = open();
    std::uint64_t files = 0;
    for (int days = 0; days < 93; ++days) {
        m.clock.advance(day);
        files += purge(*pipeline);
    }
    EXPECT_EQ(files, 1U);
    m.scan();
    RunReceipt done;
    ASSERT_TRUE(pipeline->deleteMessages(std::vector{m.idOf(FolderKind::Failed, "b.eml")},
                                         [&](const RunReceipt& receipt) { done = receipt; }));
    EXPECT_EQ(done.state, RunState::Deleted) << done.outcome;
}

} // namespace
} // namespace connectorscope
