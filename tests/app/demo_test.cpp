#include "tests/app/command_run.h"

#include "tests/app/scratch_folder.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/fake_clock.h"

#include <gmock/gmock.h>

#include <map>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class DemoVerb : public ::testing::Test
{
protected:
    CommandRun demo(const std::vector<std::string>& options = {})
    {
        std::vector<std::string> arguments{"demo", pathBytes(folder / "demo")};
        arguments.insert(arguments.end(), options.begin(), options.end());
        CommandSetting setting;
        setting.clock = &clock;
        return runCommand(arguments, setting);
    }

    /// The primary cause of each file that diagnose finds with these arguments; empty where it is clean.
    static std::map<std::string, std::string> judged(const std::vector<std::string>& options)
    {
        std::vector<std::string> arguments{"diagnose", "--json"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        std::map<std::string, std::string> primaries;
        for (const nlohmann::ordered_json& file : runCommand(arguments).objects())
            primaries[nameOf(file)] = primaryOf(file);
        return primaries;
    }

    static std::string nameOf(const nlohmann::ordered_json& file)
    {
        return pathBytes(pathFromBytes(file["path"].get<std::string>()).filename());
    }
    static std::string primaryOf(const nlohmann::ordered_json& file)
    {
        return file["primary"].is_null() ? "" : file["primary"].get<std::string>();
    }

    ScratchFolder folder;
    FakeClock clock;
};

TEST_F(DemoVerb, TellsWhatItHasMadeAndWhatToTryNext)
{
    const CommandRun run = demo();
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.err, IsEmpty());
    EXPECT_THAT(run.out, AllOf(HasSubstr("site.toml"), HasSubstr("Incoming Mail"), HasSubstr("Failed Mail"),
                               HasSubstr("3 messages"), HasSubstr("connectorctl diagnose --site ")));
    EXPECT_THAT(namesIn(folder / "demo"),
                ElementsAre("BadMail", "Failed Mail", "Incoming Mail", "PickUp", "site.toml", "work"));
}

TEST_F(DemoVerb, IsJudgedAsItSays)
{
    const auto made = demo({"--json"}).objects();
    ASSERT_EQ(made.size(), 1U);
    std::map<std::string, std::string> expected;
    for (const nlohmann::ordered_json& file : made.front()["files"]) {
        const std::string name = nameOf(file);
        if (!name.ends_with(".BDP") && !name.ends_with(".BDR"))
            expected[name] = primaryOf(file);
    }
    EXPECT_EQ(judged({"--site", made.front()["site"].get<std::string>()}), expected);
}

TEST_F(DemoVerb, IsJudgedByItsFoldersWhateverPathLeadsThere)
{
    EXPECT_EQ(demo().status, 0);
    const std::string site = pathBytes(folder / "demo" / "site.toml");
    const auto whole = judged({"--site", site});
    const auto detour =
        judged({"--site", site, pathBytes(folder / "demo" / "PickUp" / ".." / "Failed Mail")});
    ASSERT_GT(detour.size(), 30U);
    for (const auto& [name, primary] : detour)
        EXPECT_EQ(primary, whole.at(name)) << name;
}

TEST_F(DemoVerb, HasFewerCausesWithoutItsSite)
{
    EXPECT_EQ(demo().status, 0);
    const auto alone = judged({pathBytes(folder / "demo" / "Failed Mail")});
    ASSERT_GT(alone.size(), 30U);
    for (const auto& [name, primary] : alone)
        EXPECT_TRUE(primary != "unknown-mailbox" && primary != "no-fault-found") << name;
}

TEST_F(DemoVerb, CountsItsTimesBackFromTheClock)
{
    const nlohmann::ordered_json receipt = demo({"--json"}).objects().front();
    for (const nlohmann::ordered_json& file : receipt["files"]) {
        const std::string modified = file["modified"].get<std::string>();
        EXPECT_LT(modified, "2026-11-23T06:00:00+00:00"); // where the clock stands
        EXPECT_GT(modified, "2026-11-16T06:00:00+00:00");
    }
}

TEST_F(DemoVerb, MakesASiteWhoseMessagesHaveAHistory)
{
    EXPECT_EQ(demo().status, 0);
    const std::string site = pathBytes(folder / "demo" / "site.toml");
    CommandSetting setting;
    setting.clock = &clock;
    const CommandRun gone = runCommand({"list", "--site", site, "--json", "--state", "gone"}, setting);
    EXPECT_GT(gone.objects().size(), 100U) << gone.err;
    const CommandRun list = runCommand({"list", "--site", site, "--json", "--folder", "failed"}, setting);
    std::map<std::string, std::string> ids;
    const auto listed = list.objects();
    for (const nlohmann::ordered_json& message : listed)
        ids[nameOf(message)] = message["id"].get<std::string>();
    ASSERT_TRUE(ids.contains("0b3099f2.eml")) << list.err;

    const CommandRun show = runCommand({"show", "--site", site, "--json", ids.at("0b3099f2.eml")}, setting);
    const auto shown = show.objects();
    ASSERT_EQ(shown.size(), 1U) << show.err;
    std::vector<std::string> events;
    for (const nlohmann::ordered_json& event : shown.front()["history"])
        events.push_back(event["event"].get<std::string>());
    EXPECT_THAT(events, ElementsAre("arrived", "judged", "moved", "judged", "acknowledged"));
}

TEST_F(DemoVerb, RefusesAFolderThatHoldsSomething)
{
    folder.write("demo/mine.txt", "mine");
    const CommandRun run = demo();
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, AllOf(HasSubstr("is not empty"), HasSubstr("nothing is ever replaced")));
    EXPECT_THAT(namesIn(folder / "demo"), ElementsAre("mine.txt"));
}

TEST_F(DemoVerb, SaysWhyItCannotWrite)
{
    const std::unique_ptr<FileSystem> real = realFileSystem();
    FailingFileSystem files(*real);
    files.failCall(FileAction::Write, 5, ErrorCode::DiskFull);
    CommandSetting setting;
    setting.files = &files;
    const CommandRun run = runCommand({"demo", pathBytes(folder / "demo")}, setting);
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, AllOf(HasSubstr("cannot write"), HasSubstr("Make room")));
}

TEST(DiagnoseWithASite, NamesWhatIsWrongWithTheSiteFile)
{
    const ScratchFolder folder;
    const CommandRun run = runCommand(
        {"diagnose", "--site", pathBytes(folder.write("site.toml", "[site]\nnome = \"Contoso\"\n")), "."});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, AllOf(HasSubstr("site.toml:2"), HasSubstr("nome")));
}

} // namespace
} // namespace connectorscope
