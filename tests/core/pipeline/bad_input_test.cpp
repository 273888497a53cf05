#include "core/base/system_error.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/sampled_calls.h"
#include "tests/support/small_files.h"

#include <utility>

namespace connectorscope {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Lets another program act in the moment before a file is made or renamed.
class InterferingFileSystem final : public ForwardingFileSystem
{
public:
    explicit InterferingFileSystem(FileSystem& wrapped)
        : ForwardingFileSystem(wrapped)
    {
    }
    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
    {
        act(beforeCreate, path);
        return ForwardingFileSystem::create(path);
    }
    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        act(beforeRename, to);
        return ForwardingFileSystem::renameNoReplace(from, to);
    }

    struct Interference
    {
        std::string suffix; ///< of the name that is about to be made
        std::function<void(const std::filesystem::path&)> act;
    };
    Interference beforeCreate;
    Interference beforeRename;

private:
    static void act(Interference& interference, const std::filesystem::path& path)
    {
        if (!interference.act || !path.string().ends_with(interference.suffix))
            return;
        const auto once = std::exchange(interference.act, nullptr);
        once(path);
    }
};

class BadInputTest : public PipelineFixture
{
protected:
    RunReceipt requeueWith(FileSystem& files, const std::string& id)
    {
        RunReceipt found;
        const auto done =
            open(files)->requeue(std::vector{id}, {}, [&](const RunReceipt& receipt) { found = receipt; });
        EXPECT_TRUE(done) << done.error().message;
        return found;
    }
    std::string stuck() { return m.stuck(FolderKind::Failed, "a.eml", mail); }
    void expectBack(const RunReceipt& receipt)
    {
        EXPECT_EQ(receipt.state, RunState::Failed);
        EXPECT_EQ(receipt.now, (Place{FolderKind::Failed, "a.eml"}));
        EXPECT_FALSE(receipt.outcome.empty());
        EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
        EXPECT_THAT(staged(), IsEmpty());
        EXPECT_EQ(runs().front().state, RunState::Failed);
    }

    const std::string mail = cleanMail("one");
    FailingFileSystem failing{*m.files};
    InterferingFileSystem others{*m.files};
};

TEST_F(BadInputTest, PickUpThatVanishesDuringTheRunLosesNothing)
{
    const std::string id = stuck();
    others.beforeRename = {".eml", [&](const auto& path) {
                               if (path.parent_path() == m.folder(FolderKind::PickUp))
                                   std::filesystem::remove(m.folder(FolderKind::PickUp));
                           }};
    // The vault's files end with .gz: the first such rename is the one into PickUp.
    expectBack(requeueWith(others, id));
}

TEST_F(BadInputTest, PickUpThatMayNotBeWrittenToIsARefusal)
{
    const std::string id = stuck();
    failing.failCall(FileAction::CheckRights, 1, ErrorCode::AccessDenied, FailureMoment::Before, 9);
    const RunReceipt receipt = requeueWith(failing, id);
    EXPECT_EQ(receipt.refusals.front().cause, CauseId::PickupNotWritable);
    EXPECT_TRUE(receipt.run.empty());
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
}

TEST_F(BadInputTest, AFullDiskPutsTheMessageBack)
{
    const std::string id = stuck();
    others.beforeCreate = {
        ".transfer", [&](const auto&) { failing.failCall(FileAction::Create, 1, ErrorCode::DiskFull); }};
    InterferingFileSystem both(failing);
    both.beforeCreate = others.beforeCreate;
    expectBack(requeueWith(both, id));
}

TEST_F(BadInputTest, AFileOfTheTargetsNameIsNotReplaced)
{
    const std::string id = stuck();
    others.beforeCreate = {".transfer", [&](const std::filesystem::path& path) {
                               writeFile(m.folder(FolderKind::PickUp) / (path.stem().string() + ".eml"),
                                         "theirs");
                           }};
    expectBack(requeueWith(others, id));
    ASSERT_THAT(m.names(FolderKind::PickUp), SizeIs(1));
    EXPECT_EQ(m.read(FolderKind::PickUp, m.names(FolderKind::PickUp).front()), "theirs");
}

