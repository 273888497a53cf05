// Other programs that do something to a message, or to PickUp, at one step of its run after the other.

#include "core/base/system_error.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/scripted_file_system.h"
#include "tests/support/small_files.h"

#include <fstream>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class RestlessSourceTest : public PipelineFixture
{
protected:
    RunReceipt requeueAmongOthers(const std::string& id)
    {
        RunReceipt found;
        const auto done =
            open(files)->requeue(std::vector{id}, {}, [&](const RunReceipt& receipt) { found = receipt; });
        EXPECT_TRUE(done) << done.error().message;
        return found;
    }
    /// Once, before that is done to a file whose name ends so.
    void before(FileAction when, const std::string& suffix,
                const std::function<Result<>(const std::filesystem::path&)>& act)
    {
        files.before = [=, isOver = false](FileAction action, const std::filesystem::path& path) mutable {
            if (isOver || action != when || !path.string().ends_with(suffix))
                return Result<>();
            isOver = true;
            return act(path);
        };
    }
    std::filesystem::path claimed() const
    {
        for (const auto& entry : std::filesystem::directory_iterator(m.staging()))
            if (entry.path().extension() == ".claimed")
                return entry.path();
        return {};
    }
    std::string stuck() { return m.stuck(FolderKind::Failed, "a.eml", mail); }

    const std::string mail = cleanMail("one");
    ScriptedFileSystem files{*m.files};
};

TEST_F(RestlessSourceTest, ThatVanishedBeforeItsRunIsRefused)
{
    const std::string id = stuck();
    std::filesystem::remove(m.folder(FolderKind::Failed) / "a.eml");
    const RunReceipt receipt = requeueAmongOthers(id);
    ASSERT_FALSE(receipt.refusals.empty());
    EXPECT_EQ(receipt.refusals[0].kind, RefusalKind::NotThere);
    EXPECT_TRUE(receipt.run.empty());
}

TEST_F(RestlessSourceTest, ThatIsTakenOutOfStagingBeforeItIsArchivedEndsItsRun)
{
    const std::string id = stuck();
    files.before = [&, isOver = false](FileAction action, const std::filesystem::path& path) mutable {
        if (!isOver && action == FileAction::Create && path.parent_path().filename() == "vault") {
            isOver = true;
            std::filesystem::rename(claimed(), m.root / "elsewhere");
        }
        return Result<>();
    };
    const RunReceipt receipt = requeueAmongOthers(id);
    EXPECT_EQ(receipt.state, RunState::Failed) << "nothing went out, and it is not in our hands";
    EXPECT_THAT(receipt.outcome, HasSubstr("taken away by another program"));
    EXPECT_FALSE(receipt.now.has_value());
    EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
    EXPECT_EQ(readFile(m.root / "elsewhere"), mail);
    EXPECT_THAT(resume(), IsEmpty()) << "it is not tried for ever";
    std::filesystem::rename(m.root / "elsewhere", m.folder(FolderKind::Failed) / "a.eml");
    m.scan();
    EXPECT_EQ(requeueOne(m.idOf(FolderKind::Failed, "a.eml")).state, RunState::Exposed);
}

TEST_F(RestlessSourceTest, ThatIsWrittenToAfterItWasArchivedGoesBackAsItIs)
{
    const std::string id = stuck();
    before(FileAction::Create, ".transfer", [&](const auto&) {
        std::ofstream(claimed(), std::ios::binary | std::ios::app) << "More.\r\n";
        return Result<>();
    });
    const RunReceipt receipt = requeueAmongOthers(id);
    EXPECT_EQ(receipt.state, RunState::Failed);
    EXPECT_THAT(receipt.outcome, HasSubstr("was changed after it was archived"));
    EXPECT_EQ(m.read(receipt.now->folder, receipt.now->name), mail + "More.\r\n");
    EXPECT_EQ(vaulted(mail), mail);
    EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
    EXPECT_THAT(staged(), IsEmpty());
}

TEST_F(RestlessSourceTest, ThatIsWrittenToAfterItsHandoverStaysInStaging)
{
    const std::string id = stuck();
    before(FileAction::Rename, ".eml", [&](const auto&) {
        std::ofstream(claimed(), std::ios::binary | std::ios::app) << "More.\r\n";
        return Result<>();
    });
    const RunReceipt receipt = requeueAmongOthers(id);
    EXPECT_EQ(receipt.state, RunState::Exposed);
    EXPECT_TRUE(pickedUp(receipt).ends_with(mail));
    EXPECT_THAT(receipt.outcome, HasSubstr("is not the file that was archived"));
    EXPECT_EQ(readFile(m.staging() / (receipt.run + ".claimed")), mail + "More.\r\n");
}

