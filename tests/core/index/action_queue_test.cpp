#include "core/index/action_queue.h"

#include "tests/core/index/records.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <mutex>
#include <set>
#include <thread>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ActionQueueTest : public testing::Test
{
protected:
    std::unique_ptr<ActionQueue> open(const char* account = "anna")
    {
        auto queue = ActionQueue::open(m_folder.path(), {account, "server"});
        if (!queue)
            throw std::runtime_error(queue.error().message);
        return std::move(*queue);
    }

    std::int64_t enqueue(const std::string& kind)
    {
        return m_queue->enqueue({.kind = kind}, someTime).value();
    }

    TempDir m_folder;
    std::unique_ptr<ActionQueue> m_queue = open();
};

std::vector<std::string> kindsOf(const std::vector<Action>& actions)
{
    std::vector<std::string> kinds;
    for (const Action& action : actions)
        kinds.push_back(action.asked.kind);
    return kinds;
}

TEST(ActionStates, LeadFromWaitingToAnEndAndNowhereFromThere)
{
    EXPECT_EQ(after(ActionState::Waiting, ActionStep::Take), ActionState::Taken);
    EXPECT_EQ(after(ActionState::Taken, ActionStep::Finish), ActionState::Done);
    EXPECT_EQ(after(ActionState::Waiting, ActionStep::Finish), std::nullopt);
    for (const ActionState ended : {ActionState::Done, ActionState::Failed, ActionState::Cancelled}) {
        EXPECT_TRUE(isEnded(ended));
        for (const ActionStep step : {ActionStep::Take, ActionStep::GiveBack, ActionStep::Finish,
                                      ActionStep::Fail, ActionStep::Stop, ActionStep::CancelNow})
            EXPECT_EQ(after(ended, step), std::nullopt);
    }
    EXPECT_FALSE(isEnded(ActionState::Waiting));
    EXPECT_FALSE(isEnded(ActionState::Taken));
}

TEST_F(ActionQueueTest, KeepsWhatWasAskedForByWhomAndWhen)
{
    const auto number =
        m_queue->enqueue({"requeue", "abcdefghjk", "r23456789a", R"({"repair":true})"}, someTime);
    ASSERT_TRUE(number) << number.error().message;
    const auto action = open("berta")->action(*number);
    ASSERT_TRUE(action) << action.error().message;
    EXPECT_EQ(action->asked.kind, "requeue");
    EXPECT_EQ(action->asked.message, "abcdefghjk");
    EXPECT_EQ(action->asked.run, "r23456789a");
    EXPECT_EQ(action->asked.options, R"({"repair":true})");
    EXPECT_EQ(action->askedAt, someTime);
    EXPECT_EQ(action->askedBy.account, "anna");
    EXPECT_EQ(action->askedBy.machine, "server");
    EXPECT_EQ(action->state, ActionState::Waiting);
}

TEST_F(ActionQueueTest, RefusesOptionsThatAreNoJson)
{
    const auto refused = m_queue->enqueue({.kind = "requeue", .options = "{repair"}, someTime);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadInput);
    EXPECT_THAT(m_queue->unended(9).value(), IsEmpty());
}

TEST_F(ActionQueueTest, OffersTheOldestFirstAndEachOnce)
{
    enqueue("first");
    enqueue("second");
    const auto worker = open("worker");
    const auto first = worker->take(someTime).value();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->asked.kind, "first");
    EXPECT_EQ(first->state, ActionState::Taken);
    EXPECT_EQ(first->takenBy->account, "worker");
    EXPECT_EQ(worker->take(someTime).value()->asked.kind, "second");
    EXPECT_FALSE(worker->take(someTime).value().has_value());
}

TEST_F(ActionQueueTest, KeepsTheResultOfWhatWasEnded)
{
    const std::int64_t number = enqueue("requeue");
    const auto worker = open("worker");
    ASSERT_TRUE(worker->take(someTime).value());
    const UtcTime later = someTime + std::chrono::seconds(3);
    ASSERT_TRUE(worker->end(number, ActionStep::Fail, R"({"refused":["mail-loop"]})", later));
    const auto action = m_queue->action(number).value();
    EXPECT_EQ(action.state, ActionState::Failed);
    EXPECT_EQ(action.result, R"({"refused":["mail-loop"]})");
    EXPECT_EQ(action.endedAt, later);
    EXPECT_THAT(m_queue->unended(9).value(), IsEmpty());
}

TEST_F(ActionQueueTest, LetsOnlyTheWorkerThatHasItEndIt)
{
    const std::int64_t number = enqueue("requeue");
    const auto worker = open();
    ASSERT_TRUE(worker->take(someTime).value());
    const auto other = m_queue->end(number, ActionStep::Finish, "{}", someTime);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::BadInput);
    EXPECT_TRUE(worker->end(number, ActionStep::Finish, "{}", someTime));
    EXPECT_FALSE(worker->end(number, ActionStep::Finish, "{}", someTime));
}

TEST_F(ActionQueueTest, EndsNothingByAStepThatIsNoEnd)
{
    const std::int64_t number = enqueue("requeue");
    ASSERT_TRUE(m_queue->take(someTime).value());
    EXPECT_FALSE(m_queue->end(number, ActionStep::GiveBack, "{}", someTime));
    EXPECT_EQ(m_queue->action(number)->state, ActionState::Taken);
}

