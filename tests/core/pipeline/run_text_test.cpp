#include "core/pipeline/run_text.h"

#include <gmock/gmock.h>

#include <set>

namespace connectorscope {
namespace {

using testing::HasSubstr;

std::string someMoment(UtcTime)
{
    return "then";
}

std::string someSpan(std::chrono::nanoseconds)
{
    return "a while";
}

std::string valueOf(const std::vector<RunFact>& facts, const std::string& label)
{
    for (const RunFact& fact : facts)
        if (fact.label == label)
            return fact.value;
    return "(none)";
}

TEST(RunText, HasOtherWordsForEachState)
{
    std::set<std::string_view> words;
    for (const RunState state : runStates)
        words.insert(stateWords(state));
    EXPECT_EQ(words.size(), runStates.size());
}

TEST(RunText, SaysWhatBecameOfARunOfWhichNothingWasWrittenDown)
{
    for (const RunState state : runStates) {
        RunRow run;
        run.state = state;
        EXPECT_THAT(outcomeOf(run), testing::EndsWith(".")) << toString(state);
    }
    RunRow run;
    run.outcome = "It was too large.";
    EXPECT_EQ(outcomeOf(run), "It was too large.");
}

TEST(RunText, OffersNoUndoForWhatAPersonHasToDecide)
{
    for (const RunState state : runStates)
        EXPECT_FALSE(canBeUndone(state) && canBeDecided(state)) << toString(state);
    EXPECT_TRUE(needsPerson(RunState::Stalled));
    EXPECT_TRUE(canBeUndone(RunState::Stalled));
    EXPECT_FALSE(canBeUndone(RunState::HandedOver));
}

TEST(RunText, TellsWhenByWhomAndFromWhere)
{
    Site site;
    site.folders.failed = "mail/failed";
    RunRow run;
    run.kind = "requeue";
    run.attempt = 2;
    run.source = {FolderKind::Failed, "a.eml"};
    run.actor = {"berta", "desk"};
    run.state = RunState::HandedOver;
    const RunTimeWords words{someMoment, someSpan};
    EXPECT_EQ(valueOf(factsOf(site, run, words), "Ended"), "(none)");
    run.ended = run.began;
    run.original = Sha256Digest{0xAB};
    run.envelope = R"({"sender":"a@example.org","recipients":["anna@contoso.com","ben@contoso.com"],)"
                   R"("repair":false,"cause":null,"leave_missing":false,"from":"","to":[]})";
    const std::vector<RunFact> facts = factsOf(site, run, words);
    EXPECT_EQ(valueOf(facts, "Kind"), "requeue, attempt 2");
    EXPECT_THAT(valueOf(facts, "From"), HasSubstr("a.eml"));
    EXPECT_EQ(valueOf(facts, "To"), "anna@contoso.com, ben@contoso.com");
    EXPECT_EQ(valueOf(facts, "Began"), "then, by berta on desk");
    EXPECT_EQ(valueOf(facts, "Ended"), "then, after a while");
    EXPECT_THAT(valueOf(facts, "In the vault"), HasSubstr("ab00"));
}

TEST(RunText, TellsWhatWasTriedByItselfAndWhenThatGoesOn)
{
    RunRow run;
    run.kind = "requeue";
    run.attempt = 2;
    run.isAutomatic = true;
    run.retryAt = UtcTime();
    Site site;
    const RunTimeWords words{someMoment, someSpan};
    EXPECT_EQ(valueOf(factsOf(site, run, words), "Kind"), "requeue, automatic, attempt 2 of 5");
    EXPECT_EQ(valueOf(factsOf(site, run, words), "By itself"), "(none)") << "the site wants none now";
    site.pipeline.automaticRetry = true;
    EXPECT_EQ(valueOf(factsOf(site, run, words), "By itself"), "next try then");
    run.attempt = 5;
    EXPECT_EQ(valueOf(factsOf(site, run, words), "By itself"), "held then");
    EXPECT_EQ(retryMark(2, true, UtcTime(), someMoment), "[automatic, 2 of 5; next try then] ");
    EXPECT_EQ(retryMark(2, true, std::nullopt, someMoment), "[automatic, 2 of 5] ");
    EXPECT_EQ(retryMark(1, false, UtcTime(), someMoment), "[next try then] ");
    EXPECT_EQ(retryMark(1, false, std::nullopt, someMoment), "");
}

TEST(RunText, TellsOfAStepItsFileAndItsDetail)
{
    StepRow step;
    step.step = RunStep::PickUp;
    step.phase = StepPhase::Done;
    EXPECT_EQ(stepText(step), "pick-up done");
    step.path = "x.eml";
    step.detail = "taken after 12 s";
    EXPECT_EQ(stepText(step), "pick-up done: x.eml (taken after 12 s)");
}

} // namespace
} // namespace connectorscope
