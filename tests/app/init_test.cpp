#include "tests/app/command_run.h"

#include "core/site/site_file.h"
#include "tests/app/scratch_folder.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Init : public ::testing::Test
{
protected:
    Init()
    {
        for (const char* name : {"incoming", "failed", "pickup"})
            std::filesystem::create_directory(m_folder.path() / name);
    }

    std::string in(const std::filesystem::path& name) const { return pathBytes(m_folder.path() / name); }

    /// With everything that is needed, and more.
    std::vector<std::string> whole(const std::vector<std::string>& more = {}) const
    {
        std::vector<std::string> arguments = {"init",       "--name",     "Contoso",      "--profile",
                                              "generic",    "--incoming", in("incoming"), "--failed",
                                              in("failed"), "--pickup",   in("pickup"),   "--work",
                                              in("work"),   "--output",   in("site.toml")};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }

    LoadedSite load() const
    {
        const auto files = realFileSystem();
        return loadSite(*files, m_folder.path() / "site.toml");
    }

    void makeServer() const
    {
        const auto programs = m_folder.path() / "drive" / "Programme";
        const auto pop3 = programs / "Microsoft Windows Small Business Server" / "Networking" / "POP3";
        std::filesystem::create_directories(pop3 / "Incoming Mail");
        std::filesystem::create_directories(pop3 / "Failed Mail");
        std::filesystem::create_directories(programs / "Exchsrvr" / "Mailroot" / "vsi 1" / "PickUp");
    }

    ScratchFolder m_folder;
};

TEST_F(Init, WritesASiteFileThatLoads)
{
    const CommandRun run = runCommand(whole({"--local-domain", "contoso.com", "--local-domain", "contoso.de",
                                             "--undeliverable", "administrator@contoso.com"}));
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr("site.toml"), HasSubstr("connectorctl diagnose")));
    EXPECT_THAT(run.err, IsEmpty());
    const LoadedSite site = load();
    ASSERT_TRUE(site) << asError(site.error()).message;
    EXPECT_EQ(site->name, "Contoso");
    EXPECT_EQ(site->profile, Profile::Generic);
    EXPECT_EQ(site->folders.failed, m_folder.path() / "failed");
    EXPECT_EQ(site->routing.localDomains.size(), 2U);
    EXPECT_EQ(site->routing.undeliverable, "administrator@contoso.com");
}

TEST_F(Init, NeverOverwritesASiteFile)
{
    m_folder.write("site.toml", "# mine");
    const CommandRun run = runCommand(whole());
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr("is there already"));
    EXPECT_EQ(readFile(m_folder.path() / "site.toml"), "# mine");
}

TEST_F(Init, NamesEverythingThatIsMissing)
{
    const CommandRun run =
        runCommand({"init", "--root", in("."), "--incoming", in("incoming"), "--output", in("site.toml")});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr("--name, --failed, --pickup"));
    EXPECT_FALSE(std::filesystem::exists(m_folder.path() / "site.toml"));
}

TEST_F(Init, SaysWhatIsWrongWithAValue)
{
    auto arguments = whole();
    arguments[2] = "a/b";
    const CommandRun run = runCommand(arguments);
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, AllOf(HasSubstr("site.name"), HasSubstr("Allowed")));
}

TEST_F(Init, RefusesBuiltInTransferWithoutDomains)
{
    const CommandRun run = runCommand(whole({"--transfer", "builtin"}));
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr("local_domains"));
}

TEST_F(Init, RefusesFoldersWithinOneAnother)
{
    auto arguments = whole();
    arguments[8] = in("incoming");
    EXPECT_EQ(runCommand(arguments).status, 2);
    std::filesystem::create_directory(m_folder.path() / "incoming" / "x");
    arguments[8] = in(std::filesystem::path("incoming") / "x");
    const CommandRun run = runCommand(arguments);
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr("lies within"));
    EXPECT_FALSE(std::filesystem::exists(m_folder.path() / "site.toml"));
}

