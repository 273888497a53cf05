#include "core/index/role_lock.h"
#include "core/index/run_journal.h"
#include "core/pipeline/action_worker.h"
#include "core/site/site_file.h"
#include "tests/app/messages.h"
#include "tests/app/site_folder.h"

#include <gmock/gmock.h>

#include <chrono>
#include <optional>
#include <thread>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr const char* builtInTransfer = "[routing]\n"
                                        "local_domains = ['contoso.com']\n"
                                        "[pipeline]\n"
                                        "transfer = 'builtin'\n";

class PipelineVerbs : public ::testing::Test
{
protected:
    std::string put(const std::string& name, const std::string& message) const
    {
        m_site.put("failed/" + name, message);
        return m_site.idOf({"--search", name});
    }
    std::string clean(const std::string& name) const { return put(name, cleanMessage(name)); }
    std::string withoutFrom(const std::string& name) const { return put(name, messageWithoutFrom(name)); }

    std::vector<std::string> files(const char* folder) const
    {
        std::vector<std::string> names;
        for (const std::string& name : namesIn(m_site.path(folder)))
            if (!name.starts_with(".connectorscope"))
                names.push_back(name);
        return names;
    }
    nlohmann::ordered_json receipt(const std::vector<std::string>& arguments, int status = 0) const
    {
        const CommandRun run = m_site.run(arguments);
        EXPECT_EQ(run.status, status) << run.out << run.err;
        const auto objects = run.objects();
        EXPECT_EQ(objects.size(), 1U) << run.out;
        return objects.empty() ? nlohmann::ordered_json() : objects.front();
    }
    static CommandSetting answering(const std::string& answer)
    {
        CommandSetting setting;
        setting.input = answer + "\n";
        setting.terminal.inIsTerminal = true;
        return setting;
    }

    const SiteFolder m_site{builtInTransfer};
};

TEST_F(PipelineVerbs, RequeueTakesAMessageToPickUp)
{
    const std::string id = clean("a.eml");
    const CommandRun run = m_site.run({"requeue", id.substr(0, 8)});
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr(id), HasSubstr("It lies in PickUp as ")));
    EXPECT_THAT(files("failed"), IsEmpty());
    ASSERT_THAT(files("pickup"), SizeIs(1));
    EXPECT_THAT(readFile(m_site.path("pickup") / files("pickup").front()),
                AllOf(StartsWith("x-sender: office@example.org\r\nx-receiver: sales@contoso.com\r\n"),
                      HasSubstr("\r\n" + cleanMessage("a.eml"))));
}

TEST_F(PipelineVerbs, RequeueTellsInJsonWhatBecameOfIt)
{
    const std::string id = clean("a.eml");
    const auto told = receipt({"requeue", id, "--json"});
    EXPECT_EQ(told["message"], id);
    EXPECT_EQ(told["state"], "exposed");
    EXPECT_EQ(told["folder"], "failed");
    EXPECT_EQ(told["now_folder"], "pickup");
    EXPECT_THAT(told["refusals"], IsEmpty());
    EXPECT_TRUE(told["error"].is_null());
    EXPECT_EQ(m_site.run({"runs", told["run"]}).status, 0);
}

TEST_F(PipelineVerbs, RequeueRefusesWhatWouldFailAgain)
{
    const std::string id = withoutFrom("a.eml");
    const CommandRun run = m_site.run({"requeue", id});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out, AllOf(HasSubstr("refused"), HasSubstr("missing-from"), HasSubstr("--repair")));
    EXPECT_THAT(files("failed"), ElementsAre("a.eml"));
    EXPECT_EQ(receipt({"requeue", id, "--json"}, 1)["refusals"][0]["cause"], "missing-from");
}

TEST_F(PipelineVerbs, RequeueRepairsOnTheWay)
{
    const std::string id = withoutFrom("a.eml");
    EXPECT_EQ(m_site.run({"requeue", id, "--repair", "--from", "scanner@contoso.com"}).status, 0);
    ASSERT_THAT(files("pickup"), SizeIs(1));
    EXPECT_THAT(readFile(m_site.path("pickup") / files("pickup").front()),
                HasSubstr("From: scanner@contoso.com\r\n"));
}

