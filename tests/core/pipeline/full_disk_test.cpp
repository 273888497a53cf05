// A disk that is full at any moment of a run, and has room again later.

#include "core/base/system_error.h"
#include "tests/core/index/full_disk.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/sampled_calls.h"
#include "tests/support/scripted_file_system.h"

#include <cstdlib>

namespace connectorscope {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

bool needsRoom(FileAction action)
{
    return action == FileAction::Create || action == FileAction::Write || action == FileAction::Flush ||
           action == FileAction::Close || action == FileAction::Rename;
}

/// What the run's file of that folder and suffix meets.
struct FullAt
{
    const char* what;
    FileAction action;
    const char* folder; ///< below the site's root
    const char* suffix; ///< of the name
};

class FullVolumeTest : public PipelineFixture
{
protected:
    RunReceipt requeueOn(FileSystem& on, const std::string& id)
    {
        RunReceipt found;
        const auto done =
            open(on)->requeue(std::vector{id}, {}, [&](const RunReceipt& receipt) { found = receipt; });
        EXPECT_TRUE(done) << done.error().message;
        return found;
    }

    const std::string mail = cleanMail("one", std::string(300'000, 'x') + "\r\n");
    ScriptedFileSystem files{*m.files};
};

class FullDiskTest : public FullVolumeTest, public testing::WithParamInterface<FullAt>
{
};

TEST_P(FullDiskTest, PutsTheMessageBackAndSendsItWhenThereIsRoomAgain)
{
    const FullAt full = GetParam();
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    (void)open();
    int refused = 0;
    files.before = [&](FileAction action, const std::filesystem::path& path) -> Result<> {
        const std::string name = path.filename().string();
        const bool isThere = path.generic_string().starts_with((m.root / full.folder).generic_string());
        if (action != full.action || !isThere || !name.ends_with(full.suffix))
            return {};
        ++refused;
        return fail(ErrorCode::DiskFull, "no room for " + name, "Make room on that volume.");
    };
    const RunReceipt receipt = requeueOn(files, id);
    ASSERT_GT(refused, 0);
    EXPECT_EQ(receipt.state, RunState::Failed);
    EXPECT_THAT(receipt.outcome, HasSubstr("no room for"));
    ASSERT_TRUE(receipt.error.has_value());
    EXPECT_EQ(receipt.error->code, ErrorCode::DiskFull);
    EXPECT_EQ(receipt.now, (Place{FolderKind::Failed, "a.eml"}));
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
    EXPECT_THAT(staged(), IsEmpty());

    m.scan();
    const RunReceipt next = requeueOne(id);
    ASSERT_EQ(next.state, RunState::Exposed) << next.outcome;
    EXPECT_TRUE(pickedUp(next).ends_with(mail));
    EXPECT_EQ(vaulted(mail), mail);
    EXPECT_THAT(m.names(FolderKind::Failed), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Steps, FullDiskTest,
    testing::Values(FullAt{"ArchiveCreate", FileAction::Create, "work/vault", ".tmp"},
                    FullAt{"ArchiveWrite", FileAction::Write, "work/vault", ".tmp"},
                    FullAt{"ArchiveFlush", FileAction::Flush, "work/vault", ".tmp"},
                    FullAt{"ArchiveClose", FileAction::Close, "work/vault", ".tmp"},
                    FullAt{"ArchiveRename", FileAction::Rename, "work/vault", ".gz"},
                    FullAt{"StagingCreate", FileAction::Create, ".connectorscope-staging", ".transfer"},
                    FullAt{"StagingWrite", FileAction::Write, ".connectorscope-staging", ".transfer"},
                    FullAt{"StagingFlush", FileAction::Flush, ".connectorscope-staging", ".transfer"},
                    FullAt{"StagingClose", FileAction::Close, ".connectorscope-staging", ".transfer"},
                    FullAt{"PickUpRename", FileAction::Rename, "PickUp", ".eml"}),
    [](const auto& full) { return std::string(full.param.what); });

TEST_F(FullVolumeTest, AtTheClaimLeavesTheMessageWhereItIs)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    files.before = [](FileAction action, const std::filesystem::path&) -> Result<> {
        return needsRoom(action) ? Result<>(fail(ErrorCode::DiskFull, "no room")) : Result<>();
    };
    const RunReceipt receipt = requeueOn(files, id);
    EXPECT_EQ(receipt.state, RunState::Failed);
    EXPECT_THAT(receipt.outcome, HasSubstr("no room"));
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    EXPECT_THAT(staged(), IsEmpty());
    EXPECT_EQ(requeueOne(id).state, RunState::Exposed);
}

TEST_F(FullVolumeTest, OnWhichNotEvenARenameHasRoomKeepsTheMessageInStagingUntilItHas)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    bool isClaimed = false;
    files.before = [&](FileAction action, const std::filesystem::path& path) -> Result<> {
        if (isClaimed && needsRoom(action))
            return fail(ErrorCode::DiskFull, "no room");
        isClaimed = isClaimed || path.extension() == ".claimed";
        return {};
    };
    const RunReceipt receipt = requeueOn(files, id);
    EXPECT_EQ(receipt.state, RunState::Running);
    EXPECT_THAT(receipt.outcome, HasSubstr("it lies safe in staging"));
    EXPECT_THAT(staged(), ElementsAre(receipt.run + ".claimed"));
    EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
    ASSERT_EQ(resume().at(0).state, RunState::Failed);
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    m.scan();
    EXPECT_EQ(requeueOne(id).state, RunState::Exposed);
}

TEST_F(FullVolumeTest, IsARefusalWhereItIsKnownBefore)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    struct NoSpace final : ForwardingFileSystem
    {
        using ForwardingFileSystem::ForwardingFileSystem;
        Result<std::uint64_t> freeSpace(const std::filesystem::path&) override { return 1000; }
    } full(*m.files);
    m.site.limits.freeDisk = std::uint64_t{500} * 1024 * 1024;
    const RunReceipt receipt = requeueOn(full, id);
    ASSERT_THAT(receipt.refusals, testing::SizeIs(1));
    EXPECT_EQ(receipt.refusals[0].cause, CauseId::DiskFull);
    EXPECT_THAT(receipt.refusals[0].reason, HasSubstr("only 1000 bytes"));
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
}

/// The databases of the site are opened on it.
class FullJournalTest : public testing::TestWithParam<bool>
{
protected:
    FullDisk disk;
};

/// The journal's disk is full from the n-th call to the folders on, for each n.
TEST_P(FullJournalTest, StopsTheRunAtAnyMomentAndTheNextOneSendsTheMessageOnce)
{
    // Each makes a site of its own; all of them in the long form.
    const int apart = std::getenv("CONNECTORSCOPE_SOAK") != nullptr ? 1 : 7 * callsApart(3);
    const std::string mail = cleanMail("one");
    for (int call = 1;; call += apart) {
        SCOPED_TRACE("call " + std::to_string(call));
        PipelineUser user;
        user.m.site.pipeline.transfer = GetParam() ? Carrier::External : Carrier::BuiltIn;
        const FolderKind target = GetParam() ? FolderKind::Incoming : FolderKind::PickUp;
        const std::string id = user.m.stuck(FolderKind::Failed, "a.eml", mail);
        ScriptedFileSystem files(*user.m.files);
        int calls = 0;
        files.before = [&](FileAction, const std::filesystem::path&) -> Result<> {
            if (++calls == call)
                disk.fill("journal.db");
            return {};
        };
        Result<> done;
        {
            const auto pipeline = user.open(files);
            done = pipeline->requeue(std::vector{id}, {}, {});
        }
        const bool wasRefused = disk.refused() > 0;
        if (calls >= call && wasRefused) {
            ASSERT_FALSE(done);
            EXPECT_THAT(done.error().message, HasSubstr("full"));
        }
        for (const std::string& name : user.m.names(target))
            EXPECT_TRUE(user.m.read(target, name).ends_with(mail)) << "half-written";
        disk.makeRoom();
        (void)user.resume();
        if (user.m.names(target).empty()) {
            EXPECT_EQ(user.m.read(FolderKind::Failed, "a.eml"), mail);
            user.m.scan();
            const RunReceipt next = user.requeueOne(id);
            EXPECT_EQ(next.state, RunState::Exposed)
                << next.outcome << (next.refusals.empty() ? "" : next.refusals[0].reason);
        }
        EXPECT_EQ(user.m.names(target).size(), 1U);
        EXPECT_THAT(user.m.names(FolderKind::Failed), IsEmpty());
        EXPECT_EQ(user.vaulted(mail), mail);
        for (const RunRow& run : user.runs())
            EXPECT_THAT(run.state, AnyOf(RunState::Exposed, RunState::Failed, RunState::Cancelled));
        if (calls < call || HasFailure())
            break;
    }
}

INSTANTIATE_TEST_SUITE_P(Of, FullJournalTest, testing::Bool(), [](const auto& external) {
    return std::string(external.param ? "ExternalTransfer" : "BuiltInTransfer");
});

} // namespace
} // namespace connectorscope