TEST_F(Init, WarnsOfAFolderThatIsNotThereAndGoesOn)
{
    std::filesystem::remove(m_folder.path() / "pickup");
    const CommandRun run = runCommand(whole({"--json"}));
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.err, HasSubstr("does not exist"));
    ASSERT_EQ(run.objects().size(), 1U);
    EXPECT_EQ(run.objects().front()["warnings"].size(), 1U);
}

TEST_F(Init, TakesTheFoldersThatItFindsInATree)
{
    makeServer();
    const CommandRun run = runCommand({"init", "--name", "Contoso", "--root", in("drive"), "--work",
                                       in("work"), "--output", in("site.toml")});
    ASSERT_EQ(run.status, 0) << run.err;
    const LoadedSite site = load();
    ASSERT_TRUE(site) << asError(site.error()).message;
    EXPECT_EQ(site->profile, Profile::Sbs2003);
    EXPECT_EQ(site->folders.failed.filename(), "Failed Mail");
    EXPECT_TRUE(site->folders.badmail.empty());
}

TEST_F(Init, AsksOnATerminalAndOffersWhatItFound)
{
    makeServer();
    CommandSetting setting;
    setting.terminal.inIsTerminal = true;
    setting.input = "\n" // the profile that was found
                    "a/b\n"
                    "Contoso\n"
                    "\n\n\n"
                    "nodomain..x\ncontoso.com, contoso.de\n";
    const CommandRun run = runCommand(
        {"init", "--root", in("drive"), "--work", in("work"), "--output", in("site.toml")}, setting);
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.err, AllOf(HasSubstr("Profile"), HasSubstr("[sbs2003]"), HasSubstr("Failed Mail]"),
                               HasSubstr("a name of at most"), HasSubstr("is no domain")));
    const LoadedSite site = load();
    ASSERT_TRUE(site) << asError(site.error()).message;
    EXPECT_EQ(site->name, "Contoso");
    EXPECT_EQ(site->routing.localDomains.size(), 2U);
}

TEST_F(Init, WritesNothingWhenTheAnswersEnd)
{
    CommandSetting setting;
    setting.terminal.inIsTerminal = true;
    setting.input = "generic\n";
    const CommandRun run = runCommand({"init", "--root", in("."), "--output", in("site.toml")}, setting);
    EXPECT_EQ(run.status, 2);
    EXPECT_FALSE(std::filesystem::exists(m_folder.path() / "site.toml"));
    setting.interrupted = [] { return true; };
    EXPECT_EQ(runCommand({"init", "--root", in("."), "--output", in("site.toml")}, setting).status, 130);
}

TEST_F(Init, MakesTheFolderOfTheFile)
{
    auto arguments = whole();
    arguments.back() = in(std::filesystem::path("a") / "b" / "site.toml");
    EXPECT_EQ(runCommand(arguments).status, 0);
    EXPECT_TRUE(std::filesystem::exists(m_folder.path() / "a" / "b" / "site.toml"));
}

TEST_F(Init, SaysThatTheFileCannotBeWritten)
{
    m_folder.write("file", "x");
    auto arguments = whole();
    arguments.back() = in(std::filesystem::path("file") / "site.toml");
    const CommandRun run = runCommand(arguments);
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, HasSubstr("file"));
}

#ifdef _WIN32
TEST_F(Init, RefusesAFileThatWindowsProgramsCannotUse)
{
    for (const char* name : {"nul.toml", "site.toml.", "CON"}) {
        auto arguments = whole();
        arguments.back() = in(name);
        const CommandRun run = runCommand(arguments);
        EXPECT_EQ(run.status, 2) << name;
        EXPECT_THAT(run.err, HasSubstr("cannot use a file of that name")) << name;
    }
}
#endif

TEST_F(Init, SaysThatATreeIsNotThere)
{
    const CommandRun run =
        runCommand({"init", "--name", "Contoso", "--root", in("none"), "--output", in("site.toml")});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, HasSubstr("none"));
}

TEST_F(Init, PrintsNothingButDataOnStandardOutput)
{
    EXPECT_THAT(runCommand(whole({"--json"})).out, Not(HasSubstr("Next")));
}

} // namespace
} // namespace connectorscope