TEST_F(PipelineVerbs, RequeueGoesToWhomItIsTold)
{
    const std::string id = clean("a.eml");
    EXPECT_EQ(m_site.run({"requeue", id, "--to", "anna@contoso.com,ben@contoso.com"}).status, 0);
    ASSERT_THAT(files("pickup"), SizeIs(1));
    EXPECT_THAT(readFile(m_site.path("pickup") / files("pickup").front()),
                HasSubstr("x-receiver: anna@contoso.com\r\nx-receiver: ben@contoso.com\r\n"));
}

TEST_F(PipelineVerbs, DryRunOfOneShowsItsWayAndChangesNothing)
{
    const std::string id = clean("a.eml");
    const CommandRun run = m_site.run({"requeue", id, "--dry-run"});
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr("goes through"), HasSubstr("sales@contoso.com"),
                               HasSubstr("+ x-sender: office@example.org"), HasSubstr("claim"),
                               Not(HasSubstr("- From:"))));
    EXPECT_THAT(files("failed"), ElementsAre("a.eml"));
    EXPECT_THAT(files("pickup"), IsEmpty());
    EXPECT_THAT(m_site.run({"runs", "--json"}).out, IsEmpty());
}

TEST_F(PipelineVerbs, DryRunOfManySumsUp)
{
    clean("a.eml");
    withoutFrom("b.eml");
    put("c.eml", "From: x@example.org\r\nTo: other@example.org\r\nSubject: c.eml\r\n"
                 "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\nMessage-ID: <c@example.org>\r\n\r\nText.\r\n");
    const CommandRun run = m_site.run({"requeue", "--folder", "failed", "--dry-run"});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out, HasSubstr("3 messages: 1 goes through, 1 needs a mailbox (--to ADDRESS), "
                                   "1 is refused."));
    EXPECT_EQ(m_site.run({"requeue", "--folder", "failed", "--dry-run", "--json"}).objects().size(), 3U);
    EXPECT_THAT(files("failed"), SizeIs(3));
}

TEST_F(PipelineVerbs, ManyNeedAYes)
{
    clean("a.eml");
    clean("b.eml");
    const CommandRun unasked = m_site.run({"requeue", "--all"});
    EXPECT_EQ(unasked.status, 2);
    EXPECT_THAT(unasked.err, AllOf(HasSubstr("2 messages: 2 go through."), HasSubstr("--yes")));
    const CommandRun refused = m_site.run({"requeue", "--all"}, answering(""));
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.err, HasSubstr("Nothing was changed."));
    EXPECT_THAT(files("failed"), SizeIs(2));
    const CommandRun agreed = m_site.run({"requeue", "--all"}, answering("yes"));
    EXPECT_EQ(agreed.status, 0) << agreed.err;
    EXPECT_THAT(agreed.out, HasSubstr("2 messages: 2 done."));
    EXPECT_THAT(files("pickup"), SizeIs(2));
}

TEST_F(PipelineVerbs, AllIsWhatIsNeitherRefusedNorHeldNorUnderWay)
{
    const std::string good = clean("a.eml");
    withoutFrom("b.eml");
    const std::string held = clean("c.eml");
    ASSERT_EQ(m_site.run({"hold", held}).status, 0);
    const auto told = receipt({"requeue", "--all", "--yes", "--json"});
    EXPECT_EQ(told["message"], good);
    const CommandRun again = m_site.run({"requeue", "--folder", "failed", "--yes", "--json"});
    EXPECT_EQ(again.status, 1);
    ASSERT_THAT(again.objects(), SizeIs(1));
    EXPECT_EQ(again.objects()[0]["refusals"][0]["kind"], "still-fatal");
}

TEST_F(PipelineVerbs, RequeueOfAllSaysWhyNoneOfThemWent)
{
    withoutFrom("a.eml");
    withoutFrom("b.eml");
    const CommandRun run = m_site.run({"requeue", "--all", "--yes"});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.err, AllOf(HasSubstr("Nothing was requeued. 2 messages: 0 go through, 2 are refused."),
                               HasSubstr("2 refused: it would fail again: "), HasSubstr("--repair")));
    EXPECT_THAT(run.out, IsEmpty());
}

