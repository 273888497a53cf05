#include "core/pipeline/action_worker.h"

#include "tests/core/pipeline/pipeline_fixture.h"

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ActionWorkerTest : public PipelineFixture
{
protected:
    std::unique_ptr<ActionWorker> begin()
    {
        auto worker = ActionWorker::begin(m.site, m.tools(), "test");
        EXPECT_TRUE(worker) << worker.error().message;
        return std::move(*worker);
    }

    std::unique_ptr<ActionQueue> queue()
    {
        return ActionQueue::open(m.site.folders.work, {"berta", "desk"}).value();
    }

    std::int64_t ask(const PipelineOrder& order)
    {
        return queue()->enqueue(actionOf(order), m.clock.now()).value();
    }

    Action action(std::int64_t number) { return queue()->action(number).value(); }

    std::vector<RunReceipt> answer(std::int64_t number)
    {
        std::vector<RunReceipt> receipts;
        const auto told =
            tellReceipts(action(number), [&](const RunReceipt& receipt) { receipts.push_back(receipt); });
        EXPECT_TRUE(told) << told.error().message;
        return receipts;
    }

    /// Serves until nothing waits.
    void serve()
    {
        const auto worker = begin();
        for (auto served = worker->serveOne({}); served.value(); served = worker->serveOne({}))
            ;
    }

    /// A worker has taken the action and written its run down, and was no more.
    void writeDownAndDie(const std::string& message, std::int64_t number)
    {
        ASSERT_TRUE(queue()->take(m.clock.now()).value());
        const NewRun run{message, "requeue", {FolderKind::Failed, "a.eml"}, number, true};
        const auto journal = RunJournal::open(m.site.folders.work, {"anna", "server"});
        ASSERT_TRUE(journal.value()->begin({&run, 1}, m.clock.now()));
    }
};

TEST_F(ActionWorkerTest, DoesWhatAnotherProgramAsksFor)
{
    const std::string good = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::string bad = m.stuck(FolderKind::Failed, "b.eml", mailWithoutFrom("two"));
    const std::int64_t number = ask({.kind = OrderKind::Requeue, .messages = {good, bad}});
    EXPECT_EQ(action(number).state, ActionState::Waiting);
    serve();
    EXPECT_EQ(action(number).state, ActionState::Failed) << "one was refused";
    const auto receipts = answer(number);
    ASSERT_THAT(receipts, SizeIs(2));
    const RunReceipt& refused = receipts[0].refusals.empty() ? receipts[1] : receipts[0];
    const RunReceipt& done = receipts[0].refusals.empty() ? receipts[0] : receipts[1];
    EXPECT_EQ(done.message, good);
    EXPECT_EQ(done.state, RunState::Exposed);
    EXPECT_EQ(done.source, (Place{FolderKind::Failed, "a.eml"}));
    EXPECT_EQ(done.now, (Place{FolderKind::PickUp, done.run + ".eml"}));
    EXPECT_EQ(refused.message, bad);
    ASSERT_THAT(refused.refusals, SizeIs(1));
    EXPECT_EQ(refused.refusals[0].kind, RefusalKind::StillFatal);
    ASSERT_THAT(runs(), SizeIs(1));
    EXPECT_EQ(runs()[0].action, number);
}

TEST_F(ActionWorkerTest, DoesThemInTheirOrderAndAllKinds)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::int64_t held = ask({.kind = OrderKind::Hold, .messages = {id}, .note = "later"});
    const std::int64_t released = ask({.kind = OrderKind::Release, .messages = {id}});
    serve();
    EXPECT_EQ(action(held).state, ActionState::Done);
    EXPECT_EQ(action(released).state, ActionState::Done);
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
    m.scan();
    const std::int64_t deleted = ask({.kind = OrderKind::Delete, .messages = {id}});
    serve();
    EXPECT_THAT(m.names(FolderKind::Failed), IsEmpty());
    ASSERT_THAT(answer(deleted), SizeIs(1));
    const std::int64_t undone = ask({.kind = OrderKind::Undo, .runs = {answer(deleted)[0].run}});
    serve();
    ASSERT_THAT(answer(undone), SizeIs(1));
    EXPECT_EQ(answer(undone)[0].state, RunState::Undone);
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
}

TEST_F(ActionWorkerTest, UndoesManyRunsByOneOrder)
{
    const std::string first = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::string second = m.stuck(FolderKind::Failed, "b.eml", cleanMail("two"));
    const std::int64_t deleted = ask({.kind = OrderKind::Delete, .messages = {first, second}});
    serve();
    PipelineOrder undo;
    undo.kind = OrderKind::Undo;
    for (const RunReceipt& receipt : answer(deleted))
        undo.runs.push_back(receipt.run);
    undo.runs.emplace_back("nosuchrun1");
    const std::int64_t undone = ask(undo);
    serve();
    const auto receipts = answer(undone);
    ASSERT_THAT(receipts, SizeIs(3));
    EXPECT_EQ(receipts[0].state, RunState::Undone);
    EXPECT_EQ(receipts[1].state, RunState::Undone);
    EXPECT_TRUE(receipts[2].error);
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml", "b.eml"));
}

