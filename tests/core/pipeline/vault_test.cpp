#include "core/pipeline/vault.h"

#include "core/base/system_error.h"
#include "core/site/secrets.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/fake_clock.h"
#include "tests/support/forgetful_file_system.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/sampled_calls.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <mutex>
#include <set>
#include <vector>

namespace connectorscope {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::uint64_t roomy = 1024 * 1024;

/// Remembers which folders were flushed, from whatever thread; one of them may fail once.
class FlushRecorder final : public ForwardingFileSystem
{
public:
    using ForwardingFileSystem::ForwardingFileSystem;

    Result<> flushFolder(const std::filesystem::path& folder) override
    {
        const std::lock_guard lock(m_mutex);
        if (folder == failing) {
            failing.clear();
            return fail(ErrorCode::WriteFault, "not flushed");
        }
        flushed.push_back(folder);
        return ForwardingFileSystem::flushFolder(folder);
    }

    std::filesystem::path failing;
    std::vector<std::filesystem::path> flushed;

private:
    std::mutex m_mutex;
};

class VaultTest : public testing::Test
{
protected:
    VaultTest() { writeFile(source(), text); }

    std::filesystem::path source() const { return m_dir / "a.eml"; }
    std::string kept(Vault& vault) { return readAll(vault.bytesOf(hash)).value(); }
    std::vector<std::string> filesOf(const Vault& vault) { return namesIn(vault.pathOf(hash).parent_path()); }

