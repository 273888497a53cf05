#include "core/index/site_backup.h"

#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "tests/core/index/vaulted_site.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/sampled_calls.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <thread>

namespace connectorscope {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

TEST(SiteBackup, SaysWhatItHolds)
{
    VaultedSite site;
    site.putIntoVault("one");
    site.putIntoVault("another");
    const auto files = realFileSystem();
    const auto summary = site.backUp(*files);
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(summary->vaultFiles, 2U);
    EXPECT_EQ(summary->vaultBytes, 10U);
    EXPECT_GT(summary->journalBytes, 4096U);
    EXPECT_EQ(summary->leftOut, 0U);
}

#ifndef _WIN32
TEST(SiteBackup, IsUnpackedAndCheckedByWhatSystemsHave)
{
    if (std::system("command -v tar >/dev/null 2>&1 && command -v sha256sum >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "this machine has no tar or no sha256sum";
    VaultedSite site;
    const std::string name = site.putIntoVault("a message of the vault");
    site.backUp();
    const std::string folder = site.backup().parent_path().string();
    const std::string unpack = "cd '" + folder + "' && mkdir out && tar xf site.backup -C out && cd out && " +
                               "sha256sum --quiet -c SHA256SUMS && cd " + name.substr(0, name.rfind('/')) +
                               " && sha256sum --quiet -c SHA256SUMS";
    EXPECT_EQ(std::system(unpack.c_str()), 0);
    EXPECT_EQ(readFile(std::filesystem::path(folder) / "out" / name), "a message of the vault");
    EXPECT_THAT(readFile(std::filesystem::path(folder) / "out/ABOUT"), HasSubstr("\nsite: Contoso\n"));
}
#endif

TEST(SiteBackup, ReplacesNothingUntilItIsTold)
{
    VaultedSite site;
    writeFile(site.backup(), "mine");
    const auto files = realFileSystem();
    const auto refused = site.backUp(*files);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(readFile(site.backup()), "mine");
    EXPECT_TRUE(site.backUp(*files, true));
    EXPECT_NE(readFile(site.backup()), "mine");
}

TEST(SiteBackup, IsNotWrittenWhereItWouldBeTakenForMail)
{
    VaultedSite site;
    const auto files = realFileSystem();
    const auto refused =
        backUpSite(site.site, site.site.folders.pickup / "a.backup", false, {*files, site.clock});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadInput);
    EXPECT_THAT(namesIn(site.site.folders.pickup), SizeIs(0));
}

TEST(SiteBackup, MakesNoJournalWhereThereIsNone)
{
    VaultedSite site;
    std::filesystem::remove(site.journal());
    const auto files = realFileSystem();
    const auto refused = site.backUp(*files);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NotFound);
    EXPECT_FALSE(std::filesystem::exists(site.journal()));
}

TEST(SiteBackup, HoldsOneMomentWhileAWatcherWrites)
{
    VaultedSite site;
    std::jthread watcher([&](const std::stop_token& stop) {
        for (std::uint64_t number = 2; !stop.stop_requested(); ++number)
            site.addMessage(number);
    });
    const auto files = realFileSystem();
    for (int i = 0; i < 3; ++i) {
        const auto made = site.backUp(*files, true);
        EXPECT_TRUE(made) << made.error().message;
    }
    watcher.request_stop();
    watcher.join();
    const std::size_t known = site.knownMessages();
    ASSERT_TRUE(site.restore(*files));
    EXPECT_GE(site.knownMessages(), 1U);
    EXPECT_LE(site.knownMessages(), known);
}

TEST(SiteBackup, LeavesNothingBehindWhenAnyStepFails)
{
    VaultedSite site;
    site.putIntoVault("one");
    const auto real = realFileSystem();
    for (int n = 1;; n += callsApart(3)) {
        FailingFileSystem files(*real);
        files.failCall(std::nullopt, n, ErrorCode::DiskFull);
        const auto made = site.backUp(files);
        EXPECT_THAT(namesIn(site.work()), Not(Contains(HasSubstr(".tmp"))));
        if (n > files.calls()) {
            EXPECT_TRUE(made);
            break;
        }
        const std::filesystem::path folder = site.backup().parent_path();
        if (!made && std::filesystem::exists(site.backup())) {
            // Only the flush of the folder was left: what has the name is whole.
            EXPECT_TRUE(site.restore(*real, {true, false}));
        }
        // A removal that fails leaves what it should have removed.
        if (!made && n < files.calls()) {
            EXPECT_THAT(namesIn(folder), Not(Contains(HasSubstr(".tmp")))) << n;
        }
        for (const std::string& name : namesIn(folder))
            if (name.ends_with(".tmp") || name == "site.backup")
                std::filesystem::remove(folder / name);
        ASSERT_LT(n, 1000);
    }
}

/// The disk writes something else than it was told.
class LyingFileSystem final : public ForwardingFileSystem
{
public:
    using ForwardingFileSystem::ForwardingFileSystem;

    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
    {
        auto real = ForwardingFileSystem::create(path);
        if (!real)
            return real;
        return std::make_unique<LyingFile>(std::move(*real));
    }

private:
    class LyingFile final : public OutputFile
    {
    public:
        explicit LyingFile(std::unique_ptr<OutputFile> real)
            : m_real(std::move(real))
        {
        }
        Result<> write(std::string_view bytes) override
        {
            std::string lie(bytes);
            if (lie.size() > 4096)
                lie[lie.size() / 2] = static_cast<char>(lie[lie.size() / 2] ^ 0x10);
            return m_real->write(lie);
        }
        Result<> setModified(UtcTime time) override { return m_real->setModified(time); }
        Result<> flush() override { return m_real->flush(); }
        Result<> close() override { return m_real->close(); }

