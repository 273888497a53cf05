// Watched folders that do not lie on the volume of their staging folder.

#include "core/base/system_error.h"
#include "core/pipeline/requeue_planner.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/forwarding_file_system.h"

#include <utility>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// One folder is a volume of its own: nothing is renamed into it, or out of it.
class MountedFolder final : public ForwardingFileSystem
{
public:
    MountedFolder(FileSystem& wrapped, std::filesystem::path folder, bool tellsVolumes)
        : ForwardingFileSystem(wrapped)
        , m_folder(std::move(folder))
        , m_tellsVolumes(tellsVolumes)
    {
    }
    Result<FileInfo> info(const std::filesystem::path& path) override
    {
        auto info = ForwardingFileSystem::info(path);
        if (info && m_tellsVolumes && (path == m_folder || path.parent_path() == m_folder))
            ++info->identity.volume;
        return info;
    }
    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        if ((from.parent_path() == m_folder) != (to.parent_path() == m_folder))
            return fail(ErrorCode::CrossDevice, "they lie on two volumes");
        return ForwardingFileSystem::renameNoReplace(from, to);
    }

private:
    std::filesystem::path m_folder;
    bool m_tellsVolumes;
};

class OtherVolumeTest : public PipelineFixture
{
protected:
    RunReceipt requeueOn(FileSystem& files, const std::string& message)
    {
        RunReceipt found;
        EXPECT_TRUE(open(files)->requeue(std::vector{message}, {},
                                         [&](const RunReceipt& receipt) { found = receipt; }));
        return found;
    }
    void expectUntouched()
    {
        EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
        EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
        EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
        EXPECT_THAT(m.names(FolderKind::Incoming), IsEmpty());
        EXPECT_THAT(staged(), IsEmpty());
    }

    const std::string mail = cleanMail("one");
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
};

TEST_F(OtherVolumeTest, OfPickUpIsRefusedWithTheReasonBeforeAnythingMoves)
{
    MountedFolder files(*m.files, m.folder(FolderKind::PickUp), true);
    const auto shown = RequeuePlanner::open(m.site, m.tools(files)).value()->preview(id, {}).value();
    const RunReceipt receipt = requeueOn(files, id);
    for (const auto& refusals : {shown.refusals, receipt.refusals}) {
        ASSERT_THAT(refusals, SizeIs(1));
        EXPECT_EQ(refusals[0].kind, RefusalKind::NoStaging);
        EXPECT_THAT(refusals[0].reason, HasSubstr("is not on the volume of"));
        EXPECT_THAT(refusals[0].reason, HasSubstr("PickUp"));
        EXPECT_THAT(refusals[0].hint, HasSubstr("folders.staging"));
    }
    EXPECT_TRUE(receipt.run.empty());
    EXPECT_THAT(runs(), IsEmpty());
    expectUntouched();
}

TEST_F(OtherVolumeTest, OfIncomingMailIsRefusedWhereTheConnectorTransfers)
{
    m.site.pipeline.transfer = Carrier::External;
    MountedFolder files(*m.files, m.folder(FolderKind::Incoming), true);
    const RunReceipt receipt = requeueOn(files, id);
    ASSERT_THAT(receipt.refusals, SizeIs(1));
    EXPECT_EQ(receipt.refusals[0].kind, RefusalKind::NoStaging);
    EXPECT_THAT(receipt.refusals[0].reason, HasSubstr("Incoming Mail"));
    expectUntouched();
}

TEST_F(OtherVolumeTest, OfTheSourceEndsTheRunBeforeItsClaim)
{
    MountedFolder files(*m.files, m.folder(FolderKind::Failed), true);
    const RunReceipt receipt = requeueOn(files, id);
    EXPECT_EQ(receipt.state, RunState::Failed);
    EXPECT_THAT(receipt.outcome, HasSubstr("is not on the volume of"));
    ASSERT_TRUE(receipt.error.has_value());
    EXPECT_THAT(receipt.error->hint, HasSubstr("folders.staging"));
    EXPECT_EQ(receipt.now, (Place{FolderKind::Failed, "a.eml"}));
    expectUntouched();
}

TEST_F(OtherVolumeTest, ThatNobodyTellsPutsTheMessageBackAndExposesNothing)
{
    MountedFolder files(*m.files, m.folder(FolderKind::PickUp), false);
    const RunReceipt receipt = requeueOn(files, id);
    EXPECT_EQ(receipt.state, RunState::Failed);
    EXPECT_THAT(receipt.outcome, HasSubstr("two volumes"));
    expectUntouched();
}

TEST_F(OtherVolumeTest, KeepsAMessageFromBeingHeldOrDeletedAndLeavesItAlone)
{
    MountedFolder files(*m.files, m.folder(FolderKind::Failed), true);
    const auto held = open(files)->hold(id, "");
    EXPECT_TRUE(!held || held->error || !held->refusals.empty());
    RunReceipt deleted;
    ASSERT_TRUE(open(files)->deleteMessages(std::vector{id}, [&](const RunReceipt& r) { deleted = r; }));
    EXPECT_EQ(deleted.state, RunState::Failed);
    expectUntouched();
}

} // namespace
} // namespace connectorscope