TEST_F(ActionWorkerTest, AnswersForARunThatIsNone)
{
    const std::int64_t undo = ask({.kind = OrderKind::Undo, .runs = {"nosuchrun1"}});
    const std::int64_t decide = ask({.kind = OrderKind::Decide, .runs = {"nosuchrun1"}});
    serve();
    for (const std::int64_t number : {undo, decide}) {
        EXPECT_EQ(action(number).state, ActionState::Failed);
        ASSERT_THAT(answer(number), SizeIs(1));
        EXPECT_THAT(answer(number)[0].error->message, HasSubstr("nosuchrun1"));
        EXPECT_EQ(answer(number)[0].error->code, ErrorCode::NotFound);
    }
}

TEST_F(ActionWorkerTest, LooksWhatBecameOfTheRunsWhenItResumes)
{
    const RunReceipt sent = requeueOne(m.stuck(FolderKind::Failed, "a.eml", cleanMail("one")));
    ASSERT_TRUE(m.files->remove(m.folder(FolderKind::PickUp) / (sent.run + ".eml")));
    const std::int64_t number = ask({.kind = OrderKind::Resume});
    serve();
    ASSERT_THAT(answer(number), SizeIs(1));
    EXPECT_EQ(answer(number)[0].run, sent.run);
    EXPECT_EQ(answer(number)[0].state, RunState::HandedOver);
}

TEST_F(ActionWorkerTest, IsOneAtATime)
{
    const auto worker = begin();
    const auto other = ActionWorker::begin(m.site, m.tools(), "other");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::RoleTaken);
}

TEST_F(ActionWorkerTest, FinishesWhatADeadWorkerBeganWithoutDoingItTwice)
{
    const std::string first = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::string second = m.stuck(FolderKind::Failed, "b.eml", cleanMail("two"));
    const std::int64_t number = ask({.kind = OrderKind::Requeue, .messages = {first, second}});
    // It took the action, began its first message, and was no more.
    ASSERT_TRUE(queue()->take(m.clock.now()).value());
    RequeueOptions options;
    options.action = number;
    const RunReceipt begun = requeueOne(first, options);
    serve();
    const auto receipts = answer(number);
    ASSERT_THAT(receipts, SizeIs(2));
    EXPECT_EQ(receipts[0].message, first);
    EXPECT_EQ(receipts[0].run, begun.run);
    EXPECT_EQ(receipts[1].message, second);
    EXPECT_EQ(receipts[1].state, RunState::Exposed);
    EXPECT_THAT(runs(), SizeIs(2));
    EXPECT_EQ(action(number).state, ActionState::Done);
}

TEST_F(ActionWorkerTest, DoesNothingOfWhatWasCancelled)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::int64_t number = ask({.kind = OrderKind::Delete, .messages = {id}});
    ASSERT_TRUE(queue()->take(m.clock.now()).value());
    EXPECT_EQ(queue()->cancel(number, m.clock.now()).value(), ActionState::Taken);
    serve();
    EXPECT_EQ(action(number).state, ActionState::Cancelled);
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
}

TEST_F(ActionWorkerTest, OffersAgainWhatItCannotEndBeforeItEnds)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::int64_t number = ask({.kind = OrderKind::Delete, .messages = {id}});
    std::stop_source stop;
    stop.request_stop();
    EXPECT_TRUE(begin()->serveOne(stop.get_token()).value());
    EXPECT_EQ(action(number).state, ActionState::Waiting);
    serve();
    EXPECT_EQ(action(number).state, ActionState::Done);
}

TEST_F(ActionWorkerTest, EndsWhatWasDoneAllTheSameWhenItWasStopped)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::int64_t number = ask({.kind = OrderKind::Hold, .messages = {id}});
    std::stop_source stop;
    ActionListener listener;
    listener.receipt = [&](std::int64_t, const RunReceipt&) { stop.request_stop(); };
    EXPECT_TRUE(begin()->serveOne(stop.get_token(), listener).value());
    EXPECT_EQ(action(number).state, ActionState::Done);
    ASSERT_THAT(answer(number), SizeIs(1));
    EXPECT_THAT(answer(number)[0].refusals, IsEmpty());
}

TEST_F(ActionWorkerTest, DoesWhatADeadWorkerHadOnlyWrittenDown)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::int64_t number = ask({.kind = OrderKind::Requeue, .messages = {id}});
    writeDownAndDie(id, number);
    serve();
    ASSERT_THAT(answer(number), SizeIs(1));
    EXPECT_EQ(answer(number)[0].state, RunState::Exposed);
    EXPECT_EQ(action(number).state, ActionState::Done);
    EXPECT_THAT(m.names(FolderKind::Failed), IsEmpty());
    ASSERT_THAT(runs(), SizeIs(2));
}

