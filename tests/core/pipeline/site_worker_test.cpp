#include "core/pipeline/site_worker.h"

#include "core/index/database.h"
#include "core/index/schemas.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/small_files.h"

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class SiteWorkerTest : public PipelineFixture
{
protected:
    SiteWorkerTest() { m.site.watch.poll = std::chrono::seconds(4); }

    SiteWorkerListener listener()
    {
        return {.done = [this](const WorkDone& one) { done.push_back(one); },
                .progress = [this](std::int64_t action,
                                   const PipelineProgress&) { progressOf.push_back(action); },
                .status = [this](const WorkerStatus& status) { statuses.push_back(status); },
                .purged = [this](const VaultPurged& purged) { purges.push_back(purged); }};
    }

    /// The rounds of so much time.
    void work(SiteWorker& worker, std::chrono::nanoseconds time)
    {
        const SteadyTime end = m.clock.steadyNow() + time;
        while (m.clock.steadyNow() < end)
            m.clock.advance(worker.round({}));
    }

    std::int64_t ask(const PipelineOrder& order)
    {
        return queue()->enqueue(actionOf(order), m.clock.now()).value();
    }
    ActionState stateOf(std::int64_t action) { return queue()->action(action).value().state; }
    std::unique_ptr<ActionQueue> queue()
    {
        return ActionQueue::open(m.site.folders.work, {"berta", "desk"}).value();
    }

    void changeJournal(const char* sql)
    {
        const auto journal = Database::open(databaseFiles(m.site.folders.work).journal, journalKind());
        ASSERT_TRUE(journal) << journal.error().message;
        ASSERT_TRUE((*journal)->run([&] { (*journal)->execute(sql); }));
    }

    std::vector<WorkDone> done;
    std::vector<std::int64_t> progressOf;
    std::vector<WorkerStatus> statuses;
    std::vector<VaultPurged> purges;
};

TEST_F(SiteWorkerTest, DoesWhatWaitsInTheQueueAndTellsIt)
{
    const std::string first = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::string second = m.stuck(FolderKind::Failed, "b.eml", cleanMail("two"));
    SiteWorker worker(m.site, m.tools(), "test", listener());
    const std::int64_t requeued = ask({.kind = OrderKind::Requeue, .messages = {first}});
    const std::int64_t held = ask({.kind = OrderKind::Hold, .messages = {second}, .note = "later"});
    EXPECT_EQ(worker.round({}), SiteWorker::betweenLooks);
    EXPECT_EQ(stateOf(requeued), ActionState::Done);
    EXPECT_EQ(stateOf(held), ActionState::Done);
    ASSERT_THAT(done, SizeIs(2));
    EXPECT_EQ(done[0].occasion, WorkOccasion::Asked);
    EXPECT_EQ(done[0].action, requeued);
    EXPECT_EQ(done[0].receipt.state, RunState::Exposed);
    EXPECT_EQ(done[1].action, held);
    EXPECT_EQ(done[1].receipt.message, second);
    EXPECT_THAT(progressOf, testing::Contains(requeued));
    ASSERT_THAT(statuses, SizeIs(1));
    EXPECT_EQ(statuses[0].state, WorkerState::Working);
}

TEST_F(SiteWorkerTest, EndsWhatAnEarlierProgramLeft)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const NewRun left{id, "requeue", {FolderKind::Failed, "a.eml"}, std::nullopt, true};
    ASSERT_TRUE(
        RunJournal::open(m.site.folders.work, {"anna", "server"}).value()->begin({&left, 1}, m.clock.now()));
    SiteWorker worker(m.site, m.tools(), "test", listener());
    (void)worker.round({});
    ASSERT_THAT(done, SizeIs(1));
    EXPECT_EQ(done[0].occasion, WorkOccasion::Left);
    EXPECT_EQ(done[0].receipt.state, RunState::Cancelled);
}

TEST_F(SiteWorkerTest, SeesWhatBecameOfTheRuns)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    SiteWorker worker(m.site, m.tools(), "test", listener());
    (void)ask({.kind = OrderKind::Requeue, .messages = {id}});
    work(worker, std::chrono::minutes(1));
    ASSERT_THAT(done, SizeIs(1));
    ASSERT_TRUE(m.files->remove(m.folder(FolderKind::PickUp) / (done[0].receipt.run + ".eml")));
    work(worker, m.site.watch.poll + SiteWorker::betweenLooks);
    ASSERT_THAT(done, SizeIs(2));
    EXPECT_EQ(done[1].occasion, WorkOccasion::Observed);
    EXPECT_EQ(done[1].receipt.state, RunState::HandedOver);
    EXPECT_EQ(done[1].receipt.message, id);
}

