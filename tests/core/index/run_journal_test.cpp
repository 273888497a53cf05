#include "core/index/run_journal.h"

#include "core/index/index_reader.h"
#include "core/index/journal_reader.h"
#include "core/index/kept_originals.h"
#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Place runPlace{FolderKind::PickUp, "r.eml"};
constexpr UtcTime laterTime = someTime + std::chrono::minutes(1);
constexpr std::chrono::hours guardedTime{24 * 90};

class RunJournalTest : public testing::Test
{
protected:
    RunJournalTest()
    {
        m_ledger = SiteLedger::open(m_folder.path(), {"anna", "server"}).value();
        std::vector<WatchRecord> records;
        for (std::uint64_t number = 0; number < 70; ++number)
            records.push_back(
                judged({FolderKind::Failed, std::to_string(number) + ".eml"}, number, CauseId::MissingFrom));
        m_ids = m_ledger->record(records).value();
        m_runs = RunJournal::open(m_folder.path(), {"berta", "desk"}).value();
    }

    NewRun newRun(std::size_t message) const
    {
        return {m_ids.at(message), "requeue", {FolderKind::Failed, std::to_string(message) + ".eml"}, 7};
    }

    std::string begin(std::size_t message)
    {
        const auto begun = m_runs->begin(std::vector{newRun(message)}, someTime);
        if (!begun || !begun->front())
            throw std::runtime_error("no run has begun");
        return begun->front()->id;
    }

    Result<> write(const RunEntry& entry) { return m_runs->write({&entry, 1}, laterTime); }

    Result<> become(const std::string& run, RunState state) { return write({.run = run, .becomes = state}); }

    /// A run whose file is in PickUp, with the stamp 5.
    std::string exposed(std::size_t message)
    {
        std::string id = begin(message);
        EXPECT_TRUE(write({.run = id, .step = RunStep::Transfer}));
        EXPECT_TRUE(write({.run = id,
                           .step = RunStep::Transfer,
                           .phase = StepPhase::Exposing,
                           .file = RunFile{runPlace, stampNumber(5), xxh3("content")},
                           .becomes = RunState::Exposed}));
        return id;
    }

    /// As the daily figures have it.
    std::uint64_t handedOver() const
    {
        const auto journal = JournalReader::open(m_folder.path()).value();
        const auto figures =
            journal->figures(someTime - std::chrono::hours(1), laterTime + std::chrono::hours(1)).value();
        std::uint64_t count = 0;
        for (const QuarterFigures& quarter : figures)
            count += quarter.handedOver;
        return count;
    }

    TempDir m_folder;
    std::unique_ptr<SiteLedger> m_ledger;
    std::unique_ptr<RunJournal> m_runs;
    std::vector<std::string> m_ids;
};

TEST(RunStates, AreCalledAsTheyAreRead)
{
    for (const RunState state : runStates)
        EXPECT_EQ(runStateFrom(toString(state)), state);
    for (const RunStep step : runSteps)
        EXPECT_EQ(runStepFrom(toString(step)), step);
    for (const StepPhase phase : stepPhases)
        EXPECT_EQ(stepPhaseFrom(toString(phase)), phase);
}

TEST(RunStates, LeadFromRunningToEveryOther)
{
    std::vector<RunState> reached = {RunState::Running};
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (const RunState to : runStates) {
            if (mayFollow(reached[i], to) && std::ranges::find(reached, to) == reached.end())
                reached.push_back(to);
        }
    }
    EXPECT_THAT(reached, testing::UnorderedElementsAreArray(runStates));
}

TEST(RunStates, NeverHoldAMessageAgainOnceItIsFree)
{
    for (const RunState from : runStates) {
        for (const RunState to : runStates) {
            EXPECT_FALSE(isFinished(from) && mayFollow(from, to) && !isFinished(to))
                << toString(from) << " to " << toString(to);
        }
    }
}

