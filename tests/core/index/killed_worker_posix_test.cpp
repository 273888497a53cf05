#include "core/index/action_queue.h"
#include "core/index/run_journal.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <array>
#include <csignal>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

namespace connectorscope {
namespace {

/// Runs `work` in a process of its own, which never comes back from it by itself.
pid_t inChild(const std::function<void()>& work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(9);
    }
    return child;
}

int waitFor(pid_t child)
{
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

std::unique_ptr<ActionQueue> queueIn(const TempDir& folder)
{
    return ActionQueue::open(folder.path(), {"anna", "server"}).value();
}

TEST(KilledWorker, InTheMiddleOfATransactionHasDoneNothing)
{
    const TempDir folder;
    for (const char* kind : {"first", "second", "third"})
        ASSERT_TRUE(queueIn(folder)->enqueue({.kind = kind}, someTime));
    const pid_t child = inChild([&] {
        const auto journal = Database::open(databaseFiles(folder.path()).journal, journalKind());
        (void)(*journal)->run([&] {
            const Transaction transaction(**journal);
            (*journal)->execute("UPDATE action SET state = 'done'; DELETE FROM action WHERE number = 2");
            ::_exit(7);
        });
    });
    ASSERT_EQ(WEXITSTATUS(waitFor(child)), 7);
    const auto queue = queueIn(folder);
    for (const char* kind : {"first", "second", "third"})
        EXPECT_EQ(queue->take(someTime).value()->asked.kind, kind);
}

TEST(KilledWorker, LosesItsActionToTheNextOne)
{
    const TempDir folder;
    ASSERT_TRUE(queueIn(folder)->enqueue({.kind = "requeue"}, someTime));
    const pid_t child = inChild([&] {
        const auto role = RoleLock::take(folder.path(), Role::Worker, "worker");
        const auto queue = queueIn(folder);
        ::_exit(role && queue->take(someTime).value() ? 7 : 8);
    });
    ASSERT_EQ(WEXITSTATUS(waitFor(child)), 7);
    const auto role = RoleLock::take(folder.path(), Role::Worker, "worker");
    ASSERT_TRUE(role) << role.error().message;
    const auto queue = queueIn(folder);
    EXPECT_FALSE(queue->take(someTime).value().has_value());
    EXPECT_EQ(queue->takeBackFromTheDead(*role).value(), 1U);
    EXPECT_EQ(queue->take(someTime).value()->timesTaken, 2);
}

TEST(KilledWorker, HasWrittenTheStepsThatItSaysAndNoneTwice)
{
    const TempDir folder;
    std::string id;
    {
        const auto ledger = SiteLedger::open(folder.path(), {"anna", "server"}).value();
        const auto ids = ledger->record(std::vector{judged(failed, 1)}).value();
        const auto runs = RunJournal::open(folder.path(), {"anna", "server"}).value();
        id = runs->begin(std::vector{NewRun{ids.front(), "requeue", failed, {}}}, someTime)->front()->id;
    }
    std::array<int, 2> told = {};
    ASSERT_EQ(::pipe(told.data()), 0);
    const pid_t child = inChild([&] {
        const auto runs = RunJournal::open(folder.path(), {"anna", "server"}).value();
        for (int number = 0;; ++number) {
            const StepPhase phase = number % 2 == 0 ? StepPhase::Begun : StepPhase::Failed;
            const RunEntry entry{
                .run = id, .step = RunStep::Archive, .phase = phase, .detail = std::to_string(number)};
            if (!runs->write({&entry, 1}, someTime) || ::write(told[1], "x", 1) != 1)
                ::_exit(8);
        }
    });
    ::close(told[1]);
    char byte = 0;
    std::size_t heard = 0;
    while (heard < 20 && ::read(told[0], &byte, 1) == 1)
        ++heard;
    ::kill(child, SIGKILL);
    while (::read(told[0], &byte, 1) == 1)
        ++heard;
    ::close(told[0]);
    EXPECT_TRUE(WIFSIGNALED(waitFor(child)));
    const auto runs = RunJournal::open(folder.path(), {"anna", "server"}).value();
    const auto steps = runs->steps(id).value();
    EXPECT_GE(steps.size(), heard);
    EXPECT_LE(steps.size(), heard + 1);
    for (std::size_t i = 0; i < steps.size(); ++i)
        EXPECT_EQ(steps[i].detail, std::to_string(i));
    EXPECT_EQ(runs->unfinished()->front().id, id);
}

TEST(Workers, OfTwoProcessesNeverTakeTheSameAction)
{
    constexpr std::size_t count = 40;
    const TempDir folder;
    for (std::size_t i = 0; i < count; ++i)
        ASSERT_TRUE(queueIn(folder)->enqueue({.kind = "requeue"}, someTime));
    const auto takeAll = [&] {
        const auto queue = queueIn(folder);
        auto taken = queue->take(someTime);
        for (; taken && *taken; taken = queue->take(someTime)) {
            if (!queue->end((*taken)->number, ActionStep::Finish, "{}", someTime))
                ::_exit(8);
        }
        ::_exit(taken ? 7 : 8);
    };
    const pid_t first = inChild(takeAll);
    const pid_t second = inChild(takeAll);
    EXPECT_EQ(WEXITSTATUS(waitFor(first)), 7);
    EXPECT_EQ(WEXITSTATUS(waitFor(second)), 7);
    const auto actions = queueIn(folder)->latest(2 * count).value();
    ASSERT_EQ(actions.size(), count);
    for (const Action& action : actions) {
        EXPECT_EQ(action.state, ActionState::Done);
        EXPECT_EQ(action.timesTaken, 1);
    }
}

} // namespace
} // namespace connectorscope