    const std::string text = "From: anna@contoso.com\r\n\r\n" + std::string(5000, 'x');
    const Sha256Digest hash = *sha256(text);
    TempDir m_dir;
    FakeClock m_clock;
    std::unique_ptr<FileSystem> m_real = realFileSystem();
};

TEST_F(VaultTest, KeepsAFileUnderTheHashOfItsContent)
{
    Vault vault(*m_real, m_clock, m_dir.path(), roomy);
    ASSERT_TRUE(vault.open());
    const auto stored = vault.store(source());
    ASSERT_TRUE(stored) << stored.error().message;
    ASSERT_TRUE(vault.flush());
    EXPECT_EQ(stored->sha256, hash);
    EXPECT_EQ(stored->xxh3, xxh3(text));
    EXPECT_EQ(stored->size, text.size());
    EXPECT_EQ(vault.pathOf(hash), m_dir / "vault" / hexText(hash).substr(0, 2) / (hexText(hash) + ".eml.gz"));
    EXPECT_EQ(kept(vault), text);
    EXPECT_TRUE(vault.check(hash));
    EXPECT_EQ(readFile(source()), text);
    EXPECT_LT(vault.used(), text.size());
}

TEST_F(VaultTest, IsForItsOwnerAlone)
{
    Vault vault(*m_real, m_clock, m_dir.path(), roomy);
    ASSERT_TRUE(vault.open());
    ASSERT_TRUE(vault.store(source()));
    EXPECT_TRUE(checkIsPrivate(m_dir / "vault"));
    EXPECT_TRUE(checkIsPrivate(vault.pathOf(hash).parent_path()));
}

TEST_F(VaultTest, FlushesTheFoldersOfManyMessagesAndThenItself)
{
    constexpr int messages = 40;
    FlushRecorder files(*m_real);
    Vault vault(files, m_clock, m_dir.path(), roomy);
    ASSERT_TRUE(vault.open());
    std::set<std::filesystem::path> folders;
    for (int i = 0; i < messages; ++i) {
        const std::filesystem::path file = m_dir / std::to_string(i);
        writeFile(file, std::to_string(i));
        folders.insert(vault.pathOf(vault.store(file)->sha256).parent_path());
    }
    files.flushed.clear();
    files.failing = *folders.rbegin();
    EXPECT_EQ(vault.flush().error().code, ErrorCode::WriteFault);
    EXPECT_THAT(files.flushed, Not(Contains(m_dir / "vault"))) << "what lies in it is not on the disk yet";
    files.flushed.clear();
    ASSERT_TRUE(vault.flush());
    EXPECT_EQ(files.flushed.back(), m_dir / "vault");
    EXPECT_EQ(std::set(files.flushed.begin(), files.flushed.end() - 1), folders);
    files.flushed.clear();
    ASSERT_TRUE(vault.flush());
    EXPECT_THAT(files.flushed, IsEmpty()) << "nothing has come since";
}

TEST_F(VaultTest, KeepsTheSameContentOnce)
{
    Vault vault(*m_real, m_clock, m_dir.path(), roomy);
    ASSERT_TRUE(vault.open());
    ASSERT_TRUE(vault.store(source()));
    ASSERT_TRUE(vault.store(source()));
    EXPECT_THAT(filesOf(vault), SizeIs(1));
    EXPECT_THAT(namesIn(m_dir / "vault"), SizeIs(1)) << "no temporary file stays";
}

TEST_F(VaultTest, TakesNothingBeyondItsLimit)
{
    writeFile(source(), "no pattern: 8f3k2l5h6j7d8s9a0q1w2e3r4t5z6u7i8o9p");
    Vault vault(*m_real, m_clock, m_dir.path(), 40);
    ASSERT_TRUE(vault.open());
    EXPECT_EQ(vault.store(source()).error().code, ErrorCode::DiskFull);
    EXPECT_THAT(namesIn(m_dir / "vault"), IsEmpty());
}

TEST_F(VaultTest, CountsWhatLiesThereAlready)
{
    {
        Vault vault(*m_real, m_clock, m_dir.path(), roomy);
        ASSERT_TRUE(vault.open());
        ASSERT_TRUE(vault.store(source()));
    }
    Vault vault(*m_real, m_clock, m_dir.path(), 20);
    ASSERT_TRUE(vault.open());
    EXPECT_TRUE(vault.isFull());
    EXPECT_EQ(vault.store(source()).error().code, ErrorCode::DiskFull);
}

TEST_F(VaultTest, MendsAFileThatSomethingHasDamaged)
{
    Vault vault(*m_real, m_clock, m_dir.path(), roomy);
    ASSERT_TRUE(vault.open());
    ASSERT_TRUE(vault.store(source()));
    writeFile(vault.pathOf(hash), "");
    EXPECT_EQ(vault.check(hash).error().code, ErrorCode::ReadFault);
    ASSERT_TRUE(vault.store(source()));
    EXPECT_EQ(kept(vault), text);
}

TEST_F(VaultTest, NoticesThatAScannerHasTakenAFile)
{
    Vault vault(*m_real, m_clock, m_dir.path(), roomy);
    ASSERT_TRUE(vault.open());
    ASSERT_TRUE(vault.store(source()));
    std::filesystem::remove(vault.pathOf(hash));
    EXPECT_EQ(vault.check(hash).error().code, ErrorCode::ReadFault);
    EXPECT_FALSE(vault.has(hash).value());
}

TEST_F(VaultTest, HasTheWholeFileOrNoneWhateverFails)
{
    const int apart = callsApart(7);
    for (int n = 1;; n += apart) {
        const TempDir work;
        FailingFileSystem files(*m_real);
        Vault vault(files, m_clock, work.path(), roomy);
        files.failCall(std::nullopt, n, ErrorCode::WriteFault);
        const int before = files.calls();
        auto done = vault.open();
        if (done) {
            const auto stored = vault.store(source());
            done = stored ? vault.flush() : Result<>(fail(stored.error()));
        }
        if (files.calls() - before < n)
            break; // nothing failed
        if (std::filesystem::exists(vault.pathOf(hash))) {
            Vault whole(*m_real, m_clock, work.path(), roomy);
            EXPECT_TRUE(whole.check(hash)) << "call " << n;
        } else {
            EXPECT_FALSE(done) << "call " << n;
        }
    }
}

TEST_F(VaultTest, HasForgottenNothingThatWasFlushed)
{
    ForgetfulFileSystem files(m_clock);
    ASSERT_TRUE(files.makeFolder("/site"));
    writeFile(files, "/site/a.eml", text);
    ASSERT_TRUE(files.flushFolder("/"));
    Vault vault(files, m_clock, "/site", roomy);
    ASSERT_TRUE(vault.open());
    ASSERT_TRUE(vault.store("/site/a.eml"));
    ASSERT_TRUE(vault.flush());
    files.losePower();
    EXPECT_TRUE(vault.check(hash));
}

} // namespace
} // namespace connectorscope