TEST_F(RestlessSourceTest, ThatVanishesFromStagingAfterItsHandoverIsKeptByTheVault)
{
    const std::string id = stuck();
    before(FileAction::Rename, ".eml", [&](const auto&) {
        std::filesystem::remove(claimed());
        return Result<>();
    });
    const RunReceipt receipt = requeueAmongOthers(id);
    EXPECT_EQ(receipt.state, RunState::Exposed);
    EXPECT_TRUE(pickedUp(receipt).ends_with(mail));
    EXPECT_EQ(vaulted(mail), mail);
}

/// Another program holds the claimed file from that call on.
struct HeldAt
{
    const char* what;
    FileAction action;
    const char* suffix;
    bool isSent;
};

class LockedSourceTest : public RestlessSourceTest, public testing::WithParamInterface<HeldAt>
{
};

TEST_P(LockedSourceTest, IsTriedForTwoSecondsAndThenLeftWhereItIsSafe)
{
    const std::string id = stuck();
    (void)open();
    bool isHeld = false;
    files.before = [&](FileAction action, const std::filesystem::path& path) -> Result<> {
        isHeld = isHeld || (action == GetParam().action && path.string().ends_with(GetParam().suffix));
        const bool needsIt = action == FileAction::Open || action == FileAction::Remove;
        if (isHeld && needsIt && path.extension() == ".claimed")
            return fail(ErrorCode::Locked, "it is held by another program");
        return {};
    };
    const UtcTime begun = m.clock.now();
    const RunReceipt receipt = requeueAmongOthers(id);
    EXPECT_GE(m.clock.now() - begun, std::chrono::seconds(2));
    EXPECT_THAT(receipt.outcome, HasSubstr("it is held by another program"));
    if (!GetParam().isSent) {
        EXPECT_EQ(receipt.state, RunState::Failed);
        EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
        EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
        EXPECT_THAT(staged(), IsEmpty());
        return;
    }
    EXPECT_EQ(receipt.state, RunState::Exposed);
    EXPECT_THAT(staged(), ElementsAre(receipt.run + ".claimed"));
    (void)resume(); // when it is let go
    EXPECT_THAT(staged(), IsEmpty());
    EXPECT_THAT(m.names(FolderKind::PickUp), ElementsAre(receipt.run + ".eml"));
}

INSTANTIATE_TEST_SUITE_P(At, LockedSourceTest,
                         testing::Values(HeldAt{"Archive", FileAction::Open, ".claimed", false},
                                         HeldAt{"Transfer", FileAction::Create, ".transfer", false},
                                         HeldAt{"Remove", FileAction::Remove, ".claimed", true}),
                         [](const auto& held) { return std::string(held.param.what); });

TEST_F(RestlessSourceTest, FindsPickUpReadOnlyAtTheHandoverAndIsPutBack)
{
    const std::string id = stuck();
    (void)open();
    files.before = [&](FileAction action, const std::filesystem::path& path) -> Result<> {
        if (action == FileAction::Rename && path.parent_path() == m.folder(FolderKind::PickUp))
            return fail(ErrorCode::AccessDenied, "PickUp may not be written to");
        return {};
    };
    const RunReceipt receipt = requeueAmongOthers(id);
    EXPECT_EQ(receipt.state, RunState::Failed);
    EXPECT_THAT(receipt.outcome, HasSubstr("may not be written to"));
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    EXPECT_THAT(staged(), IsEmpty());
}

TEST_F(RestlessSourceTest, FindsPickUpGoneBeforeItsRunAndIsRefused)
{
    const std::string id = stuck();
    std::filesystem::remove(m.folder(FolderKind::PickUp));
    const RunReceipt receipt = requeueAmongOthers(id);
    ASSERT_FALSE(receipt.refusals.empty());
    EXPECT_EQ(receipt.refusals[0].cause, CauseId::PickupMissing);
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
}

TEST_F(RestlessSourceTest, IsNotHandedOverWhilePickUpCannotBeListed)
{
    const RunReceipt receipt = requeueOne(stuck());
    const auto pickup = m.folder(FolderKind::PickUp);
    std::filesystem::rename(pickup, m.root / "away"); // a share that is gone for a while
    EXPECT_THAT(observe(), IsEmpty());
    EXPECT_EQ(runs().front().state, RunState::Exposed);
    std::filesystem::rename(m.root / "away", pickup);
    EXPECT_THAT(observe(), IsEmpty());
    EXPECT_TRUE(pickedUp(receipt).ends_with(mail));
}

} // namespace
} // namespace connectorscope