    private:
        std::unique_ptr<OutputFile> m_real;
    };
};

TEST(SiteBackup, GetsItsNameOnlyWhenItCanBeReadBack)
{
    VaultedSite site;
    const auto real = realFileSystem();
    LyingFileSystem files(*real);
    const auto made = site.backUp(files);
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error().message, HasSubstr("cannot be read back"));
    EXPECT_THAT(namesIn(site.backup().parent_path()), ElementsAre("failed", "incoming", "pickup", "work"));
}

TEST(SiteBackup, LeavesOutAFileOfTheVaultThatCannotBeRead)
{
    class ScannedFiles final : public ForwardingFileSystem
    {
    public:
        using ForwardingFileSystem::ForwardingFileSystem;
        Result<std::unique_ptr<InputFile>> open(const std::filesystem::path& path) override
        {
            if (path == held)
                return fail(ErrorCode::AccessDenied, "a scanner holds it", {}, path);
            return ForwardingFileSystem::open(path);
        }
        std::filesystem::path held;
    };
    VaultedSite site;
    const auto real = realFileSystem();
    ScannedFiles files(*real);
    files.held = site.work() / site.putIntoVault("held");
    site.putIntoVault("free");
    const auto made = site.backUp(files);
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(made->vaultFiles, 1U);
    EXPECT_EQ(made->leftOut, 1U);
    ASSERT_THAT(made->whyLeftOut, SizeIs(1));
    EXPECT_EQ(made->whyLeftOut.front().message, "a scanner holds it");
}

TEST(SiteBackup, TellsOfWhatIsNoFileOfTheVault)
{
    VaultedSite site;
    std::filesystem::create_directories(site.work() / "vault/ab");
    writeFile(site.work() / "vault/ab/mine.txt", "x");
    writeFile(site.work() / "vault/ab/half.tmp", "x");
    const auto files = realFileSystem();
    const auto made = site.backUp(*files);
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(made->leftOut, 1U);
    EXPECT_THAT(made->whyLeftOut.at(0).message, HasSubstr("mine.txt"));
}

TEST(SiteBackup, IsStoppedWhenAskedTo)
{
    VaultedSite site;
    const auto files = realFileSystem();
    std::stop_source stop;
    stop.request_stop();
    const auto made = backUpSite(site.site, site.backup(), false, {*files, site.clock, stop.get_token()});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(std::filesystem::exists(site.backup()));
}

} // namespace
} // namespace connectorscope
