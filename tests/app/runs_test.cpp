#include "core/index/run_journal.h"
#include "tests/app/messages.h"
#include "tests/app/site_folder.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// A site with a stuck message, and a journal in which its runs are written.
class RunsVerb : public ::testing::Test
{
protected:
    RunsVerb()
    {
        m_site.put("failed/a.eml", messageWithoutFrom());
        m_message = m_site.idOf();
        m_runs = RunJournal::open(m_site.path("work"), {"anna", "desk"}).value();
    }

    std::string begin()
    {
        const NewRun run{m_message, "requeue", {FolderKind::Failed, "a.eml"}, std::nullopt};
        return m_runs->begin({&run, 1}, systemClock()->now()).value().front().value().id;
    }
    void write(const RunEntry& entry) { ASSERT_TRUE(m_runs->write({&entry, 1}, systemClock()->now())); }
    std::string ended(RunState state, const std::string& outcome)
    {
        std::string run = begin();
        write({.run = run, .step = RunStep::Claim, .path = "/staging/x.claimed"});
        write({.run = run, .step = RunStep::Claim, .phase = StepPhase::Failed, .detail = "it is locked"});
        write({.run = run, .becomes = state, .outcome = outcome});
        return run;
    }
    std::vector<std::string> printed(const std::vector<std::string>& arguments)
    {
        std::vector<std::string> ids;
        for (const auto& object : m_site.run(arguments).objects())
            ids.push_back(object["run"]);
        return ids;
    }

    const SiteFolder m_site;
    std::string m_message;
    std::unique_ptr<RunJournal> m_runs;
};

TEST_F(RunsVerb, PrintsNothingWhereNothingRan)
{
    const CommandRun run = m_site.run({"runs"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, IsEmpty());
}

TEST_F(RunsVerb, SaysOfEachWhatBecameOfIt)
{
    const std::string id = ended(RunState::Failed, "the source is locked");
    CommandSetting setting;
    setting.terminal.columns = 130;
    const CommandRun run = m_site.run({"runs"}, setting);
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr("BEGAN"), HasSubstr("failed"), HasSubstr("requeue"), HasSubstr(id),
                               HasSubstr(m_message), HasSubstr("the source is locked")));
}

TEST_F(RunsVerb, TakesTwoLinesWhereTheTerminalIsNarrow)
{
    const std::string id = ended(RunState::Failed, "the source is locked");
    CommandSetting setting;
    setting.terminal.columns = 60;
    const CommandRun run = m_site.run({"runs"}, setting);
    EXPECT_THAT(run.out, AllOf(HasSubstr(id), HasSubstr("\n  requeue of " + m_message + ": the source"),
                               Not(HasSubstr("BEGAN"))));
}

TEST_F(RunsVerb, NamesTheLatestFirstAndAllOfThemAsJson)
{
    std::vector<std::string> ids;
    for (int i = 0; i < 60; ++i)
        ids.insert(ids.begin(), ended(RunState::Failed, ""));
    EXPECT_EQ(printed({"runs", "--json"}), ids);
    ids.resize(2);
    EXPECT_EQ(printed({"runs", "--json", "--limit", "2"}), ids);
    EXPECT_THAT(m_site.run({"runs"}).out, HasSubstr("There are older ones"));
    EXPECT_THAT(m_site.run({"runs", "--limit", "60"}).out, Not(HasSubstr("There are older ones")));
}

TEST_F(RunsVerb, PicksThoseOfAMessageAndThoseThatAreNotFinished)
{
    const std::string first = ended(RunState::Failed, "");
    const std::string second = begin();
    EXPECT_THAT(printed({"runs", "--json", "--message", m_message.substr(0, 8)}), ElementsAre(first, second));
    EXPECT_THAT(printed({"runs", "--json", "--unfinished"}), ElementsAre(second));
    EXPECT_THAT(printed({"runs", "--json", "--unfinished", "--message", m_message}), ElementsAre(second));
}

TEST_F(RunsVerb, ShowsOneWithItsSteps)
{
    const std::string id = ended(RunState::Failed, "the source is locked");
    const CommandRun run = m_site.run({"runs", id.substr(0, 8)});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr("claim begun"), HasSubstr("claim failed (it is locked)"),
                               HasSubstr("anna on desk"), HasSubstr("attempt 1")));
    const auto objects = m_site.run({"runs", id, "--json"}).objects();
    ASSERT_THAT(objects, SizeIs(1));
    EXPECT_EQ(objects[0]["state"], "failed");
    EXPECT_EQ(objects[0]["finished"], true);
    ASSERT_THAT(objects[0]["steps"], SizeIs(2));
    EXPECT_EQ(objects[0]["steps"][1]["detail"], "it is locked");
}

TEST_F(RunsVerb, ReturnsOneWhereAPersonHasToDecide)
{
    const std::string id = begin();
    EXPECT_EQ(m_site.run({"runs"}).status, 0);
    write({.run = id, .becomes = RunState::Exposed});
    write({.run = id, .becomes = RunState::OutcomeUnknown});
    EXPECT_EQ(m_site.run({"runs"}).status, 1);
    EXPECT_EQ(m_site.run({"runs", id}).status, 1);
}

TEST_F(RunsVerb, KnowsNoOtherRuns)
{
    EXPECT_EQ(m_site.run({"runs", "nosuchrun"}).status, 2);
    EXPECT_EQ(m_site.run({"runs", "--message", "nosuchmsg"}).status, 2);
    EXPECT_EQ(m_site.run({"runs", "--limit", "0"}).status, 2);
    EXPECT_EQ(m_site.run({"runs", "x", "--unfinished"}).status, 2);
}

TEST_F(RunsVerb, LetsNothingReachTheTerminalRaw)
{
    const std::string id = ended(RunState::Failed, "bad\x1B[2Jbad");
    for (const auto& arguments : {std::vector<std::string>{"runs"}, std::vector<std::string>{"runs", id}})
        EXPECT_THAT(m_site.run(arguments).out, Not(HasSubstr("\x1B")));
}

} // namespace
} // namespace connectorscope
