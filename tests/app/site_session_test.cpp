#include "tests/app/site_folder.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Variables by which the usual place of site files is that folder.
CommandSetting usualPlaceIn(const std::filesystem::path& folder)
{
    CommandSetting setting;
    setting.variables = [folder](const std::string& name) -> std::optional<std::string> {
        if (name == "XDG_CONFIG_HOME" || name == "XDG_DATA_HOME" || name == "ProgramData")
            return pathBytes(folder);
        return std::nullopt;
    };
    return setting;
}

/// Writes a site file into its usual place below the folder.
void addUsualSite(const ScratchFolder& folder, const std::string& name)
{
    const std::filesystem::path file = *usualSiteFile(name, usualPlaceIn(folder.path()).variables);
    const std::filesystem::path mail = folder.path() / ("mail of " + name);
    std::string text = "[site]\nname = '" + name + "'\n[folders]\n";
    for (const char* key : {"incoming", "failed", "pickup"}) {
        std::filesystem::create_directories(mail / key);
        text += std::string(key) + " = '" + pathBytes(mail / key) + "'\n";
    }
    folder.write(file, text);
}

TEST(SiteOption, TakesTheOnlySiteOfTheUsualPlace)
{
    const ScratchFolder folder;
    addUsualSite(folder, "contoso");
    const CommandRun run = runCommand({"scan"}, usualPlaceIn(folder.path()));
    EXPECT_THAT(run.out, HasSubstr("contoso: Nothing is stuck."));
    EXPECT_THAT(run.err, IsEmpty());
}

TEST(SiteOption, AsksWhichOfSeveral)
{
    const ScratchFolder folder;
    addUsualSite(folder, "contoso");
    addUsualSite(folder, "example");
    const CommandRun run = runCommand({"list"}, usualPlaceIn(folder.path()));
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, AllOf(HasSubstr("\"contoso\", \"example\""), HasSubstr("--site FILE")));
    EXPECT_THAT(run.out, IsEmpty());
}

TEST(SiteOption, SaysThatThereIsNone)
{
    const ScratchFolder folder;
    const CommandRun run = runCommand({"list"}, usualPlaceIn(folder.path()));
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr("There is none in"));
}

TEST(SiteOption, TellsAllThatIsWrongWithTheFile)
{
    const ScratchFolder folder;
    const auto file = folder.write("site.toml", "[site]\nname = 'x'\ncolour = 1\n[watch]\npoll = '15'\n");
    const CommandRun run = runCommand({"scan", "--site", pathBytes(file)});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, AllOf(HasSubstr("site.toml:3: site.colour"), HasSubstr("site.toml:5: watch.poll"),
                               HasSubstr("folders.incoming")));
    EXPECT_GE(std::count(run.err.begin(), run.err.end(), '\n'), 3);
}

TEST(SiteOption, SaysThatThereIsNoSuchFile)
{
    const CommandRun run = runCommand({"scan", "--site", "no such file.toml"});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, AllOf(HasSubstr("no such file.toml"), HasSubstr("'connectorctl init' writes")));
}

TEST(SiteOption, SaysThatAFolderIsNoSiteFile)
{
    const ScratchFolder folder;
    const CommandRun run = runCommand({"scan", "--site", pathBytes(folder.path())});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr("Name a regular file."));
}

TEST(SiteOption, RefusesFoldersThatLieInOneAnother)
{
    const ScratchFolder folder;
    std::filesystem::create_directories(folder / "in/failed");
    std::filesystem::create_directory(folder / "pickup");
    const auto file = folder.write("site.toml", "[site]\nname = 'x'\n[folders]\nincoming = 'in'\n"
                                                "failed = 'in/failed'\npickup = 'pickup'\nwork = 'work'\n");
    const CommandRun run = runCommand({"scan", "--site", pathBytes(file)});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr("lies within folders.incoming"));
    EXPECT_FALSE(std::filesystem::exists(folder / "work"));
}

TEST(SiteOption, WarnsOfAFolderThatIsMissingAndGoesOn)
{
    const SiteFolder site;
    std::filesystem::remove(site.path("pickup"));
    const CommandRun run = site.run({"scan"});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, AllOf(HasSubstr("warning"), HasSubstr("folders.pickup")));
    EXPECT_THAT(run.out, HasSubstr("cannot be listed"));
}

} // namespace
} // namespace connectorscope