TEST_F(RunJournalTest, KeepsWhatARunIs)
{
    const std::string id = begin(3);
    const auto run = m_runs->run(id);
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_EQ(run->id.size(), 10U);
    EXPECT_EQ(run->message, m_ids[3]);
    EXPECT_EQ(run->kind, "requeue");
    EXPECT_EQ(run->action, 7);
    EXPECT_EQ(run->attempt, 1);
    EXPECT_EQ(run->state, RunState::Running);
    EXPECT_EQ(run->began, someTime);
    EXPECT_EQ(run->source, (Place{FolderKind::Failed, "3.eml"}));
    EXPECT_EQ(run->actor.account, "berta");
    EXPECT_FALSE(run->ended.has_value());
}

TEST_F(RunJournalTest, ReadsTheStepsOfARunInTheirOrder)
{
    const std::string id = begin(0);
    const Sha256Digest hash = sha256("original").value();
    const std::vector<RunEntry> entries = {
        {.run = id, .step = RunStep::Claim, .path = "staging/r.claimed"},
        {.run = id, .step = RunStep::Claim, .phase = StepPhase::Done},
        {.run = id, .step = RunStep::Archive},
        {.run = id, .step = RunStep::Archive, .phase = StepPhase::Done, .hash = hash, .original = hash},
        {.run = id, .step = RunStep::Fetch, .phase = StepPhase::Skipped},
        {.run = id, .step = RunStep::Transfer},
        {.run = id, .step = RunStep::Transfer, .phase = StepPhase::Exposing, .bootId = "boot"}};
    for (const RunEntry& entry : entries)
        ASSERT_TRUE(write(entry));
    const auto steps = m_runs->steps(id).value();
    ASSERT_EQ(steps.size(), entries.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_EQ(steps[i].step, entries[i].step);
        EXPECT_EQ(steps[i].phase, entries[i].phase);
        EXPECT_EQ(steps[i].at, laterTime);
    }
    EXPECT_EQ(steps[0].path, "staging/r.claimed");
    EXPECT_EQ(steps[3].hash, hash);
    EXPECT_EQ(steps[6].bootId, "boot");
    EXPECT_EQ(m_runs->run(id)->original, hash);
}

TEST_F(RunJournalTest, BeginsSixtyFourAtOnceAndNoMore)
{
    std::vector<NewRun> runs;
    for (std::size_t message = 0; message <= RunJournal::batchLimit; ++message)
        runs.push_back(newRun(message));
    EXPECT_EQ(m_runs->begin(runs, someTime).error().code, ErrorCode::BadInput);
    runs.pop_back();
    const auto begun = m_runs->begin(runs, someTime);
    ASSERT_TRUE(begun) << begun.error().message;
    const auto unfinished = m_runs->unfinished().value();
    ASSERT_EQ(unfinished.size(), RunJournal::batchLimit);
    for (std::size_t i = 0; i < unfinished.size(); ++i)
        EXPECT_EQ(unfinished[i].id, begun->at(i)->id) << "in the order in which they began";
}

TEST_F(RunJournalTest, BeginsTheOthersWhereOneMayNot)
{
    const std::string id = begin(1);
    const auto begun = m_runs->begin(std::vector{newRun(0), newRun(1), newRun(2)}, someTime);
    ASSERT_TRUE(begun);
    EXPECT_TRUE(begun->at(0));
    ASSERT_FALSE(begun->at(1));
    EXPECT_EQ(begun->at(1).error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(begun->at(1).error().message, HasSubstr(id));
    EXPECT_TRUE(begun->at(2));
}

TEST_F(RunJournalTest, KnowsNoRunOfAMessageThatThereIsNot)
{
    const auto begun = m_runs->begin(std::vector{NewRun{"nosuchid22", "requeue", failed, {}}}, someTime);
    ASSERT_TRUE(begun);
    EXPECT_EQ(begun->front().error().code, ErrorCode::NotFound);
    EXPECT_THAT(m_runs->unfinished().value(), IsEmpty());
}

TEST_F(RunJournalTest, WritesABatchWholeOrNotAtAll)
{
    const std::string first = begin(0);
    const std::string second = begin(1);
    const std::vector<RunEntry> entries = {
        {.run = first, .step = RunStep::Claim},
        {.run = second, .step = RunStep::Claim, .phase = StepPhase::Done}}; // never begun
    const auto written = m_runs->write(entries, laterTime);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::BadInput);
    EXPECT_THAT(m_runs->steps(first).value(), IsEmpty());
}

