#include "tests/app/command_run.h"

#include "core/diagnosis/catalogue.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <cstdlib>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Completion : public ::testing::TestWithParam<std::string>
{
};

TEST_P(Completion, KnowsEveryVerbOptionChoiceAndCause)
{
    const CommandRun run = runCommand({"completion", GetParam()});
    EXPECT_EQ(run.status, 0);
    for (const char* word : {"diagnose", "causes", "explain", "completion", "json", "jobs", "all", "color",
                             "log-level", "always", "warning", "fish"})
        EXPECT_THAT(run.out, HasSubstr(word));
    for (const Cause& cause : catalogue())
        EXPECT_THAT(run.out, HasSubstr(std::string(cause.id)));
}

INSTANTIATE_TEST_SUITE_P(Shells, Completion, ::testing::Values("bash", "zsh", "fish"),
                         [](const auto& tested) { return tested.param; });

#ifndef _WIN32

bool hasShell(const std::string& shell)
{
    return std::system(("command -v " + shell + " >/dev/null 2>&1").c_str()) == 0;
}

/// What a shell prints when it runs `script` with the completion of connectorctl in $completion.
std::string runShell(const std::string& shell, const std::string& script)
{
    const TempDir folder;
    writeFile(folder / "completion", runCommand({"completion", shell}).out);
    writeFile(folder / "a file.eml", "");
    writeFile(folder / "script", script);
    const std::string command = "cd '" + folder.path().string() + "' && completion=./completion " + shell +
                                " ./script >out 2>&1 </dev/null";
    EXPECT_EQ(std::system(command.c_str()), 0) << readFile(folder / "out");
    return readFile(folder / "out");
}

/// What bash offers for the words, the last of which is being typed.
std::string bashOffers(const std::string& words)
{
    return runShell("bash", "source $completion\ncompopt() { :; }\nCOMP_WORDS=(" + words +
                                ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_connectorctl\n"
                                "printf '%s\\n' \"${COMPREPLY[@]}\"\n");
}

TEST(BashCompletion, OffersVerbs)
{
    EXPECT_EQ(bashOffers("connectorctl d"), "diagnose\ndelete\ndoctor\ndemo\n");
}

TEST(BashCompletion, OffersOptionsOfTheVerbAndOfAllVerbs)
{
    EXPECT_EQ(bashOffers("connectorctl diagnose --j"), "--json\n--jobs\n");
    EXPECT_EQ(bashOffers("connectorctl causes --c"), "--color\n");
    EXPECT_EQ(bashOffers("connectorctl --v"), "--version\n");
}

TEST(BashCompletion, OffersCausesToExplain)
{
    EXPECT_EQ(bashOffers("connectorctl explain missing-f"), "missing-from\n");
    EXPECT_EQ(bashOffers("connectorctl --color never explain mail-"), "mail-loop\n");
}

TEST(BashCompletion, OffersTheChoicesOfAnOption)
{
    EXPECT_EQ(bashOffers("connectorctl causes --color ''"), "auto\nalways\nnever\n");
    EXPECT_EQ(bashOffers("connectorctl causes --color = n"), "never\n");
    EXPECT_EQ(bashOffers("connectorctl completion f"), "fish\n");
}

TEST(BashCompletion, OffersFilesWithBlanksInTheirNames)
{
    EXPECT_EQ(bashOffers("connectorctl diagnose a"), "a file.eml\n");
}

TEST(ZshCompletion, IsReadByZsh)
{
    if (!hasShell("zsh"))
        GTEST_SKIP() << "zsh is not installed";
    EXPECT_EQ(runShell("zsh", "autoload -U compinit && compinit -D -u\nsource $completion\n"
                              "whence -w _connectorctl\nprint ${_comps[connectorctl]}\n"),
              "_connectorctl: function\n_connectorctl\n");
}

TEST(FishCompletion, OffersVerbsOptionsAndCauses)
{
    if (!hasShell("fish"))
        GTEST_SKIP() << "fish is not installed";
    const std::string offers = runShell("fish", "source $completion\n"
                                                "complete -C 'connectorctl expl'\n"
                                                "complete -C 'connectorctl explain missing-f'\n"
                                                "complete -C 'connectorctl diagnose --js'\n"
                                                "complete -C 'connectorctl causes --color al'\n"
                                                "complete -C 'connectorctl diagnose a'\n");
    EXPECT_THAT(offers, AllOf(HasSubstr("explain\t"), HasSubstr("missing-from"), HasSubstr("--json\t"),
                              HasSubstr("always"), HasSubstr("a file.eml"), Not(HasSubstr("bash"))));
}

#endif

} // namespace
} // namespace connectorscope