TEST_F(PipelineVerbs, DryRunAndRunRefuseTheSameOfTwoThatAreTheSame)
{
    clean("a.eml");
    m_site.put("failed/b.eml", "X-Other: 1\r\n" + cleanMessage("a.eml"));
    const auto passing = [this](const char* how) {
        const CommandRun run = m_site.run({"requeue", "--folder", "failed", how, "--json"});
        EXPECT_EQ(run.status, 1) << run.err;
        std::vector<std::string> passed;
        for (const auto& object : run.objects())
            if (object["refusals"].empty())
                passed.push_back(object["message"]);
        return passed;
    };
    const std::vector<std::string> expected = passing("--dry-run");
    EXPECT_THAT(expected, SizeIs(1));
    EXPECT_EQ(passing("--yes"), expected);
    EXPECT_THAT(files("pickup"), SizeIs(1));
    EXPECT_THAT(files("failed"), SizeIs(1));
}

TEST_F(PipelineVerbs, RequeueSendsTwoThatAreTheSameWhereItIsTold)
{
    clean("a.eml");
    m_site.put("failed/b.eml", "X-Other: 1\r\n" + cleanMessage("a.eml"));
    const CommandRun run = m_site.run({"requeue", "--folder", "failed", "--again", "--yes"});
    EXPECT_EQ(run.status, 0) << run.out;
    EXPECT_THAT(files("pickup"), SizeIs(2));
}

TEST_F(PipelineVerbs, SayThatThereIsNothingToDo)
{
    const CommandRun run = m_site.run({"requeue", "--all", "--json"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr("nothing to requeue"));
}

TEST_F(PipelineVerbs, AskWhoeverIsTheWorker)
{
    const std::string id = clean("a.eml");
    const std::string held = clean("b.eml");
    const std::string deleted = withoutFrom("c.eml");
    const auto real = realFileSystem();
    const auto clock = systemClock();
    const auto site = loadSite(*real, pathFromBytes(m_site.siteFile()));
    ASSERT_TRUE(site);
    auto worker =
        ActionWorker::begin(*site, {*real, *clock, {"berta", "desk"}, "boot"}, "connectorctl pipeline");
    ASSERT_TRUE(worker) << worker.error().message;
    const std::jthread service([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            EXPECT_TRUE((*worker)->serveOne({}));
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    });
    const CommandRun run = m_site.run({"requeue", id, "--json"});
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.err,
                StartsWith("connectorctl: as connectorctl pipeline moves the messages of this site"));
    ASSERT_THAT(run.objects(), SizeIs(1));
    const auto told = run.objects().front();
    EXPECT_EQ(told["state"], "exposed");
    EXPECT_EQ(told["message"], id);
    EXPECT_THAT(files("pickup"), SizeIs(1));
    const std::string began = told["run"];
    EXPECT_EQ(receipt({"undo", began, "--json"})["state"], "undone");
    EXPECT_THAT(files("failed"), ElementsAre("a.eml", "b.eml", "c.eml"));
    EXPECT_EQ(receipt({"hold", held, "--json"})["message"], held);
    EXPECT_THAT(files("failed"), ElementsAre("a.eml", "c.eml"));
    EXPECT_EQ(m_site.run({"release", held}).status, 0);
    EXPECT_EQ(receipt({"delete", deleted, "--json"})["state"], "deleted");
    EXPECT_THAT(files("failed"), ElementsAre("a.eml", "b.eml"));
}

TEST_F(PipelineVerbs, DoItThemselvesWhenTheWorkerEndsWithoutALookAtIt)
{
    const std::string id = clean("a.eml");
    std::optional<RoleLock> lock =
        RoleLock::take(m_site.path("work"), Role::Worker, "connectorctl pipeline").value();
    const std::jthread ending([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(600));
        lock.reset();
    });
    EXPECT_EQ(receipt({"requeue", id, "--json"})["state"], "exposed");
    EXPECT_THAT(files("pickup"), SizeIs(1));
}

