#include "tests/app/command_run.h"

#include "app/connectorctl/command_outline.h"

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>

#include <algorithm>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

TEST(CommandLine, PrintsTheVersion)
{
    const CommandRun run = runCommand({"--version"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, StartsWith("connectorctl "));
    EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '.'), 2);
    EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '\n'), 1);
}

TEST(CommandLine, HelpNamesAllVerbs)
{
    const CommandRun run = runCommand({"--help"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr("diagnose"), HasSubstr("causes"), HasSubstr("explain"),
                               HasSubstr("completion"), HasSubstr("--log-level")));
    EXPECT_THAT(run.err, IsEmpty());
}

TEST(CommandLine, HelpOfAVerbTellsItsOptions)
{
    const CommandRun run = runCommand({"diagnose", "--help"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr("PATH"), HasSubstr("--jobs"), HasSubstr("--json")));
}

TEST(CommandLine, AskingForNothingIsAUsageError)
{
    const CommandRun run = runCommand({});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr("--help"));
}

TEST(CommandLine, SuggestsTheVerbThatWasMeant)
{
    const CommandRun run = runCommand({"diagnoze", "x"});
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.err, "connectorctl: there is no verb 'diagnoze'. Did you mean 'diagnose'?\n");
}

TEST(CommandLine, ListsTheVerbsWhenNoneIsNear)
{
    EXPECT_THAT(runCommand({"xyzzy"}).err, HasSubstr("The verbs are 'init', 'diagnose', 'repair', 'scan',"));
}

struct Misuse
{
    std::vector<std::string> arguments;
    std::string told;
};

class Misused : public ::testing::TestWithParam<Misuse>
{
};

TEST_P(Misused, EndsWithStatus2AndOneLineThatSaysWhy)
{
    const CommandRun run = runCommand(GetParam().arguments);
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, AllOf(StartsWith("connectorctl: "), HasSubstr(GetParam().told)));
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1);
}

INSTANTIATE_TEST_SUITE_P(CommandLine, Misused,
                         ::testing::Values(Misuse{{"diagnose"}, "PATH"}, Misuse{{"diagnose", ""}, "empty"},
                                           Misuse{{"diagnose", "--jobs", "0", "x"}, "jobs"},
                                           Misuse{{"diagnose", "--jobs", "many", "x"}, "jobs"},
                                           Misuse{{"diagnose", "--wrong", "x"}, "--wrong"},
                                           Misuse{{"diagnose", "-", "-"}, "only once"},
                                           Misuse{{"diagnose", "--color", "red", "x"}, "red"},
                                           Misuse{{"causes", "--log-level", "loud"}, "loud"},
                                           Misuse{{"causes", "x"}, "x"}, Misuse{{"explain"}, "CAUSE"},
                                           Misuse{{"completion", "tcsh"}, "tcsh"}));

TEST(CommandLine, ControlCharactersOfAnArgumentDoNotReachTheTerminal)
{
    const CommandRun run = runCommand({"\x1B[31mred"});
    EXPECT_THAT(run.err, Not(HasSubstr("\x1B")));
}

TEST(CommandLine, TakesTheOptionsOfAllVerbsBeforeAndAfterTheVerb)
{
    EXPECT_EQ(runCommand({"--color", "always", "causes"}).out,
              runCommand({"causes", "--color", "always"}).out);
    EXPECT_THAT(runCommand({"causes", "--color=always"}).out, HasSubstr("\x1B["));
}

TEST(CommandOutline, KnowsChoicesPathsAndOptionsOfAllVerbs)
{
    Invocation invocation;
    const CommandOutline outline = outlineOf(*makeCommandLine(invocation));
    const auto verb = [&](std::string_view name) {
        const auto found = std::find_if(outline.verbs.begin(), outline.verbs.end(),
                                        [name](const OutlinedVerb& other) { return other.name == name; });
        return found == outline.verbs.end() ? OutlinedVerb() : *found;
    };
    const OutlinedVerb diagnose = verb("diagnose");
    EXPECT_TRUE(diagnose.argument.path);
    EXPECT_TRUE(diagnose.argument.many);
    std::vector<std::string> names;
    for (const OutlinedOption& option : diagnose.options)
        names.insert(names.end(), option.names.begin(), option.names.end());
    EXPECT_THAT(names, ::testing::UnorderedElementsAre("-h", "--help", "--json", "--all", "--site", "--jobs",
                                                       "--color", "--log-level"));
    const OutlinedVerb demo = verb("demo");
    EXPECT_TRUE(demo.argument.path);
    EXPECT_FALSE(demo.argument.many);
}

} // namespace
} // namespace connectorscope