TEST_F(RunJournalTest, DoesNoStepTwice)
{
    const std::string id = begin(0);
    ASSERT_TRUE(write({.run = id, .step = RunStep::Transfer}));
    ASSERT_TRUE(write({.run = id, .step = RunStep::Transfer, .phase = StepPhase::Done}));
    const auto again = write({.run = id, .step = RunStep::Transfer});
    ASSERT_FALSE(again);
    EXPECT_THAT(again.error().message, HasSubstr("transfer"));
}

TEST_F(RunJournalTest, BeginsAStepAgainThatHasFailedOrWasStopped)
{
    const std::string id = begin(0);
    EXPECT_TRUE(write({.run = id, .step = RunStep::Archive}));
    EXPECT_TRUE(write({.run = id, .step = RunStep::Archive}));
    EXPECT_TRUE(write({.run = id, .step = RunStep::Archive, .phase = StepPhase::Failed}));
    EXPECT_TRUE(write({.run = id, .step = RunStep::Archive}));
}

TEST_F(RunJournalTest, LeavesAnEndedRunAloneButForItsUndo)
{
    const std::string id = begin(0);
    ASSERT_TRUE(write({.run = id, .step = RunStep::Claim, .becomes = RunState::Deleted}));
    EXPECT_FALSE(write({.run = id, .step = RunStep::Transfer}));
    EXPECT_TRUE(write({.run = id, .step = RunStep::Undo}));
    EXPECT_TRUE(
        write({.run = id, .step = RunStep::Undo, .phase = StepPhase::Done, .becomes = RunState::Undone}));
}

TEST_F(RunJournalTest, TakesADeletedMessageOutOfItsFolder)
{
    ASSERT_TRUE(become(begin(0), RunState::Deleted));
    ASSERT_TRUE(m_ledger->catchUp({}));
    const auto row = IndexReader::open(m_folder.path()).value()->message(m_ids[0]).value();
    ASSERT_TRUE(row);
    EXPECT_EQ(row->state, MessageState::Deleted);
}

TEST_F(RunJournalTest, RefusesAStateThatCannotFollow)
{
    const std::string id = begin(0);
    EXPECT_FALSE(become(id, RunState::Ineffective));
    ASSERT_TRUE(become(id, RunState::Exposed));
    EXPECT_FALSE(become(id, RunState::Failed));
    EXPECT_EQ(m_runs->run(id)->state, RunState::Exposed);
}

TEST_F(RunJournalTest, KeepsAMessageOfUnknownOutcomeFromAnotherRun)
{
    const std::string id = begin(0);
    ASSERT_TRUE(become(id, RunState::OutcomeUnknown));
    EXPECT_FALSE(m_runs->begin(std::vector{newRun(0)}, laterTime)->front());
    ASSERT_TRUE(become(id, RunState::Failed));
    EXPECT_TRUE(m_runs->begin(std::vector{newRun(0)}, laterTime)->front());
}

TEST_F(RunJournalTest, CountsTheAttemptsOfAMessageAcrossARepair)
{
    ASSERT_TRUE(become(begin(0), RunState::Failed));
    // The repaired file comes with other bytes, and is the same message.
    WatchRecord repaired = judged({FolderKind::Failed, "0.eml"}, 900);
    repaired.message = m_ids[0];
    ASSERT_TRUE(m_ledger->record(std::vector{repaired}));
    const auto begun = m_runs->begin(std::vector{newRun(0)}, laterTime);
    ASSERT_TRUE(begun && begun->front());
    EXPECT_EQ(begun->front()->attempt, 2);
    const auto attempts = m_runs->attempts(m_ids[0]).value();
    ASSERT_EQ(attempts.size(), 2U);
    EXPECT_EQ(attempts[0].result, RunState::Failed);
    EXPECT_EQ(attempts[1].result, std::nullopt);
}

TEST_F(RunJournalTest, CountsNoAttemptOfARunThatIsNone)
{
    NewRun run = newRun(0);
    run.kind = "delete";
    run.isAttempt = false;
    EXPECT_EQ(m_runs->begin(std::vector{run}, someTime)->front()->attempt, 0);
    EXPECT_THAT(m_runs->attempts(m_ids[0]).value(), IsEmpty());
}