TEST_F(PipelineVerbs, CancelWhatTheWorkerHasNotBegun)
{
    const std::string id = clean("a.eml");
    const auto lock = RoleLock::take(m_site.path("work"), Role::Worker, "connectorctl pipeline");
    ASSERT_TRUE(lock);
    EXPECT_EQ(m_site.run({"requeue", id, "--dry-run"}).status, 0);
    const auto begin = std::chrono::steady_clock::now();
    CommandSetting impatient;
    impatient.interrupted = [begin] {
        return std::chrono::steady_clock::now() - begin > std::chrono::seconds(1);
    };
    const CommandRun run = m_site.run({"delete", id}, impatient);
    EXPECT_EQ(run.status, 130);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(files("failed"), ElementsAre("a.eml"));
    const auto queue = ActionQueue::open(m_site.path("work"), {"anna", "desk"}).value();
    ASSERT_THAT(queue->latest(10).value(), SizeIs(1));
    EXPECT_EQ(queue->latest(10).value().front().state, ActionState::Cancelled);
}

TEST_F(PipelineVerbs, RequeueWaitsUntilItIsHandedOver)
{
    const std::string id = clean("a.eml");
    std::jthread service([this](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            for (const std::string& name : files("pickup"))
                std::filesystem::remove(m_site.path("pickup") / name);
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    });
    EXPECT_EQ(receipt({"requeue", id, "--wait", "--json"})["state"], "handed-over");
}

TEST_F(PipelineVerbs, WaitingEndsWhenItIsInterrupted)
{
    const std::string id = clean("a.eml");
    CommandSetting setting;
    setting.interrupted = [this] { return !files("pickup").empty(); };
    const CommandRun run = m_site.run({"requeue", id, "--wait", "--json"}, setting);
    EXPECT_EQ(run.status, 130);
    ASSERT_THAT(run.objects(), SizeIs(1));
    EXPECT_EQ(run.objects()[0]["state"], "exposed");
}

TEST_F(PipelineVerbs, UndoTakesItBack)
{
    const std::string id = clean("a.eml");
    const std::string run = receipt({"requeue", id, "--json"})["run"];
    const CommandRun forecast = m_site.run({"undo", run, "--dry-run"});
    EXPECT_EQ(forecast.status, 0);
    EXPECT_THAT(forecast.out, HasSubstr("would be taken back"));
    EXPECT_THAT(files("pickup"), SizeIs(1));
    EXPECT_EQ(receipt({"undo", run.substr(0, 8), "--json"})["state"], "undone");
    EXPECT_THAT(files("pickup"), IsEmpty());
    EXPECT_THAT(files("failed"), ElementsAre("a.eml"));
    EXPECT_EQ(readFile(m_site.path("failed/a.eml")), cleanMessage("a.eml"));
    EXPECT_EQ(m_site.run({"undo", run}).status, 1);
    EXPECT_EQ(m_site.run({"undo", run, "--dry-run"}).status, 1);
}

TEST_F(PipelineVerbs, UndoSaysThatItIsTooLate)
{
    const std::string id = clean("a.eml");
    const std::string run = receipt({"requeue", id, "--json"})["run"];
    std::filesystem::remove(m_site.path("pickup") / files("pickup").front());
    const CommandRun late = m_site.run({"undo", run});
    EXPECT_EQ(late.status, 1);
    EXPECT_THAT(late.out, HasSubstr("Too late"));
}

TEST_F(PipelineVerbs, UndoOfManyNeedsAYes)
{
    const std::string first = receipt({"requeue", clean("a.eml"), "--json"})["run"];
    const std::string second = receipt({"requeue", clean("b.eml"), "--json"})["run"];
    EXPECT_EQ(m_site.run({"undo", first, second}).status, 2);
    EXPECT_THAT(files("pickup"), SizeIs(2));
    EXPECT_EQ(m_site.run({"undo", first, second, first, "--yes"}).status, 0);
    EXPECT_THAT(files("failed"), ElementsAre("a.eml", "b.eml"));
}