TEST_F(BadInputTest, ASourceThatAnotherHasTakenIsNotSent)
{
    const std::string id = stuck();
    others.beforeRename = {".claimed", [&](const auto&) {
                               std::filesystem::rename(m.folder(FolderKind::Failed) / "a.eml",
                                                       m.root / "elsewhere");
                           }};
    const RunReceipt receipt = requeueWith(others, id);
    EXPECT_EQ(receipt.state, RunState::Failed);
    EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
    EXPECT_EQ(readFile(m.root / "elsewhere"), mail);
}

TEST_F(BadInputTest, ASourceThatChangesBeforeItsClaimIsNotSent)
{
    const std::string id = stuck();
    const std::string other = cleanMail("two");
    others.beforeRename = {".claimed",
                           [&](const auto&) { writeFile(m.folder(FolderKind::Failed) / "a.eml", other); }};
    const RunReceipt receipt = requeueWith(others, id);
    EXPECT_EQ(receipt.state, RunState::Failed);
    EXPECT_THAT(receipt.outcome, HasSubstr("changed"));
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), other);
    EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
}

TEST_F(BadInputTest, ALockedSourceIsTriedForTwoSecondsAndLeftAlone)
{
    const std::string id = stuck();
    (void)open(); // the staging folder is proved with a rename, too
    others.beforeRename = {".claimed", [&](const auto&) {
                               failing.failCall(FileAction::Rename, 1, ErrorCode::Locked,
                                                FailureMoment::Before, 1000);
                           }};
    InterferingFileSystem both(failing);
    both.beforeRename = others.beforeRename;
    const UtcTime before = m.clock.now();
    expectBack(requeueWith(both, id));
    EXPECT_GE(m.clock.now() - before, std::chrono::seconds(2));
}

TEST_F(BadInputTest, AClaimedFileThatAScannerTakesComesBackFromTheVault)
{
    const std::string id = stuck();
    others.beforeCreate = {".transfer", [&](const std::filesystem::path& path) {
                               std::filesystem::path claimed = path;
                               std::filesystem::remove(claimed.replace_extension(".claimed"));
                           }};
    expectBack(requeueWith(others, id));
}

TEST_F(BadInputTest, AFileThatAScannerTakesBeforeItsHandoverIsPutBack)
{
    const std::string id = stuck();
    // After it was written: the journal says that it is about to be exposed.
    struct ScannerFileSystem final : ForwardingFileSystem
    {
        using ForwardingFileSystem::ForwardingFileSystem;
        Result<FileInfo> info(const std::filesystem::path& path) override
        {
            auto known = ForwardingFileSystem::info(path);
            if (known && path.extension() == ".transfer")
                std::filesystem::remove(path);
            return known;
        }
    } scanner(*m.files);
    expectBack(requeueWith(scanner, id));
}

TEST_F(BadInputTest, AVaultThatAScannerCleansIsFilledAgainBeforeTheSourceGoes)
{
    const std::string id = stuck();
    others.beforeRename = {".eml", [&](const auto&) {
                               std::filesystem::remove_all(m.site.folders.work / "vault" /
                                                           hexText(*sha256(mail)).substr(0, 2));
                           }};
    const RunReceipt receipt = requeueWith(others, id);
    EXPECT_EQ(receipt.state, RunState::Exposed);
    EXPECT_EQ(vaulted(mail), mail);
    EXPECT_THAT(staged(), IsEmpty());
}

TEST_F(BadInputTest, AVaultWithoutRoomPutsTheMessageBack)
{
    const std::string id = stuck();
    m.site.limits.vaultSize = 10;
    expectBack(requeueOne(id));
    EXPECT_FALSE(vaulted(mail).has_value());
}

TEST_F(BadInputTest, AnotherVolumePutsTheMessageIntoFailedMail)
{
    const std::string id = stuck();
    struct CrossDevice final : ForwardingFileSystem
    {
        CrossDevice(FileSystem& wrapped, std::filesystem::path folder)
            : ForwardingFileSystem(wrapped)
            , pickup(std::move(folder))
        {
        }
        Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
        {
            if (to.parent_path() == pickup)
                return fail(ErrorCode::CrossDevice, "another volume");
            return ForwardingFileSystem::renameNoReplace(from, to);
        }
        std::filesystem::path pickup;
    } files(*m.files, m.folder(FolderKind::PickUp));
    expectBack(requeueWith(files, id));
}

