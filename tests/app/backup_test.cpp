#include "tests/app/messages.h"
#include "tests/app/site_folder.h"

#include "core/index/role_lock.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string backupFileOf(const SiteFolder& site)
{
    return pathBytes(site.path("site.backup"));
}

TEST(BackupVerb, WritesOneFileAndSaysWhatItHolds)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    site.run({"scan"});
    const CommandRun run = site.run({"backup", backupFileOf(site)});
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr("Contoso is backed up to"), HasSubstr("KiB"),
                               HasSubstr("no file of the vault"), HasSubstr("read back")));
    EXPECT_THAT(run.err, IsEmpty());
    EXPECT_TRUE(std::filesystem::exists(site.path("site.backup")));
}

TEST(BackupVerb, ReplacesAFileOnlyWhenItIsTold)
{
    const SiteFolder site;
    site.run({"scan"});
    EXPECT_EQ(site.run({"backup", backupFileOf(site)}).status, 0);
    const CommandRun refused = site.run({"backup", backupFileOf(site)});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr("--replace"));
    EXPECT_EQ(site.run({"backup", backupFileOf(site), "--replace"}).status, 0);
}

TEST(BackupVerb, SaysThatThereIsNothingYet)
{
    const SiteFolder site;
    const CommandRun run = site.run({"backup", backupFileOf(site)});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, HasSubstr("has no journal yet"));
    EXPECT_FALSE(std::filesystem::exists(site.path("site.backup")));
}

TEST(BackupVerb, TellsWhatOfTheVaultIsNotInIt)
{
    const SiteFolder site;
    site.run({"scan"});
    site.put("work/vault/mine.txt", "x");
    const CommandRun run = site.run({"backup", backupFileOf(site)});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, HasSubstr("mine.txt"));
    EXPECT_THAT(run.out, HasSubstr("1 entry of the vault is not in it"));
}

TEST(RestoreVerb, GivesTheIdsAndNotesBack)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    site.run({"scan"});
    const std::string id = site.idOf();
    site.run({"acknowledge", id, "--note", "called the sender"});
    ASSERT_EQ(site.run({"backup", backupFileOf(site)}).status, 0);
    std::filesystem::remove_all(site.path("work"));
    const CommandRun run = site.run({"restore", backupFileOf(site)});
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("Contoso is restored from"));
    EXPECT_EQ(site.idOf(), id);
    EXPECT_THAT(site.run({"show", id}).out, HasSubstr("called the sender"));
}

TEST(RestoreVerb, ADryRunSaysWhatItFound)
{
    const SiteFolder site;
    site.run({"scan"});
    site.run({"backup", backupFileOf(site)});
    const CommandRun run = site.run({"restore", backupFileOf(site), "--dry-run"});
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr("is whole; nothing was changed"), HasSubstr("made of Contoso")));
}

TEST(RestoreVerb, DoesNothingWhileTheSiteIsWatched)
{
    const SiteFolder site;
    site.run({"scan"});
    site.run({"backup", backupFileOf(site)});
    const auto lock = RoleLock::take(site.path("work"), Role::Watcher, "connectorctl watch");
    ASSERT_TRUE(lock);
    const CommandRun run = site.run({"restore", backupFileOf(site)});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, HasSubstr("connectorctl watch"));
}

TEST(RestoreVerb, TellsADamagedBackupFromAMissingOne)
{
    const SiteFolder site;
    site.run({"scan"});
    site.put("site.backup", "half of it");
    const CommandRun damaged = site.run({"restore", backupFileOf(site)});
    EXPECT_EQ(damaged.status, 3);
    EXPECT_THAT(damaged.err, AllOf(HasSubstr("cannot be used"), HasSubstr("cut off")));
    const CommandRun missing = site.run({"restore", pathBytes(site.path("no such file"))});
    EXPECT_EQ(missing.status, 3);
    EXPECT_THAT(missing.err, HasSubstr("no such file"));
}

TEST(RestoreVerb, AsksForForceWithTheBackupOfAnotherSite)
{
    const SiteFolder site;
    const SiteFolder other;
    const std::string name = "Fabrikam";
    std::string text = readFile(other.siteFile());
    writeFile(other.siteFile(), text.replace(text.find("Contoso"), 7, name));
    site.run({"scan"});
    other.run({"scan"});
    site.run({"backup", backupFileOf(site)});
    const CommandRun refused = other.run({"restore", backupFileOf(site)});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("Contoso"), HasSubstr("--force")));
    EXPECT_EQ(other.run({"restore", backupFileOf(site), "--force"}).status, 0);
}

} // namespace
} // namespace connectorscope
