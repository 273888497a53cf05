#include "core/index/site_restore.h"

#include "core/index/backup_format.h"
#include "core/index/journal_copies.h"
#include "core/index/role_lock.h"
#include "core/index/schemas.h"
#include "core/index/tar_writer.h"
#include "tests/core/index/vaulted_site.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/sampled_calls.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

const RestoreOptions dryRun{true, false};

TEST(SiteRestore, GivesJournalAndVaultBack)
{
    VaultedSite site;
    const std::string lost = site.putIntoVault("lost");
    const std::string id = site.knownId();
    site.backUp();
    std::filesystem::remove_all(site.work());
    std::filesystem::create_directory(site.work());
    const auto files = realFileSystem();
    const auto restored = site.restore(*files);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_EQ(restored->site, "Contoso");
    EXPECT_EQ(restored->made, "2026-11-23T06:00:00Z");
    EXPECT_EQ(restored->vaultAdded, 1U);
    EXPECT_FALSE(restored->journalKeptAs);
    EXPECT_EQ(readFile(site.work() / lost), "lost");
    EXPECT_EQ(site.knownId(), id);
}

TEST(SiteRestore, KeepsTheJournalThatWasThere)
{
    VaultedSite site;
    site.backUp();
    site.addMessage(2);
    const auto files = realFileSystem();
    const auto restored = site.restore(*files);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_EQ(site.knownMessages(), 1U);
    ASSERT_TRUE(restored->journalKeptAs);
    EXPECT_EQ(restored->journalKeptAs->filename(), "journal.db.before-restore-2026-11-23T060000Z");
    // It is all of it, though its last commits stood in its log.
    std::filesystem::rename(*restored->journalKeptAs, site.journal());
    std::filesystem::remove(site.work() / "index.db");
    EXPECT_EQ(site.knownMessages(), 2U);
}

TEST(SiteRestore, ReplacesNoFileOfTheVault)
{
    VaultedSite site;
    const std::string name = site.putIntoVault("as it was");
    site.backUp();
    writeFile(site.work() / name, "as it is");
    const auto files = realFileSystem();
    const auto restored = site.restore(*files);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_EQ(restored->vaultAdded, 0U);
    EXPECT_EQ(readFile(site.work() / name), "as it is");
}

TEST(SiteRestore, ADryRunChangesNothing)
{
    VaultedSite site;
    const std::string lost = site.putIntoVault("lost");
    site.backUp();
    site.addMessage(2);
    std::filesystem::remove_all(site.work() / "vault");
    const auto before = namesIn(site.work());
    const auto files = realFileSystem();
    const auto checked = site.restore(*files, dryRun);
    ASSERT_TRUE(checked) << checked.error().message;
    EXPECT_EQ(checked->vaultAdded, 1U);
    EXPECT_EQ(namesIn(site.work()), before);
    EXPECT_EQ(site.knownMessages(), 2U);
}

TEST(SiteRestore, WaitsForNoWatcherAndNoWorker)
{
    VaultedSite site;
    site.backUp();
    const auto files = realFileSystem();
    for (const Role role : {Role::Watcher, Role::Worker}) {
        const auto lock = RoleLock::take(site.work(), role, "another program");
        ASSERT_TRUE(lock);
        for (const RestoreOptions& options : {RestoreOptions(), dryRun}) {
            const auto refused = site.restore(*files, options);
            ASSERT_FALSE(refused);
            EXPECT_EQ(refused.error().code, ErrorCode::RoleTaken);
            EXPECT_THAT(refused.error().message, HasSubstr("another program"));
        }
    }
    EXPECT_TRUE(site.restore(*files));
}

TEST(SiteRestore, AsksBeforeItTakesTheBackupOfAnotherSite)
{
    VaultedSite site;
    VaultedSite fabrikam("Fabrikam");
    site.backUp();
    std::filesystem::copy_file(site.backup(), fabrikam.backup());
    const auto files = realFileSystem();
    const auto refused = fabrikam.restore(*files);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(refused.error().message, HasSubstr("Contoso"));
    EXPECT_NE(fabrikam.knownId(), site.knownId());
    EXPECT_TRUE(fabrikam.restore(*files, {false, true}));
    EXPECT_EQ(fabrikam.knownId(), site.knownId());
}