TEST_F(SiteWorkerTest, LooksSoonAfterItHasPutSomethingBeforeItsConsumer)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    m.site.watch.poll = std::chrono::hours(1);
    SiteWorker worker(m.site, m.tools(), "test", listener());
    (void)worker.round({}); // it has looked now, and would look again in an hour
    (void)ask({.kind = OrderKind::Requeue, .messages = {id}});
    (void)worker.round({});
    ASSERT_THAT(done, SizeIs(1));
    ASSERT_TRUE(m.files->remove(m.folder(FolderKind::PickUp) / (done[0].receipt.run + ".eml")));
    work(worker, std::chrono::seconds(2));
    ASSERT_THAT(done, SizeIs(2));
    EXPECT_EQ(done[1].receipt.state, RunState::HandedOver);
}

TEST_F(SiteWorkerTest, WaitsUntilTheRoleIsFree)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::int64_t number = ask({.kind = OrderKind::Hold, .messages = {id}});
    auto other = RoleLock::take(m.site.folders.work, Role::Worker, "connectorctl pipeline");
    ASSERT_TRUE(other);
    SiteWorker worker(m.site, m.tools(), "test", listener());
    work(worker, std::chrono::minutes(1));
    ASSERT_THAT(statuses, SizeIs(1)) << "says it once";
    EXPECT_EQ(statuses[0].state, WorkerState::OtherWorks);
    EXPECT_EQ(statuses[0].other, "connectorctl pipeline");
    EXPECT_EQ(stateOf(number), ActionState::Waiting);
    other = fail(ErrorCode::Other, "it ends");
    work(worker, std::chrono::seconds(4));
    EXPECT_EQ(stateOf(number), ActionState::Done);
    ASSERT_THAT(statuses, SizeIs(2));
    EXPECT_EQ(statuses[1].state, WorkerState::Working);
}

TEST_F(SiteWorkerTest, GoesOnAfterTheJournalHasFailedAndSaysItOnce)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    SiteWorker worker(m.site, m.tools(), "test", listener());
    (void)worker.round({});
    const std::int64_t number = ask({.kind = OrderKind::Hold, .messages = {id}});
    changeJournal("ALTER TABLE action RENAME TO action_away");
    work(worker, std::chrono::minutes(1));
    ASSERT_THAT(statuses, SizeIs(2));
    EXPECT_EQ(statuses[1].state, WorkerState::Failed);
    EXPECT_THAT(statuses[1].problem.value().message, HasSubstr("action"));
    EXPECT_TRUE(RoleLock::take(m.site.folders.work, Role::Worker, "another"))
        << "whoever is luckier may be the worker";
    changeJournal("ALTER TABLE action_away RENAME TO action");
    work(worker, std::chrono::seconds(4));
    ASSERT_THAT(statuses, SizeIs(3));
    EXPECT_EQ(statuses[2].state, WorkerState::Working);
    EXPECT_EQ(stateOf(number), ActionState::Done);
}

TEST_F(SiteWorkerTest, TriesAgainOnlyWhereTheSiteWantsIt)
{
    m.put(FolderKind::Failed, "a.eml", cleanMail("one"));
    m.scan();
    m.clock.advance(std::chrono::hours(1));
    m.scan();
    {
        SiteWorker worker(m.site, m.tools(), "test", listener());
        work(worker, std::chrono::minutes(10));
        EXPECT_THAT(done, IsEmpty());
    }
    m.site.pipeline.automaticRetry = true;
    SiteWorker worker(m.site, m.tools(), "test", listener());
    work(worker, std::chrono::minutes(1));
    ASSERT_THAT(done, SizeIs(1));
    EXPECT_EQ(done[0].occasion, WorkOccasion::Retried);
    EXPECT_EQ(done[0].receipt.state, RunState::Exposed);
}

TEST_F(SiteWorkerTest, TakesOutOfTheVaultWhatIsTooOldOnceADay)
{
    m.clock.setNow(std::chrono::system_clock::now());
    ASSERT_EQ(deleteOne(m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"))).state, RunState::Deleted);
    SiteWorker worker(m.site, m.tools(), "test", listener());
    const auto passDays = [&](int days) {
        for (int day = 0; day < days; ++day) {
            m.clock.advance(std::chrono::days(1));
            while (worker.round({}) == std::chrono::nanoseconds(0)) {
            }
        }
    };
    passDays(89);
    EXPECT_THAT(purges, IsEmpty());
    passDays(4);
    ASSERT_THAT(purges, SizeIs(1));
    EXPECT_EQ(purges[0].files, 1U);
    EXPECT_GT(purges[0].bytes, 0U);
    passDays(10);
    EXPECT_THAT(purges, SizeIs(1)) << "and says nothing where nothing was old";
}

TEST_F(SiteWorkerTest, LeavesWhatItHasNoTimeForToTheNextWorker)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::int64_t number = ask({.kind = OrderKind::Hold, .messages = {id}});
    std::stop_source stop;
    stop.request_stop();
    SiteWorker worker(m.site, m.tools(), "test", listener());
    worker.run(stop.get_token());
    (void)worker.round(stop.get_token());
    EXPECT_EQ(stateOf(number), ActionState::Waiting);
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
}

} // namespace
} // namespace connectorscope