TEST_F(ActionQueueTest, OffersAgainWhatADeadWorkerHasLeft)
{
    enqueue("first");
    enqueue("second");
    ASSERT_TRUE(open()->take(someTime).value());
    const auto role = RoleLock::take(m_folder.path(), Role::Worker, "connectorctl resume");
    ASSERT_TRUE(role);
    const auto worker = open();
    EXPECT_EQ(worker->takeBackFromTheDead(*role).value(), 1U);
    const auto again = worker->take(someTime).value();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->asked.kind, "first");
    EXPECT_EQ(again->timesTaken, 2);
    EXPECT_EQ(worker->takeBackFromTheDead(*role).value(), 0U) << "its own stays";
}

TEST_F(ActionQueueTest, NoLongerListensToAWorkerThatLostItsAction)
{
    const std::int64_t number = enqueue("requeue");
    const auto slow = open();
    ASSERT_TRUE(slow->take(someTime).value());
    const auto role = RoleLock::take(m_folder.path(), Role::Worker, "connectorctl resume");
    ASSERT_TRUE(role);
    ASSERT_EQ(m_queue->takeBackFromTheDead(*role).value(), 1U);
    EXPECT_FALSE(slow->report(number, {1, 2, {}}));
    EXPECT_FALSE(slow->end(number, ActionStep::Finish, "{}", someTime));
    EXPECT_EQ(m_queue->action(number)->state, ActionState::Waiting);
}

TEST_F(ActionQueueTest, OffersAgainWhatAWorkerGivesBack)
{
    const std::int64_t number = enqueue("requeue");
    const auto worker = open();
    ASSERT_TRUE(worker->take(someTime).value());
    EXPECT_TRUE(worker->giveBack(number));
    EXPECT_EQ(m_queue->take(someTime).value()->number, number);
    EXPECT_FALSE(worker->giveBack(number));
}

TEST_F(ActionQueueTest, ShowsOthersHowFarItIs)
{
    const std::int64_t number = enqueue("requeue");
    const auto worker = open();
    ASSERT_TRUE(worker->take(someTime).value());
    EXPECT_TRUE(worker->report(number, {5, 64, "transfer"}).value());
    const auto progress = m_queue->action(number)->progress;
    EXPECT_EQ(progress.done, 5U);
    EXPECT_EQ(progress.total, 64U);
    EXPECT_EQ(progress.doing, "transfer");
}

TEST_F(ActionQueueTest, CancelsAtOnceWhatNobodyHasTaken)
{
    const std::int64_t number = enqueue("requeue");
    EXPECT_EQ(m_queue->cancel(number, someTime).value(), ActionState::Cancelled);
    EXPECT_FALSE(m_queue->take(someTime).value().has_value());
}

TEST_F(ActionQueueTest, TellsTheWorkerThatItShallStop)
{
    const std::int64_t number = enqueue("requeue");
    const auto worker = open();
    ASSERT_TRUE(worker->take(someTime).value());
    EXPECT_EQ(m_queue->cancel(number, someTime).value(), ActionState::Taken);
    EXPECT_FALSE(worker->report(number, {1, 2, {}}).value());
    ASSERT_TRUE(worker->end(number, ActionStep::Stop, "{}", someTime));
    EXPECT_EQ(m_queue->cancel(number, someTime).value(), ActionState::Cancelled);
}

TEST_F(ActionQueueTest, GivesWhatADeadWorkerHadBegunToTheNextEvenWhenCancelled)
{
    const std::int64_t number = enqueue("requeue");
    ASSERT_TRUE(open()->take(someTime).value());
    const auto role = RoleLock::take(m_folder.path(), Role::Worker, "connectorctl resume");
    ASSERT_TRUE(role);
    ASSERT_TRUE(m_queue->takeBackFromTheDead(*role));
    EXPECT_EQ(m_queue->cancel(number, someTime).value(), ActionState::Waiting);
    const auto taken = m_queue->take(someTime).value();
    ASSERT_TRUE(taken);
    EXPECT_TRUE(taken->cancelAskedAt.has_value());
}

TEST_F(ActionQueueTest, ListsWhatIsOpenAndWhatWasLast)
{
    const std::int64_t first = enqueue("first");
    enqueue("second");
    enqueue("third");
    ASSERT_TRUE(m_queue->take(someTime).value());
    ASSERT_TRUE(m_queue->end(first, ActionStep::Finish, "{}", someTime));
    EXPECT_THAT(kindsOf(m_queue->unended(9).value()), ElementsAre("second", "third"));
    EXPECT_THAT(kindsOf(m_queue->latest(2).value()), ElementsAre("third", "second"));
}

TEST_F(ActionQueueTest, SaysThatThereIsNoSuchAction)
{
    EXPECT_EQ(m_queue->action(77).error().code, ErrorCode::NotFound);
    EXPECT_EQ(m_queue->cancel(77, someTime).error().code, ErrorCode::NotFound);
}

TEST_F(ActionQueueTest, GivesEachActionToOneOfSeveralThreads)
{
    constexpr std::size_t count = 60;
    for (std::size_t i = 0; i < count; ++i)
        enqueue("requeue");
    std::mutex mutex;
    std::multiset<std::int64_t> taken;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 3; ++i) {
            threads.emplace_back([&] {
                const auto worker = open();
                for (auto action = worker->take(someTime); action && *action;
                     action = worker->take(someTime)) {
                    EXPECT_TRUE(worker->end((*action)->number, ActionStep::Finish, "{}", someTime));
                    const std::lock_guard lock(mutex);
                    taken.insert((*action)->number);
                }
            });
        }
    }
    EXPECT_EQ(taken.size(), count);
    EXPECT_EQ(std::set(taken.begin(), taken.end()).size(), count);
}

} // namespace
} // namespace connectorscope