TEST_F(PipelineVerbs, HoldMovesAwayAndReleaseBringsBack)
{
    const std::string id = clean("a.eml");
    EXPECT_THAT(m_site.run({"hold", id, "--dry-run"}).out, HasSubstr("would be held"));
    EXPECT_THAT(files("failed"), ElementsAre("a.eml"));
    EXPECT_EQ(receipt({"hold", id, "--note", "asked the sender", "--json"})["outcome"], "It is held.");
    EXPECT_THAT(files("failed"), IsEmpty());
    const CommandRun twice = m_site.run({"hold", id});
    EXPECT_EQ(twice.status, 1);
    EXPECT_THAT(twice.out, HasSubstr("asked the sender"));
    EXPECT_EQ(m_site.run({"release", id, "--dry-run"}).status, 0);
    EXPECT_EQ(receipt({"release", "--all", "--json"})["now_folder"], "failed");
    EXPECT_EQ(readFile(m_site.path("failed/a.eml")), cleanMessage("a.eml"));
    EXPECT_EQ(m_site.run({"release", id}).status, 1);
}

TEST_F(PipelineVerbs, DeleteMovesIntoTheVaultAndUndoBringsBack)
{
    const std::string id = withoutFrom("a.eml");
    EXPECT_EQ(receipt({"delete", id, "--dry-run", "--json"})["passes"], true);
    EXPECT_THAT(files("failed"), ElementsAre("a.eml"));
    const auto told = receipt({"delete", id, "--json"});
    EXPECT_EQ(told["state"], "deleted");
    EXPECT_EQ(told["outcome"], "It lies in the vault for 90 days.");
    EXPECT_THAT(files("failed"), IsEmpty());
    const std::string run = told["run"];
    for (const char* verb : {"requeue", "hold", "delete"})
        EXPECT_THAT(m_site.run({verb, id}).out, HasSubstr("run " + run +
                                                          " has deleted it. To bring it back: "
                                                          "connectorctl undo " +
                                                          run))
            << verb;
    EXPECT_EQ(m_site.run({"undo", told["run"]}).status, 0);
    EXPECT_EQ(readFile(m_site.path("failed/a.eml")), messageWithoutFrom("a.eml"));
}

TEST_F(PipelineVerbs, ChangesOfManyNeedAYes)
{
    clean("a.eml");
    clean("b.eml");
    const CommandRun run = m_site.run({"delete", "--folder", "failed"});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, AllOf(HasSubstr("a.eml"), HasSubstr("b.eml"), HasSubstr("Delete 2 messages?")));
    EXPECT_THAT(files("failed"), SizeIs(2));
    EXPECT_EQ(m_site.run({"delete", "--folder", "failed", "--yes"}).status, 0);
    EXPECT_THAT(files("failed"), IsEmpty());
}

TEST_F(PipelineVerbs, RepairRequeuesWhatItWasShown)
{
    withoutFrom("a.eml");
    const std::string file = pathBytes(m_site.path("failed/a.eml"));
    EXPECT_EQ(m_site.run({"repair", file, "--requeue"}).status, 1);
    EXPECT_THAT(files("failed"), ElementsAre("a.eml"));
    const CommandRun run = m_site.run({"repair", file, "--requeue", "--from", "scanner@contoso.com"});
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr("+From: scanner@contoso.com"), HasSubstr("It lies in PickUp")));
    EXPECT_THAT(files("pickup"), SizeIs(1));
}

TEST_F(PipelineVerbs, RepairPrintsTheReceiptAfterWhatItHasRepaired)
{
    withoutFrom("a.eml");
    const CommandRun run = m_site.run({"repair", pathBytes(m_site.path("failed/a.eml")), "--requeue",
                                       "--from", "scanner@contoso.com", "--json"});
    EXPECT_EQ(run.status, 0) << run.err;
    ASSERT_THAT(run.objects(), SizeIs(2));
    EXPECT_EQ(run.objects()[0]["repairs"][0]["repair"], "set-from");
    EXPECT_EQ(run.objects()[1]["state"], "exposed");
}

