// Scanners that empty, delete and clean away what lies in the vault.

#include "core/base/hashing.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/scripted_file_system.h"
#include "tests/support/small_files.h"

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class CleanedVaultTest : public PipelineFixture
{
protected:
    std::filesystem::path vault() const { return m.site.folders.work / "vault"; }
    std::filesystem::path kept() const
    {
        const std::string name = hexText(*sha256(mail));
        return vault() / name.substr(0, 2) / (name + ".eml.gz");
    }
    /// At the moment in which the message gets its name in PickUp: after it was archived, before its source
    /// is removed.
    void atHandover(const std::function<void()>& act)
    {
        files.before = [this, act](FileAction action, const std::filesystem::path& path) -> Result<> {
            if (action == FileAction::Rename && path.parent_path() == m.folder(FolderKind::PickUp))
                act();
            return {};
        };
    }
    RunReceipt requeueScanned(const std::string& id)
    {
        RunReceipt found;
        const auto done =
            open(files)->requeue(std::vector{id}, {}, [&](const RunReceipt& receipt) { found = receipt; });
        EXPECT_TRUE(done) << done.error().message;
        return found;
    }
    std::string stuck() { return m.stuck(FolderKind::Failed, "a.eml", mail); }

    const std::string mail = cleanMail("one");
    ScriptedFileSystem files{*m.files};
};

TEST_F(CleanedVaultTest, IsFilledAgainWhereItsFileWasEmptied)
{
    atHandover([this] { writeFile(kept(), ""); });
    EXPECT_EQ(requeueScanned(stuck()).state, RunState::Exposed);
    EXPECT_EQ(vaulted(mail), mail);
    EXPECT_THAT(staged(), IsEmpty());
}

TEST_F(CleanedVaultTest, IsFilledAgainWhereAllOfItWasTaken)
{
    atHandover([this] { std::filesystem::remove_all(vault()); });
    EXPECT_EQ(requeueScanned(stuck()).state, RunState::Exposed);
    EXPECT_EQ(vaulted(mail), mail);
    EXPECT_THAT(staged(), IsEmpty());
}

TEST_F(CleanedVaultTest, ThatIsCleanedAgainAndAgainKeepsTheOriginalInStagingUntilItIsNot)
{
    const std::string id = stuck();
    bool isHandedOver = false;
    files.before = [&](FileAction action, const std::filesystem::path& path) -> Result<> {
        isHandedOver = isHandedOver ||
                       (action == FileAction::Rename && path.parent_path() == m.folder(FolderKind::PickUp));
        const bool isRead = action == FileAction::Open || action == FileAction::Inspect;
        if (isHandedOver && isRead && path == kept())
            std::filesystem::remove(path);
        return {};
    };
    const RunReceipt receipt = requeueScanned(id);
    EXPECT_EQ(receipt.state, RunState::Exposed);
    EXPECT_THAT(receipt.outcome, HasSubstr("the original stays in staging"));
    EXPECT_THAT(receipt.outcome, HasSubstr("exclude the folder"));
    EXPECT_THAT(staged(), ElementsAre(receipt.run + ".claimed"));
    EXPECT_EQ(readFile(m.staging() / (receipt.run + ".claimed")), mail);
    (void)resume(); // the scanner has been told
    EXPECT_THAT(staged(), IsEmpty());
    EXPECT_EQ(vaulted(mail), mail);
    EXPECT_THAT(m.names(FolderKind::PickUp), ElementsAre(receipt.run + ".eml"));
}

TEST_F(CleanedVaultTest, ThatKeepsNothingAtAllStopsTheRunBeforeItsHandover)
{
    const std::string id = stuck();
    files.before = [&](FileAction action, const std::filesystem::path& path) -> Result<> {
        if (action == FileAction::Open && path == kept())
            std::filesystem::remove(path);
        return {};
    };
    const RunReceipt receipt = requeueScanned(id);
    EXPECT_EQ(receipt.state, RunState::Failed);
    ASSERT_TRUE(receipt.error.has_value());
    EXPECT_THAT(receipt.error->hint, HasSubstr("exclude the folder"));
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
    EXPECT_THAT(staged(), IsEmpty());
    m.scan();
    EXPECT_EQ(requeueOne(id).state, RunState::Exposed) << "when the scanner is told";
}

TEST_F(CleanedVaultTest, BetweenTwoRunsIsMadeAnewByTheSameProgram)
{
    const std::string first = stuck();
    m.put(FolderKind::Failed, "b.eml", cleanMail("two"));
    m.scan();
    const std::string second = m.idOf(FolderKind::Failed, "b.eml");
    const auto pipeline = open();
    ASSERT_TRUE(pipeline->requeue(std::vector{first}, {}, {}));
    std::filesystem::remove_all(vault());
    RunReceipt receipt;
    ASSERT_TRUE(pipeline->requeue(std::vector{second}, {}, [&](const RunReceipt& told) { receipt = told; }));
    EXPECT_EQ(receipt.state, RunState::Exposed) << receipt.outcome;
    EXPECT_EQ(vaulted(cleanMail("two")), cleanMail("two"));
}

TEST_F(CleanedVaultTest, CannotGiveBackADeletedMessageAndSaysWhy)
{
    const RunReceipt deleted = deleteOne(stuck());
    ASSERT_EQ(deleted.state, RunState::Deleted);
    const std::string whole = readFile(kept());
    for (const std::size_t left : {std::size_t{0}, whole.size() / 2}) {
        writeFile(kept(), whole.substr(0, left));
        const auto undone = open()->undo(deleted.run);
        ASSERT_FALSE(undone);
        EXPECT_THAT(undone.error().message, HasSubstr(kept().filename().string()));
        EXPECT_THAT(undone.error().hint, HasSubstr("exclude the folder"));
    }
    writeFile(kept(), whole); // from a backup
    EXPECT_EQ(open()->undo(deleted.run).value().state, RunState::Undone);
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
}

TEST_F(CleanedVaultTest, LeavesADeletionUndoneWhereNothingIsKept)
{
    const std::string id = stuck();
    files.before = [&](FileAction action, const std::filesystem::path& path) -> Result<> {
        if (action == FileAction::Open && path == kept())
            std::filesystem::remove(path);
        return {};
    };
    RunReceipt receipt;
    ASSERT_TRUE(open(files)->deleteMessages(std::vector{id}, [&](const RunReceipt& r) { receipt = r; }));
    EXPECT_EQ(receipt.state, RunState::Failed);
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
}

} // namespace
} // namespace connectorscope
