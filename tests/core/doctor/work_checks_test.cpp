#include "core/index/journal_copies.h"
#include "core/index/role_lock.h"
#include "core/index/site_ledger.h"
#include "tests/core/doctor/examined_site.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

#include <chrono>

namespace connectorscope {
namespace {

using ::testing::HasSubstr;

TEST(WorkChecks, RefuseANetworkPath)
{
    class RemoteFiles final : public ForwardingFileSystem
    {
    public:
        using ForwardingFileSystem::ForwardingFileSystem;
        Result<bool> isOnNetwork(const std::filesystem::path&) override { return true; }
    };
    ExaminedSite site;
    RemoteFiles files(site.realFiles());
    site.use(files);
    const Check check = checkNamed(checkWorkFolder(site.site, site.tools()), "work-local", "folders.work");
    EXPECT_EQ(check.state, CheckState::Wrong);
    EXPECT_EQ(check.area, CheckArea::SiteFile);
}

TEST(WorkChecks, TellOfAFolderOrLogThatCannotBeWritten)
{
    class ReadOnlyFiles final : public ForwardingFileSystem
    {
    public:
        using ForwardingFileSystem::ForwardingFileSystem;
        Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
        {
            return fail(ErrorCode::AccessDenied, "the disk is read-only", {}, path);
        }
    };
    ExaminedSite site;
    std::filesystem::create_directory(site.path("work/log"));
    ReadOnlyFiles files(site.realFiles());
    site.use(files);
    const Checks checks = checkWorkFolder(site.site, site.tools());
    for (const char* name : {"work-writable", "log-writable"}) {
        const Check check = checkNamed(checks, name, "folders.work");
        EXPECT_EQ(check.state, CheckState::Wrong) << name;
        EXPECT_EQ(check.area, CheckArea::Environment);
    }
}

TEST(WorkChecks, MakeNothingThatIsNotThereYet)
{
    ExaminedSite site;
    std::filesystem::remove(site.path("work"));
    const auto before = site.everything();
    for (const Check& check : checkSite(site.site, site.tools()))
        EXPECT_NE(check.state, CheckState::Wrong) << check.message;
    EXPECT_EQ(site.everything(), before);
}

TEST(WorkChecks, TellOfOldTemporaryFiles)
{
    ExaminedSite site;
    site.clock.setNow(std::chrono::system_clock::now());
    writeFile(site.path("work/journal.db.k3m9.tmp"), "half a copy");
    const auto state = [&] {
        return checkNamed(checkWorkFolder(site.site, site.tools()), "work-leftovers", "folders.work").state;
    };
    EXPECT_EQ(state(), CheckState::Ok);
    site.clock.advance(std::chrono::hours(25));
    EXPECT_EQ(state(), CheckState::Warning);
}

TEST(DatabaseChecks, FindWholeDatabasesWhole)
{
    ExaminedSite site;
    site.makeDatabases();
    const auto before = site.everything();
    const Checks checks = checkDatabases(site.site, site.tools());
    EXPECT_EQ(checkNamed(checks, "journal-whole", "journal").state, CheckState::Ok);
    EXPECT_EQ(checkNamed(checks, "index-whole", "index").state, CheckState::Ok);
    EXPECT_EQ(site.everything(), before);
}

TEST(DatabaseChecks, WorkWhileAWatcherHasThemOpen)
{
    ExaminedSite site;
    const auto ledger = SiteLedger::open(site.site.folders.work, {"anna", "server"});
    ASSERT_TRUE(ledger);
    EXPECT_EQ(checkNamed(checkDatabases(site.site, site.tools()), "journal-whole", "journal").state,
              CheckState::Ok);
}

TEST(DatabaseChecks, NameTheNewestCopyOfADamagedJournal)
{
    ExaminedSite site;
    site.makeDatabases();
    ASSERT_TRUE(makeDailyCopy(site.site.folders.work, site.clock));
    const std::string whole = readFile(site.path("work/journal.db"));
    writeFile(site.path("work/journal.db"), whole.substr(0, 100) + std::string(whole.size() - 100, 'x'));
    const Check check = checkNamed(checkDatabases(site.site, site.tools()), "journal-whole", "journal");
    EXPECT_EQ(check.state, CheckState::Wrong);
    EXPECT_THAT(check.advice, HasSubstr("journal-2026-11-23.db"));
}

TEST(DatabaseChecks, OnlyWarnOfADamagedIndex)
{
    ExaminedSite site;
    site.makeDatabases();
    writeFile(site.path("work/index.db"), std::string(8192, 'x'));
    const Check check = checkNamed(checkDatabases(site.site, site.tools()), "index-whole", "index");
    EXPECT_EQ(check.state, CheckState::Warning);
    EXPECT_THAT(check.advice, HasSubstr("Nothing is lost"));
    EXPECT_EQ(readFile(site.path("work/index.db")), std::string(8192, 'x'));
}

TEST(DatabaseChecks, TellOfAnotherDatabaseInTheJournalsPlace)
{
    ExaminedSite site;
    site.makeDatabases();
    std::filesystem::remove(site.path("work/journal.db"));
    std::filesystem::copy_file(site.path("work/index.db"), site.path("work/journal.db"));
    const Check check = checkNamed(checkDatabases(site.site, site.tools()), "journal-whole", "journal");
    EXPECT_EQ(check.state, CheckState::Wrong);
    EXPECT_THAT(check.message, HasSubstr("no journal"));
}

TEST(DatabaseChecks, TellOfCopiesThatAreMissingOrOld)
{
    ExaminedSite site;
    site.makeDatabases();
    const auto state = [&] {
        return checkNamed(checkDatabases(site.site, site.tools()), "journal-copies", "journal").state;
    };
    EXPECT_EQ(state(), CheckState::Warning);
    ASSERT_TRUE(makeDailyCopy(site.site.folders.work, site.clock));
    EXPECT_EQ(state(), CheckState::Ok);
    site.clock.advance(std::chrono::hours(48));
    EXPECT_EQ(state(), CheckState::Warning);
}

TEST(ConditionChecks, TellOfTheConditionsThatHeldLast)
{
    ExaminedSite site;
    EXPECT_EQ(checkNamed(checkConditions(site.site, site.tools()), "site-conditions", "site").state,
              CheckState::NotChecked);
    const auto ledger = SiteLedger::open(site.site.folders.work, {"anna", "server"});
    ASSERT_TRUE(ledger);
    EXPECT_EQ(checkNamed(checkConditions(site.site, site.tools()), "site-conditions", "site").state,
              CheckState::Ok);
    ConditionChange change;
    change.state = {{CauseId::PickupStalled, FolderKind::PickUp}, site.clock.now(), "3 files are old", 0, {}};
    ASSERT_TRUE((*ledger)->recordCondition(change));
    const Check check =
        checkNamed(checkConditions(site.site, site.tools()), "condition-pickup-stalled", "folders.pickup");
    EXPECT_EQ(check.state, CheckState::Wrong);
    EXPECT_THAT(check.message, HasSubstr("3 files are old"));
}

TEST(RoleChecks, SayWhoWatches)
{
    ExaminedSite site;
    EXPECT_EQ(checkNamed(checkRoles(site.site), "watched", "watcher").state, CheckState::Warning);
    const auto lock = RoleLock::take(site.site.folders.work, Role::Watcher, "connectorctl watch");
    ASSERT_TRUE(lock);
    const Check check = checkNamed(checkRoles(site.site), "watched", "watcher");
    EXPECT_EQ(check.state, CheckState::Ok);
    EXPECT_THAT(check.message, HasSubstr("connectorctl watch"));
}

std::filesystem::path vaultFile(const ExaminedSite& site)
{
    return site.path("work/vault/aa") / (std::string(64, 'a') + ".eml.gz");
}

TEST(VaultChecks, SayThatThereIsNoneYet)
{
    ExaminedSite site;
    EXPECT_EQ(checkNamed(checkVault(site.site, site.tools()), "vault-size", "vault").state,
              CheckState::NotChecked);
}

TEST(VaultChecks, CompareItsSizeWithTheLimit)
{
    ExaminedSite site;
    std::filesystem::create_directories(vaultFile(site).parent_path());
    writeFile(vaultFile(site), std::string(1000, 'x'));
    const auto stateWithLimit = [&](std::uint64_t limit) {
        site.site.limits.vaultSize = limit;
        return checkNamed(checkVault(site.site, site.tools()), "vault-size", "vault").state;
    };
    EXPECT_EQ(stateWithLimit(10'000), CheckState::Ok);
    EXPECT_EQ(stateWithLimit(1'100), CheckState::Warning);
    EXPECT_EQ(stateWithLimit(1'000), CheckState::Wrong);
}

#ifndef _WIN32
TEST(VaultChecks, WarnWhereOthersMayLookIntoIt)
{
    ExaminedSite site;
    const std::filesystem::path vault = site.path("work/vault");
    std::filesystem::create_directory(vault);
    const auto stateWith = [&](std::filesystem::perms rights) {
        std::filesystem::permissions(vault, rights);
        return checkNamed(checkVault(site.site, site.tools()), "vault-private", "vault").state;
    };
    EXPECT_EQ(stateWith(std::filesystem::perms::owner_all), CheckState::Ok);
    EXPECT_EQ(stateWith(std::filesystem::perms::owner_all | std::filesystem::perms::others_read),
              CheckState::Warning);
}
#endif

TEST(VaultChecks, NoticeAScannerThatTakesOrEmptiesFiles)
{
    class Scanner final : public ForwardingFileSystem
    {
    public:
        using ForwardingFileSystem::ForwardingFileSystem;
        bool empties = false;
        Result<std::unique_ptr<InputFile>> open(const std::filesystem::path& path) override
        {
            if (empties)
                writeFile(path, "");
            else
                std::filesystem::remove(path);
            return ForwardingFileSystem::open(path);
        }
    };
    ExaminedSite site;
    std::filesystem::create_directory(site.path("work/vault"));
    const auto check = [&] {
        return checkNamed(checkVault(site.site, site.tools()), "vault-keeps", "vault");
    };
    EXPECT_EQ(check().state, CheckState::Ok);
    Scanner files(site.realFiles());
    site.use(files);
    for (const bool empties : {false, true}) {
        files.empties = empties;
        EXPECT_EQ(check().state, CheckState::Wrong);
        EXPECT_THAT(check().advice, HasSubstr("Exclude these folders"));
    }
    EXPECT_TRUE(namesIn(site.path("work/vault")).empty());
}

} // namespace
} // namespace connectorscope
