#include "core/site/site_file.h"

#include "core/site/site_editor.h"
#include "tests/core/site/site_text.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/fake_clock.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(SiteFile, NeedsOnlyANameAndThreeFolders)
{
    const LoadedSite site = parseText(leastSite);
    ASSERT_TRUE(site) << testing::PrintToString(describeAll(site));
    EXPECT_EQ(site->name, "Contoso");
    EXPECT_EQ(site->file, rooted("/sites/contoso.toml"));
    EXPECT_EQ(site->folders.incoming, rooted("/sites/mail/Incoming Mail"));
    EXPECT_EQ(site->watch.poll, 15s);
    EXPECT_EQ(site->limits.messageSize, 10U << 20U);
}

TEST(SiteFile, GivesEveryValueOfTheFile)
{
    const LoadedSite site = parseText(dataFile("clean_everything.toml"));
    ASSERT_TRUE(site) << testing::PrintToString(describeAll(site));
    EXPECT_THAT(site->hosts, ElementsAre("server.contoso.com"));
    EXPECT_EQ(site->timeZone, "Europe/Berlin");
    EXPECT_EQ(site->folders.badmail, rooted("/sites/mail/BadMail"));
    EXPECT_EQ(site->folders.work, rooted("/sites/work"));
    EXPECT_EQ(site->watch.cohortWithin, 5min);
    EXPECT_EQ(site->limits.vaultSize, std::uint64_t{20} << 30U);
    EXPECT_THAT(site->routing.localDomains, ElementsAre("contoso.com"));
    EXPECT_EQ(site->routing.aliases.at("info@contoso.com"), "anna@contoso.com");
    ASSERT_EQ(site->routing.rules.size(), 1U);
    EXPECT_EQ(site->routing.rules[0].deliverTo, "sales@contoso.com");
    EXPECT_EQ(site->pipeline.transfer, Carrier::BuiltIn);
    EXPECT_EQ(site->pipeline.retention, 90 * 24h);
    EXPECT_EQ(site->smtp.port, 587);
    EXPECT_EQ(site->smtp.password.kind, SecretKind::Environment);
    ASSERT_EQ(site->accounts.size(), 2U);
    EXPECT_EQ(site->accounts[0].password.kind, SecretKind::File);
    EXPECT_EQ(std::filesystem::path(site->accounts[0].password.name), rooted("/sites/anna.secret"));
    EXPECT_EQ(site->accounts[0].deletePolicy, DeletePolicy::AfterDays);
    EXPECT_EQ(site->accounts[0].deleteAfter, 7 * 24h);
    EXPECT_EQ(site->accounts[1].kind, AccountKind::Global);
    EXPECT_EQ(site->accounts[1].tls, Transport::Tls);
    EXPECT_EQ(site->filters.blockedNetworks.size(), 2U);
    EXPECT_EQ(site->report.at, 6h + 30min);
    EXPECT_EQ(site->report.mode, ReportMode::OnChange);
    EXPECT_THAT(site->alerts.command, ElementsAre("/usr/local/bin/page", "mail"));
}

TEST(SiteFile, TakesItsDefaultsFromTheProfile)
{
    const LoadedSite site = parseText("[site]\nprofile = \"iis-smtp\"\n" + leastSite.substr(7));
    ASSERT_TRUE(site);
    EXPECT_EQ(site->profile, Profile::IisSmtp);
    EXPECT_EQ(site->limits.messageSize, 2U << 20U);
}

TEST(SiteFile, HasItsWorkFolderInTheUsualPlace)
{
    const LoadedSite site = parseText(leastSite);
    ASSERT_TRUE(site);
#ifdef _WIN32
    EXPECT_EQ(site->folders.work, "C:\\ProgramData\\ConnectorScope\\Contoso");
#else
    EXPECT_EQ(site->folders.work, "/home/anna/.local/share/connectorscope/Contoso");
#endif
}

TEST(SiteFile, SaysThatNoVariableTellsTheUsualPlace)
{
    const LoadedSite site =
        parseSite(leastSite, rooted("/sites/contoso.toml"), [](const std::string&) { return std::nullopt; });
    ASSERT_FALSE(site);
    EXPECT_EQ(site.error().front().key, "folders.work");
}

TEST(SiteFile, NamesFileLineKeyAndWhatIsAllowed)
{
    EXPECT_THAT(
        describeAll(parseText(leastSite + "[watch]\npoll = \"15\"\n")),
        ElementsAre("contoso.toml:8: watch.poll: \"15\" has no unit. Allowed: a time from 1s to 1h, as "
                    "\"15s\" (units s, m, h, d)."));
}

TEST(SiteFile, TellsSeveralErrorsAtOnceInTheOrderOfTheLines)
{
    const LoadedSite site =
        parseText(leastSite + "[watch]\nsettle = 5\n[report]\nmode = \"x\"\n[limits]\nx = 1\n");
    ASSERT_FALSE(site);
    ASSERT_EQ(site.error().size(), 3U);
    EXPECT_EQ(site.error()[0].line, 8);
    EXPECT_EQ(site.error()[1].line, 10);
    EXPECT_EQ(site.error()[2].line, 12);
    const std::string all = asError(site.error()).message;
    EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 2);
}