TEST_F(PipelineVerbs, RepairSaysWhatRequeueingWouldDo)
{
    withoutFrom("a.eml");
    const CommandRun run = m_site.run({"repair", pathBytes(m_site.path("failed/a.eml")), "--requeue",
                                       "--from", "scanner@contoso.com", "--dry-run", "--json"});
    EXPECT_EQ(run.status, 0) << run.err;
    ASSERT_THAT(run.objects(), SizeIs(2));
    EXPECT_EQ(run.objects()[1]["dry_run"], true);
    EXPECT_EQ(run.objects()[1]["passes"], true);
    EXPECT_EQ(run.objects()[1]["repairs"][0]["repair"], "set-from");
    EXPECT_THAT(files("failed"), ElementsAre("a.eml"));
    EXPECT_THAT(files("pickup"), IsEmpty());
    EXPECT_EQ(m_site.run({"repair", "a.eml", "--dry-run"}).status, 2);
}

TEST_F(PipelineVerbs, RepairRequeuesNothingOfOtherFolders)
{
    m_site.put("other/a.eml", cleanMessage());
    const CommandRun run = m_site.run({"repair", pathBytes(m_site.path("other/a.eml")), "--requeue"});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr("no folder of site 'Contoso'"));
    EXPECT_EQ(m_site.run({"repair", "a.eml", "b.eml", "--requeue"}).status, 2);
}

TEST_F(PipelineVerbs, NeedMessagesOrSelectors)
{
    for (const char* verb : {"requeue", "hold", "release", "delete"}) {
        EXPECT_EQ(m_site.run({verb}).status, 2) << verb;
        EXPECT_EQ(m_site.run({verb, "abc", "--all"}).status, 2) << verb;
        EXPECT_EQ(m_site.run({verb, "nosuchid"}).status, 2) << verb;
    }
    EXPECT_EQ(m_site.run({"undo"}).status, 2);
    EXPECT_EQ(m_site.run({"undo", "nosuchrun"}).status, 2);
    EXPECT_EQ(m_site.run({"requeue", "abc", "--from", "x@example.org"}).status, 2);
}

class ResumeVerb : public PipelineVerbs
{
protected:
    /// A run of which nobody can know whether it was handed over.
    std::string unknownRun()
    {
        const std::string id = clean("a.eml");
        const auto journal = RunJournal::open(m_site.path("work"), {"anna", "desk"}).value();
        const NewRun begun{id, "requeue", {FolderKind::Failed, "a.eml"}, std::nullopt};
        std::string run = journal->begin({&begun, 1}, UtcTime()).value().front().value().id;
        for (const RunState state : {RunState::Exposed, RunState::OutcomeUnknown}) {
            const RunEntry entry{.run = run, .becomes = state, .outcome = "Nobody knows."};
            EXPECT_TRUE(journal->write({&entry, 1}, UtcTime()));
        }
        return run;
    }
};

TEST_F(ResumeVerb, HasNothingToDoWhereAllIsWell)
{
    const CommandRun run = m_site.run({"resume"});
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, IsEmpty());
}

TEST_F(ResumeVerb, NotesWhatConsumersHaveTaken)
{
    clean("a.eml");
    ASSERT_EQ(m_site.run({"requeue", "--all"}).status, 0);
    std::filesystem::remove(m_site.path("pickup") / files("pickup").front());
    EXPECT_EQ(receipt({"resume", "--json"})["state"], "handed-over");
}

TEST_F(ResumeVerb, AsksAPersonWhatNobodyElseKnows)
{
    const std::string run = unknownRun();
    EXPECT_THAT(m_site.run({"resume", "--dry-run"}).out, HasSubstr(run));
    const CommandRun resumed = m_site.run({"resume"});
    EXPECT_EQ(resumed.status, 1);
    EXPECT_THAT(resumed.out, AllOf(HasSubstr("Nobody knows."), HasSubstr("--as handed-over")));
    EXPECT_EQ(m_site.run({"resume", run}).status, 2);
    EXPECT_EQ(receipt({"resume", run, "--as", "handed-over", "--json"})["state"], "handed-over");
    EXPECT_EQ(m_site.run({"resume"}).status, 0);
    const CommandRun late = m_site.run({"resume", run, "--as", "undone"});
    EXPECT_EQ(late.status, 1);
    EXPECT_EQ(late.out.find(run), late.out.rfind(run)) << "named twice: " << late.out;
    EXPECT_EQ(m_site.run({"resume", "nosuchrun", "--as", "undone"}).status, 2);
}

} // namespace
} // namespace connectorscope