TEST_F(ActionWorkerTest, TellsWhatADeadWorkerHadWrittenDownWhenNobodyWantsItAnyMore)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    const std::int64_t number = ask({.kind = OrderKind::Requeue, .messages = {id}});
    writeDownAndDie(id, number);
    EXPECT_EQ(queue()->cancel(number, m.clock.now()).value(), ActionState::Taken);
    serve();
    ASSERT_THAT(answer(number), SizeIs(1));
    EXPECT_EQ(answer(number)[0].state, RunState::Cancelled);
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
}

TEST_F(ActionWorkerTest, SaysWhatItDoesNotUnderstand)
{
    const std::int64_t unknown = queue()->enqueue({.kind = "dance"}, m.clock.now()).value();
    const std::int64_t odd =
        queue()->enqueue({.kind = "requeue", .options = R"({"messages":7})"}, m.clock.now()).value();
    serve();
    for (const std::int64_t number : {unknown, odd}) {
        EXPECT_EQ(action(number).state, ActionState::Failed);
        EXPECT_FALSE(tellReceipts(action(number), [](const RunReceipt&) { FAIL(); }));
    }
}

TEST(PipelineOrder, SurvivesTheQueue)
{
    PipelineOrder order;
    order.kind = OrderKind::Requeue;
    order.messages = {"a", "b"};
    order.options.repair = true;
    order.options.cause = CauseId::MissingFrom;
    order.options.leaveMissing = true;
    order.options.from = "x@example.org";
    order.options.to = {"anna@contoso.com", "\xE9"};
    order.options.again = true;
    order.note = "\"note\"";
    const auto back = orderOf(actionOf(order));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->kind, order.kind);
    EXPECT_EQ(back->messages, order.messages);
    EXPECT_TRUE(back->options.repair && back->options.leaveMissing && back->options.again);
    EXPECT_EQ(back->options.cause, order.options.cause);
    EXPECT_EQ(back->options.from, order.options.from);
    EXPECT_THAT(back->options.to, ElementsAre("anna@contoso.com", "\xEF\xBF\xBD"));
    EXPECT_EQ(back->note, order.note);
    for (const OutcomeDecision decision : {OutcomeDecision::HandedOver, OutcomeDecision::Undone}) {
        const auto decided =
            orderOf(actionOf({.kind = OrderKind::Decide, .runs = {"r"}, .decision = decision}));
        ASSERT_TRUE(decided);
        EXPECT_EQ(decided->decision, decision);
        EXPECT_EQ(decided->runs, std::vector<std::string>{"r"});
    }
}

TEST(RunReceiptText, LeadsBackToTheReceipt)
{
    RunReceipt receipt;
    receipt.message = "m";
    receipt.run = "r";
    receipt.source = Place{FolderKind::Failed, "a.eml"};
    receipt.state = RunState::Failed;
    receipt.refusals = {{RefusalKind::VaultFull, "it is full", "make room", CauseId::MissingFrom},
                        {RefusalKind::Held, "held", "", std::nullopt}};
    receipt.outcome = "It stays.";
    receipt.error = Error{ErrorCode::DiskFull, "no room", "delete something", {}};
    const auto back = receiptFromText(receiptAsText(receipt));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(receiptAsText(*back), receiptAsText(receipt));
    EXPECT_EQ(back->source, receipt.source);
    EXPECT_EQ(back->now, std::nullopt);
    EXPECT_EQ(back->refusals.at(0).kind, RefusalKind::VaultFull);
    EXPECT_EQ(back->refusals.at(0).cause, CauseId::MissingFrom);
    EXPECT_EQ(back->error->message, "no room");
    EXPECT_EQ(back->error->code, ErrorCode::DiskFull);
    for (const char* text : {"", "7", "[]", "{}", "{\"refusals\":7}", "{\"refusals\":[7]}"})
        EXPECT_FALSE(receiptFromText(text)) << text;
}

TEST(RunReceiptText, CountsWhatIsRefusedOrHasFailedAsNotWell)
{
    RunReceipt receipt;
    EXPECT_TRUE(isWell(receipt));
    for (const RunState state : runStates) {
        receipt.state = state;
        const bool well = state == RunState::Running || state == RunState::Exposed ||
                          state == RunState::HandedOver || state == RunState::Deleted ||
                          state == RunState::Undone;
        EXPECT_EQ(isWell(receipt), well) << toString(state);
    }
    receipt.state = RunState::HandedOver;
    receipt.error = Error();
    EXPECT_FALSE(isWell(receipt));
}

} // namespace
} // namespace connectorscope
