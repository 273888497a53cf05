#include "tests/app/command_run.h"

#include "app/connectorctl/cause_output.h"
#include "core/diagnosis/catalogue.h"

#include <gmock/gmock.h>

#include <sstream>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Causes, ListsTheWholeCatalogueInItsOrder)
{
    const CommandRun run = runCommand({"causes"});
    EXPECT_EQ(run.status, 0);
    std::size_t position = 0;
    for (const Cause& cause : catalogue()) {
        const std::size_t found = run.out.find(" " + std::string(cause.id) + " ", position);
        ASSERT_NE(found, std::string::npos) << cause.id;
        position = found;
    }
}

TEST(Causes, PrintsOneObjectForEachCause)
{
    const std::vector<nlohmann::ordered_json> objects = runCommand({"causes", "--json"}).objects();
    ASSERT_EQ(objects.size(), catalogue().size());
    for (std::size_t i = 0; i < objects.size(); ++i)
        EXPECT_EQ(objects[i]["cause"], catalogue()[i].id);
}

TEST(Causes, WritesNullWhereThereIsNothing)
{
    for (const nlohmann::ordered_json& cause : runCommand({"causes", "--json"}).objects())
        for (const auto& [key, value] : cause.items())
            EXPECT_FALSE(value.is_string() && value.get<std::string>().empty()) << key;
}

TEST(Explain, TellsTheWholeEntry)
{
    const CommandRun run = runCommand({"explain", "missing-from"});
    const Cause& cause = *findCause("missing-from");
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr(std::string(cause.title)), HasSubstr("CDO_E_FROM_MISSING"),
                               HasSubstr("0x8004020D"), HasSubstr("set-from"), HasSubstr("documented")));
}

class ExplainEach : public ::testing::TestWithParam<Cause>
{
};

TEST_P(ExplainEach, HasWordsForEverythingAndKeepsToTheWidth)
{
    CommandSetting setting;
    setting.terminal.columns = 60;
    const CommandRun run = runCommand({"explain", std::string(GetParam().id)}, setting);
    EXPECT_EQ(run.status, 0);
    std::istringstream lines(run.out);
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(line.size(), 60U + 4U) << line; // bytes, of which the sign takes some
        EXPECT_FALSE(line.ends_with(": ") || line.ends_with(", ")) << line;
    }
}

INSTANTIATE_TEST_SUITE_P(Catalogue, ExplainEach,
                         ::testing::ValuesIn(std::vector<Cause>(catalogue().begin(), catalogue().end())),
                         [](const auto& tested) {
                             std::string name(tested.param.id);
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST(Explain, PrintsTheSameObjectAsCauses)
{
    const CommandRun run = runCommand({"explain", "mail-loop", "--json"});
    EXPECT_THAT(runCommand({"causes", "--json"}).out, HasSubstr(run.out));
    EXPECT_EQ(run.objects().size(), 1U);
}

TEST(Explain, SuggestsTheNearestIds)
{
    const CommandRun run = runCommand({"explain", "mising-form"});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr("'missing-from'"));
}

TEST(Explain, LeadsFromAnErrorCodeToItsCauses)
{
    EXPECT_THAT(runCommand({"explain", "CDO_E_FROM_MISSING"}).err, HasSubstr("'missing-from'"));
    EXPECT_THAT(runCommand({"explain", "0x8004020d"}).err, HasSubstr("'invalid-from'"));
}

TEST(Explain, SaysWhereToLookWhenNothingIsNear)
{
    const CommandRun run = runCommand({"explain", "\x1B]0;x\x07zzzzzz"});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, AllOf(HasSubstr("connectorctl causes"), Not(HasSubstr("\x1B"))));
}

} // namespace
} // namespace connectorscope