TEST_F(RunJournalTest, TellsWhichRetriesAreDue)
{
    for (const std::size_t message : {0U, 1U}) {
        ASSERT_TRUE(write({.run = begin(message),
                           .becomes = RunState::Failed,
                           .retryAt = laterTime + std::chrono::minutes(message)}));
    }
    EXPECT_THAT(m_runs->dueRetries(someTime, 9).value(), IsEmpty());
    EXPECT_THAT(m_runs->dueRetries(laterTime, 9).value(), ElementsAre(m_ids[0]));
    EXPECT_THAT(m_runs->dueRetries(laterTime + std::chrono::hours(1), 9).value(),
                ElementsAre(m_ids[0], m_ids[1]));
    begin(0);
    EXPECT_THAT(m_runs->dueRetries(laterTime + std::chrono::hours(1), 9).value(), ElementsAre(m_ids[1]));
}

TEST_F(RunJournalTest, TellsOfTheLatestAttemptAloneWhenTheNextOneIsDue)
{
    NewRun retry = newRun(0);
    retry.isAutomatic = true;
    const auto reader = JournalReader::open(m_folder.path()).value();
    EXPECT_EQ(reader->tried(m_ids[0])->attempts, 0);
    const std::string first = m_runs->begin(std::vector{retry}, someTime)->front()->id;
    ASSERT_TRUE(write({.run = first, .becomes = RunState::Failed, .retryAt = laterTime}));
    EXPECT_TRUE(m_runs->run(first)->isAutomatic);
    EXPECT_EQ(reader->history(m_ids[0], 2)->front().detail, "requeue, automatic retry");
    EXPECT_EQ(m_runs->run(first)->retryAt, laterTime);
    EXPECT_EQ(reader->tried(m_ids[0])->retryAt, laterTime);
    const std::string second = begin(0);
    EXPECT_FALSE(m_runs->run(second)->isAutomatic);
    EXPECT_FALSE(m_runs->run(first)->retryAt.has_value());
    const TriedMessage tried = reader->tried(m_ids[0]).value();
    EXPECT_EQ(tried.attempts, 2);
    EXPECT_FALSE(tried.isAutomatic);
    EXPECT_FALSE(tried.retryAt.has_value());
}

TEST_F(RunJournalTest, TellsTheWatcherWhoseFileItIs)
{
    const std::string id = begin(0);
    const FileStamp stamp = stampNumber(5);
    ASSERT_TRUE(write({.run = id, .step = RunStep::Transfer}));
    ASSERT_TRUE(write({.run = id,
                       .step = RunStep::Transfer,
                       .phase = StepPhase::Exposing,
                       .file = RunFile{runPlace, stamp, xxh3("content")}}));
    FileStamp renamed = stamp;
    renamed.changeMark = 77;
    const auto found = m_ledger->runOf(runPlace, renamed);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->run, id);
    EXPECT_EQ((*found)->message, m_ids[0]);
    EXPECT_EQ(m_runs->files(id)->front().content, xxh3("content"));
}

TEST_F(RunJournalTest, TellsTheWatcherWhatARunTakesBack)
{
    const std::string id = exposed(0);
    const auto isTakenBack = [&] { return m_ledger->runOf(runPlace, stampNumber(5)).value()->isTakenBack; };
    EXPECT_FALSE(isTakenBack());
    ASSERT_TRUE(write({.run = id, .step = RunStep::Undo}));
    EXPECT_TRUE(isTakenBack()) << "before its file is renamed";
    ASSERT_TRUE(write({.run = id, .step = RunStep::Undo, .phase = StepPhase::Failed}));
    EXPECT_FALSE(isTakenBack()) << "it is where it was";
    ASSERT_TRUE(write({.run = id, .step = RunStep::Undo}));
    ASSERT_TRUE(
        write({.run = id, .step = RunStep::Undo, .phase = StepPhase::Done, .becomes = RunState::Undone}));
    EXPECT_TRUE(isTakenBack());
}