TEST(SiteRestore, NoticesEachByteThatIsNotWhatWasBackedUp)
{
    VaultedSite site;
    site.putIntoVault("a message of the vault");
    site.backUp();
    const std::string whole = readFile(site.backup());
    const std::string id = site.knownId();
    site.addMessage(2);
    const auto files = realFileSystem();
    // Every block of 512 bytes gets its turn; bytes of padding count for nothing.
    int noticed = 0;
    for (std::size_t at = 7; at < whole.size() - 1024; at += 2048 + 509) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x04);
        writeFile(site.backup(), damaged);
        const auto refused = site.restore(*files, dryRun);
        const bool isPadding = whole[at] == '\0' && refused;
        if (isPadding)
            continue;
        ASSERT_FALSE(refused) << at;
        EXPECT_EQ(refused.error().code, ErrorCode::Damaged) << refused.error().message;
        ++noticed;
    }
    EXPECT_GT(noticed, 10);
    EXPECT_EQ(site.knownMessages(), 2U);
}

TEST(SiteRestore, NoticesThatTheEndIsMissing)
{
    VaultedSite site;
    site.putIntoVault("one");
    site.backUp();
    const std::string whole = readFile(site.backup());
    const auto files = realFileSystem();
    for (const std::size_t size : {std::size_t{0}, std::size_t{100}, std::size_t{512}, whole.size() / 2,
                                   whole.size() - 1024, whole.size() - 2048, whole.size() - 2560}) {
        writeFile(site.backup(), whole.substr(0, size));
        const auto refused = site.restore(*files);
        ASSERT_FALSE(refused) << size;
        EXPECT_EQ(refused.error().code, ErrorCode::Damaged);
        EXPECT_THAT(refused.error().message, HasSubstr("site.backup"));
    }
    EXPECT_EQ(site.knownMessages(), 1U);
}

/// A backup that says what the test wants it to.
void writeBackup(const std::filesystem::path& path, std::string_view about, const std::string& vaultFile)
{
    const auto files = realFileSystem();
    std::filesystem::remove(path);
    const auto out = files->create(path);
    TarWriter tar(**out);
    const std::string journal = "not looked at";
    const auto sum = [](const std::string& content) { return hexText(*sha256(content)); };
    ASSERT_TRUE(tar.addText("ABOUT", about, {}));
    ASSERT_TRUE(tar.addText("SHA256SUMS", backupSumsText({{"journal.db", sum(journal)}}), {}));
    ASSERT_TRUE(tar.addText("journal.db", journal, {}));
    if (!vaultFile.empty()) {
        const std::filesystem::path name(vaultFile);
        ASSERT_TRUE(
            tar.addText("vault/ab/SHA256SUMS", backupSumsText({{name.filename().string(), sum("x")}}), {}));
        ASSERT_TRUE(tar.addText(vaultFile, "x", {}));
    }
    ASSERT_TRUE(tar.addText("COMPLETE", backupCompleteText(vaultFile.empty() ? 0 : 1), {}));
    ASSERT_TRUE(tar.finish());
    ASSERT_TRUE((*out)->close());
}

TEST(SiteRestore, RefusesTheFormatOfANewerProgram)
{
    VaultedSite site;
    writeBackup(site.backup(), "ConnectorScope backup\nformat: 2\nanything else\n", {});
    const auto files = realFileSystem();
    const auto refused = site.restore(*files);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadInput);
    EXPECT_THAT(refused.error().hint, HasSubstr("newer ConnectorScope"));
    EXPECT_EQ(site.knownMessages(), 1U);
}

TEST(SiteRestore, WritesNothingOutsideOfTheVault)
{
    VaultedSite site;
    const auto files = realFileSystem();
    const std::string about = backupAboutText({"Contoso", "2026-11-23T06:00:00Z", "anna on server"});
    for (const char* name : {"vault/ab/../../../evil.eml", "vault/ab/evil.eml", "vault/../evil", "/evil",
                             "vault/ab/..\\evil.eml.gz", "evil"}) {
        writeBackup(site.backup(), about, name);
        const auto refused = site.restore(*files);
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().code, ErrorCode::Damaged) << name;
    }
    EXPECT_THAT(namesIn(site.backup().parent_path()), Not(Contains(HasSubstr("evil"))));
    EXPECT_FALSE(std::filesystem::exists(site.work() / "vault"));
}

TEST(SiteRestore, RefusesTheJournalOfANewerProgram)
{
    VaultedSite site;
    const auto files = realFileSystem();
    ASSERT_TRUE(copyJournal(site.work(), site.backup()));
    {
        auto database = Database::open(site.backup(), journalKind());
        ASSERT_TRUE(database);
        (*database)->execute("PRAGMA user_version=1000");
        (*database)->execute("PRAGMA journal_mode=DELETE");
    }
    const auto refused = site.restore(*files);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadInput);
    EXPECT_EQ(site.knownMessages(), 1U);
}