TEST_F(BadInputTest, WhatCannotBeMovedToPickUpGoesFromIncomingToFailedMail)
{
    const std::string id = m.stuck(FolderKind::Incoming, "a.eml", mail);
    others.beforeRename = {".eml", [&](const auto& path) {
                               if (path.parent_path() == m.folder(FolderKind::PickUp))
                                   std::filesystem::remove(m.folder(FolderKind::PickUp));
                           }};
    expectBack(requeueWith(others, id));
    EXPECT_THAT(m.names(FolderKind::Incoming), IsEmpty());
}

TEST_F(BadInputTest, TwoMachinesSendTheMessageOnce)
{
    const std::string id = stuck();
    PipelineUser other;
    const std::filesystem::path work = other.m.site.folders.work;
    other.m.site.folders = m.site.folders;
    other.m.site.folders.work = work;
    other.m.restartWatch();
    other.m.scan();
    const std::string sameId = other.m.idOf(FolderKind::Failed, "a.eml");
    RunReceipt theirs;
    others.beforeRename = {".claimed", [&](const auto&) { theirs = other.requeueOne(sameId); }};
    const RunReceipt ours = requeueWith(others, id);
    EXPECT_EQ(theirs.state, RunState::Exposed);
    EXPECT_EQ(ours.state, RunState::Failed);
    EXPECT_THAT(m.names(FolderKind::PickUp), ElementsAre(theirs.run + ".eml"));
    EXPECT_THAT(m.names(FolderKind::Failed), IsEmpty());
}

TEST_F(BadInputTest, AMessageThatFailsAgainAndAgainKeepsCountingItsAttempts)
{
    m.site.pipeline.transfer = Carrier::External;
    const std::string id = stuck();
    for (int attempt = 1; attempt <= 3; ++attempt) {
        const RunReceipt receipt = requeueOne(id);
        ASSERT_EQ(receipt.state, RunState::Exposed);
        std::filesystem::rename(m.folder(FolderKind::Incoming) / "a.eml",
                                m.folder(FolderKind::Failed) / "a.eml");
        EXPECT_EQ(observe().at(0).state, RunState::Ineffective);
        m.scan();
        EXPECT_EQ(runs().front().attempt, attempt);
    }
}

/// One call after the other fails, without effect or with an effect whose answer is lost.
class AnyCallFailsTest : public PipelineFixture, public testing::WithParamInterface<FailureMoment>
{
};

TEST_P(AnyCallFailsTest, AndEachMessageIsThereExactlyOnce)
{
    const int apart = callsApart(11);
    for (int call = 1;; call += apart) {
        PipelineUser user;
        user.m.put(FolderKind::Failed, "b.eml", cleanMail("two"));
        const std::string first = user.m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
        const std::string second = user.m.idOf(FolderKind::Failed, "b.eml");
        FailingFileSystem files(*user.m.files);
        files.failCall(std::nullopt, call, ErrorCode::WriteFault, GetParam());
        {
            auto pipeline = Pipeline::open(user.m.site, user.m.tools(files),
                                           RoleLock::take(user.m.root, Role::Worker, "test").value());
            if (pipeline)
                (void)(*pipeline)->requeue(std::vector{first, second}, {}, {});
        }
        const bool hasFailed = files.calls() >= call;
        (void)Pipeline::open(user.m.site, user.m.tools(),
                             RoleLock::take(user.m.root, Role::Worker, "test").value())
            .value()
            ->resume({});
        std::size_t ones = 0;
        std::size_t twos = 0;
        for (const FolderKind kind : watchedFolders)
            for (const std::string& name : user.m.names(kind)) {
                const std::string content = user.m.read(kind, name);
                ones += content.find("Subject: one") != std::string::npos ? 1U : 0U;
                twos += content.find("Subject: two") != std::string::npos ? 1U : 0U;
            }
        EXPECT_EQ(ones, 1U) << "call " << call;
        EXPECT_EQ(twos, 1U) << "call " << call;
        for (const RunRow& run : user.runs())
            EXPECT_THAT(run.state, AnyOf(RunState::Exposed, RunState::Failed))
                << "call " << call << run.outcome;
        if (!hasFailed || HasFailure())
            break;
    }
}

INSTANTIATE_TEST_SUITE_P(Without, AnyCallFailsTest, testing::Values(FailureMoment::Before));
INSTANTIATE_TEST_SUITE_P(AfterIts, AnyCallFailsTest, testing::Values(FailureMoment::After));

} // namespace
} // namespace connectorscope