TEST_F(RunJournalTest, CountsWhatWasHandedOverWhileItWasBeingTakenBack)
{
    const std::string id = exposed(0);
    WatchRecord seen = arrived(runPlace, 5);
    seen.run = id;
    seen.message = m_ids[0];
    ASSERT_TRUE(m_ledger->record(std::vector{seen}));
    ASSERT_TRUE(write({.run = id, .step = RunStep::Undo}));
    ASSERT_TRUE(m_ledger->record(std::vector{gone(runPlace)})) << "the watch counts it for nobody";
    EXPECT_EQ(handedOver(), 0U);
    ASSERT_TRUE(write({.run = id, .step = RunStep::Undo, .phase = StepPhase::Failed}));
    ASSERT_TRUE(become(id, RunState::HandedOver));
    EXPECT_EQ(handedOver(), 1U);
    ASSERT_TRUE(m_ledger->catchUp({}));
    const auto index = IndexReader::open(m_folder.path()).value();
    MessageFilter filter;
    filter.states = {MessageState::HandedOver};
    EXPECT_THAT(index->page(filter, {}, 9)->rows, testing::SizeIs(1));
}

TEST_F(RunJournalTest, CountsNothingTwiceThatWasHandedOverBeforeItWasToBeTakenBack)
{
    const std::string id = exposed(0);
    WatchRecord seen = arrived(runPlace, 5);
    seen.run = id;
    seen.message = m_ids[0];
    WatchRecord left = gone(runPlace);
    left.countsAsHandedOver = true;
    ASSERT_TRUE(m_ledger->record(std::vector{seen, left}));
    ASSERT_TRUE(write({.run = id, .step = RunStep::Undo}));
    ASSERT_TRUE(write({.run = id, .step = RunStep::Undo, .phase = StepPhase::Failed}));
    ASSERT_TRUE(become(id, RunState::HandedOver));
    EXPECT_EQ(handedOver(), 1U);
}

TEST_F(RunJournalTest, DoesNotClaimAnotherFileThatCameUnderTheName)
{
    const std::string id = begin(0);
    ASSERT_TRUE(write({.run = id, .step = RunStep::Stage, .file = RunFile{incoming, stampNumber(5), {}}}));
    EXPECT_TRUE(m_ledger->runOf(incoming, stampNumber(5)).value().has_value());
    EXPECT_FALSE(m_ledger->runOf(incoming, stampNumber(6)).value().has_value());
    FileStamp touched = stampNumber(5);
    touched.identity = 0; // a server that does not tell
    EXPECT_TRUE(m_ledger->runOf(incoming, touched).value().has_value());
    touched.modified += std::chrono::seconds(1);
    EXPECT_FALSE(m_ledger->runOf(incoming, touched).value().has_value());
}

TEST_F(RunJournalTest, ListsTheRunsOfAMessageAndOfAnAction)
{
    const std::string first = begin(0);
    ASSERT_TRUE(become(first, RunState::Failed));
    const std::string second = begin(0);
    const std::string other = begin(1);
    const auto idsOf = [](const std::vector<RunRow>& runs) {
        std::vector<std::string> ids;
        for (const RunRow& run : runs)
            ids.push_back(run.id);
        return ids;
    };
    EXPECT_THAT(idsOf(m_runs->runsOfMessage(m_ids[0]).value()), ElementsAre(first, second));
    EXPECT_THAT(idsOf(m_runs->runsOfAction(7).value()), ElementsAre(first, second, other));
    EXPECT_THAT(idsOf(m_runs->latest(2).value()), ElementsAre(other, second));
}