TEST(SiteRestore, TakesADailyCopyOfTheJournal)
{
    VaultedSite site;
    const std::string id = site.knownId();
    ASSERT_TRUE(makeDailyCopy(site.work(), site.clock));
    const auto copies = dailyCopies(site.work() / "copies");
    writeFile(site.journal(), std::string(8192, 'x'));
    const auto files = realFileSystem();
    const auto restored = restoreSite(site.site, copies.at(0), {}, {*files, site.clock});
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_EQ(restored->site, "");
    EXPECT_EQ(site.knownId(), id);
    ASSERT_TRUE(restored->journalKeptAs);
    EXPECT_EQ(readFile(*restored->journalKeptAs), std::string(8192, 'x'));
}

TEST(SiteRestore, RefusesWhatIsNoJournal)
{
    VaultedSite site;
    const auto files = realFileSystem();
    writeFile(site.backup(), std::string("SQLite format 3\0", 16) + std::string(8192, 'x'));
    EXPECT_FALSE(site.restore(*files));
    writeFile(site.backup(), "no database at all, but long enough to be looked at as one");
    const auto refused = site.restore(*files);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Damaged);
    EXPECT_EQ(site.knownMessages(), 1U);
}

TEST(SiteRestore, TheLogOfADamagedJournalDoesNotGetIntoTheNewOne)
{
    VaultedSite site;
    const std::string id = site.knownId();
    site.backUp();
    writeFile(site.journal(), std::string(8192, 'x'));
    writeFile(site.work() / "journal.db-wal", "what nobody can read");
    const auto files = realFileSystem();
    const auto restored = site.restore(*files);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_FALSE(std::filesystem::exists(site.work() / "journal.db-wal"));
    EXPECT_EQ(site.knownId(), id);
}

/// Of the calls that change something, those after the first `allowed` fail, as for a program that was
/// killed.
class KilledFileSystem final : public ForwardingFileSystem
{
public:
    KilledFileSystem(FileSystem& wrapped, int allowed)
        : ForwardingFileSystem(wrapped)
        , m_allowed(allowed)
    {
    }
    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
    {
        return lives() ? ForwardingFileSystem::create(path) : Result<std::unique_ptr<OutputFile>>(killed());
    }
    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        return lives() ? ForwardingFileSystem::renameNoReplace(from, to) : Result<>(killed());
    }
    Result<> renameReplacing(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        return lives() ? ForwardingFileSystem::renameReplacing(from, to) : Result<>(killed());
    }
    Result<> remove(const std::filesystem::path& path) override
    {
        return lives() ? ForwardingFileSystem::remove(path) : Result<>(killed());
    }
    Result<> makeFolder(const std::filesystem::path& path) override
    {
        return lives() ? ForwardingFileSystem::makeFolder(path) : Result<>(killed());
    }
    Result<> flushFolder(const std::filesystem::path& folder) override
    {
        return lives() ? ForwardingFileSystem::flushFolder(folder) : Result<>(killed());
    }

private:
    bool lives() { return m_allowed-- > 0; }
    static tl::unexpected<Error> killed() { return fail(ErrorCode::WriteFault, "killed"); }

    int m_allowed;
};

TEST(SiteRestore, HasTheOldJournalOrTheNewOneWhereverItIsStopped)
{
    const auto real = realFileSystem();
    bool hadOld = false;
    for (int allowed = 0;; allowed += callsApart(5)) {
        VaultedSite site;
        const std::string lost = site.putIntoVault("lost");
        site.backUp();
        site.addMessage(2);
        std::filesystem::remove_all(site.work() / "vault");
        KilledFileSystem files(*real, allowed);
        const auto restored = site.restore(files);
        const std::size_t known = site.knownMessages();
        if (restored) {
            EXPECT_EQ(known, 1U);
            break;
        }
        hadOld = hadOld || known == 2;
        EXPECT_TRUE(known == 2 || known == 1) << allowed;
        EXPECT_TRUE(site.restore(*real)) << allowed;
        EXPECT_EQ(site.knownMessages(), 1U) << allowed;
        EXPECT_EQ(readFile(site.work() / lost), "lost") << allowed;
        ASSERT_LT(allowed, 100);
    }
    EXPECT_TRUE(hadOld);
}

} // namespace
} // namespace connectorscope