TEST(SiteFile, TellsNoMoreErrorsThanAnybodyReads)
{
    std::string text = leastSite + "[watch]\n";
    for (int i = 0; i < 20'000; ++i)
        text += "key" + std::to_string(i) + " = 1\n";
    const LoadedSite site = parseText(text);
    ASSERT_FALSE(site);
    EXPECT_EQ(site.error().size(), 50U);
}

TEST(SiteFile, IsReadFromTheDisk)
{
    const TempDir folder;
    writeFile(folder / "site.toml", leastSite);
    const auto files = realFileSystem();
    const LoadedSite site = loadSite(*files, folder / "site.toml", usualVariables());
    ASSERT_TRUE(site) << testing::PrintToString(describeAll(site));
    EXPECT_EQ(site->folders.pickup, folder / "mail" / "PickUp");
}

TEST(SiteFile, IsReadAndSavedBeyond260Characters)
{
    const TempDir dir;
    const auto files = realFileSystem();
    FakeClock clock;
    std::filesystem::path folder = dir.path();
    for (int i = 0; i < 5; ++i) {
        folder /= std::string(60, 'x');
        ASSERT_TRUE(files->makeFolder(folder));
    }
    writeFile(*files, folder / "site.toml", leastSite);
    if (!files->resolve(folder / "site.toml"))
        GTEST_SKIP() << "Wine does not say where a file with such a path lies; Windows does.";
    const LoadedSite saved =
        saveSite(*files, clock, folder / "site.toml", {{"watch.poll", "\"20s\""}}, usualVariables());
    ASSERT_TRUE(saved) << testing::PrintToString(describeAll(saved));
    const LoadedSite site = loadSite(*files, folder / "site.toml", usualVariables());
    ASSERT_TRUE(site) << testing::PrintToString(describeAll(site));
    EXPECT_EQ(site->watch.poll, 20s);
    EXPECT_EQ(site->folders.pickup, folder / "mail" / "PickUp");
}

TEST(SiteFile, ThatIsNotThereIsNamed)
{
    const auto files = realFileSystem();
    const LoadedSite site = loadSite(*files, rooted("/no/such/site.toml"), usualVariables());
    ASSERT_FALSE(site);
    EXPECT_EQ(site.error().front().code, ErrorCode::NotFound);
    EXPECT_THAT(describe(site.error().front()), HasSubstr("site.toml"));
}

TEST(SiteFile, OfTenMegabytesIsRefusedBeforeItIsRead)
{
    const TempDir folder;
    writeFile(folder / "site.toml", std::string(10'000'000, '['));
    const auto real = realFileSystem();
    FailingFileSystem files(*real);
    const LoadedSite site = loadSite(files, folder / "site.toml", usualVariables());
    ASSERT_FALSE(site);
    EXPECT_THAT(describe(site.error().front()), HasSubstr("larger than 1 MiB"));
    EXPECT_LT(files.calls(FileAction::Read), 20);
}

TEST(SiteFile, ThatCannotBeReadIsNoUsageError)
{
    const TempDir folder;
    writeFile(folder / "site.toml", leastSite);
    const auto real = realFileSystem();
    FailingFileSystem files(*real);
    files.failCall(FileAction::Read, 1, ErrorCode::ReadFault);
    const LoadedSite site = loadSite(files, folder / "site.toml", usualVariables());
    ASSERT_FALSE(site);
    EXPECT_EQ(site.error().front().code, ErrorCode::ReadFault);
}

#ifdef _WIN32
TEST(SiteFile, ResolvesVariablesInPaths)
{
    const LoadedSite site = parseText("[site]\nname = \"x\"\n[folders]\nincoming = '%ProgramData%\\in'\n"
                                      "failed = '\\\\server\\c$\\failed'\npickup = '%nothing%\\100%'\n");
    ASSERT_TRUE(site) << testing::PrintToString(describeAll(site));
    EXPECT_EQ(site->folders.incoming, "C:\\ProgramData\\in");
    EXPECT_EQ(site->folders.failed, "\\\\server\\c$\\failed");
    EXPECT_EQ(site->folders.pickup, "C:\\sites\\%nothing%\\100%");
}

TEST(SiteFile, RefusesAWorkFolderOnAShare)
{
    const LoadedSite site = parseText(leastSite + "work = '\\\\server\\share\\work'\n");
    ASSERT_FALSE(site);
    EXPECT_EQ(site.error().front().key, "folders.work");
    EXPECT_EQ(site.error().front().line, 7);
}
#else
TEST(SiteFile, SaysThatAPathOfWindowsLeadsNowhereHere)
{
    for (const std::string path : {"C:\\Mail", R"(\\server\c$\Mail)", "%ProgramFiles%\\Mail"}) {
        const LoadedSite site = parseText(leastSite + "badmail = '" + path + "'\n");
        ASSERT_FALSE(site);
        EXPECT_THAT(describe(site.error().front()), HasSubstr("mounted here"));
    }
}
#endif

} // namespace
} // namespace connectorscope