TEST_F(RunJournalTest, KnowsWhatWasHandedOverLately)
{
    ASSERT_TRUE(become(begin(0), RunState::HandedOver));
    const auto isKnown = [&](std::size_t message, UtcTime now) {
        return m_runs->handedOverWithin(m_ids[message], guardedTime, now).value().has_value();
    };
    const auto roundAt = [&](UtcTime now) {
        const auto originals = KeptOriginals::open(m_folder.path(), {"anna", "server"}).value();
        ASSERT_TRUE(originals->noteRound({now, now - guardedTime}));
    };
    EXPECT_TRUE(isKnown(0, laterTime));
    EXPECT_FALSE(isKnown(1, laterTime));
    EXPECT_TRUE(isKnown(0, laterTime + 10 * guardedTime)) << "no round has told that so much time has passed";
    EXPECT_TRUE(isKnown(0, laterTime - 10 * guardedTime));
    roundAt(laterTime);
    EXPECT_TRUE(isKnown(0, laterTime + 10 * guardedTime)) << "a clock that has jumped";
    for (int days = 2; days <= 90; days += 2)
        roundAt(laterTime + std::chrono::hours(24 * days));
    EXPECT_TRUE(isKnown(0, laterTime + guardedTime));
    EXPECT_FALSE(isKnown(0, laterTime + guardedTime + std::chrono::hours(1)));
}

TEST_F(RunJournalTest, KeepsWhatAClockThatWasBehindHasWritten)
{
    const auto originals = KeptOriginals::open(m_folder.path(), {"anna", "server"}).value();
    ASSERT_TRUE(originals->noteRound({laterTime, laterTime - guardedTime}));
    const RunEntry entry{.run = begin(0), .becomes = RunState::HandedOver};
    ASSERT_TRUE(m_runs->write({&entry, 1}, laterTime - 10 * guardedTime));
    ASSERT_TRUE(originals->noteRound({laterTime - 10 * guardedTime, laterTime - 11 * guardedTime}));
    ASSERT_TRUE(originals->noteRound({laterTime, laterTime - guardedTime}));
    EXPECT_TRUE(m_runs->handedOverWithin(m_ids[0], guardedTime, laterTime).value().has_value());
}

TEST_F(RunJournalTest, KnowsAMessageOfTheSameContentThatWasHandedOver)
{
    ASSERT_TRUE(become(begin(0), RunState::HandedOver));
    WatchRecord again = judged({FolderKind::Failed, "again.eml"}, 0, CauseId::MissingFrom);
    again.scanned->content = xxh3("other hops");
    const auto ids = m_ledger->record(std::vector{again}).value();
    ASSERT_NE(ids.front(), m_ids[0]);
    EXPECT_TRUE(m_runs->handedOverWithin(ids.front(), guardedTime, laterTime).value().has_value());
}

TEST_F(RunJournalTest, StandsInTheHistoryOfItsMessage)
{
    const std::string id = begin(0);
    ASSERT_TRUE(write({.run = id, .becomes = RunState::HandedOver, .outcome = "250 queued"}));
    const auto reader = JournalReader::open(m_folder.path()).value();
    const auto history = reader->history(m_ids[0], 9).value();
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[1].kind, "run-began");
    EXPECT_EQ(history[1].run, id);
    EXPECT_EQ(history[2].kind, "run-ended");
    EXPECT_EQ(history[2].detail, "requeue: handed-over, 250 queued");
    EXPECT_EQ(history[2].actor.account, "berta");
}

TEST_F(RunJournalTest, GivesTheLatestRunsPageByPage)
{
    const std::string first = begin(0);
    const std::string second = begin(1);
    const std::string third = begin(2);
    const auto idsOf = [](const std::vector<RunRow>& rows) {
        std::vector<std::string> ids;
        for (const RunRow& row : rows)
            ids.push_back(row.id);
        return ids;
    };
    EXPECT_THAT(idsOf(m_runs->latest(2).value()), ElementsAre(third, second));
    EXPECT_THAT(idsOf(m_runs->latest(2, second).value()), ElementsAre(first));
    EXPECT_THAT(idsOf(m_runs->latest(2, first).value()), IsEmpty());
}

TEST_F(RunJournalTest, FindsRunsByTheBeginningOfTheirId)
{
    const std::string id = begin(0);
    const std::string other = begin(1);
    EXPECT_THAT(m_runs->idsThatBegin(id.substr(0, 6), 5).value(), testing::Contains(id));
    EXPECT_THAT(m_runs->idsThatBegin("", 5).value(), testing::UnorderedElementsAre(id, other));
    EXPECT_THAT(m_runs->idsThatBegin("", 1).value(), testing::SizeIs(1));
    EXPECT_THAT(m_runs->idsThatBegin("%", 5).value(), IsEmpty());
}

} // namespace
} // namespace connectorscope
