#include "core/index/action_queue.h"
#include "core/index/run_journal.h"
#include "tests/app/hasty_clock.h"
#include "tests/app/messages.h"
#include "tests/app/site_folder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <future>
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

constexpr const char* builtInSite = "[routing]\nlocal_domains = ['contoso.com']\n"
                                    "[pipeline]\ntransfer = 'builtin'\n";

/// `watch` of a site in a thread of its own; it is both watcher and worker.
class RunningWatch
{
public:
    explicit RunningWatch(const SiteFolder& site,
                          const std::vector<std::string>& arguments = {"watch", "--json"})
        : m_run(std::async(std::launch::async, [this, &site, arguments] {
            CommandSetting setting;
            setting.interrupted = [this] { return m_isOver.load(); };
            return site.run(arguments, setting);
        }))
    {
        while (!roleIsHeld(site))
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ~RunningWatch() { m_isOver = true; }
    RunningWatch(const RunningWatch&) = delete;
    RunningWatch& operator=(const RunningWatch&) = delete;

    CommandRun stop()
    {
        m_isOver = true;
        return m_run.get();
    }

private:
    static bool roleIsHeld(const SiteFolder& site)
    {
        return roleHolder(site.path("work"), Role::Worker).has_value();
    }

    std::atomic<bool> m_isOver = false;
    std::future<CommandRun> m_run;
};

std::vector<nlohmann::ordered_json> receiptsIn(const CommandRun& run)
{
    auto objects = run.objects();
    std::erase_if(objects, [](const auto& object) { return object["event"] != "receipt"; });
    return objects;
}

class WatchWorker : public ::testing::Test
{
protected:
    std::string clean(const std::string& name) const
    {
        m_site.put("failed/" + name, cleanMessage(name));
        return m_site.idOf({"--search", name});
    }
    std::vector<std::string> files(const char* folder) const
    {
        std::vector<std::string> names;
        for (const std::string& name : namesIn(m_site.path(folder)))
            if (!name.starts_with(".connectorscope"))
                names.push_back(name);
        return names;
    }

    const SiteFolder m_site{builtInSite};
};

TEST_F(WatchWorker, DoesWhatOtherProgramsAskForAndTellsIt)
{
    const std::string id = clean("a.eml");
    RunningWatch watch(m_site);
    const CommandRun asked = m_site.run({"requeue", id, "--json"});
    EXPECT_EQ(asked.status, 0) << asked.err;
    EXPECT_THAT(asked.err, HasSubstr("connectorctl watch moves the messages of this site"));
    ASSERT_THAT(asked.objects(), SizeIs(1));
    const auto receipts = receiptsIn(watch.stop());
    ASSERT_THAT(receipts, SizeIs(1));
    auto told = receipts.front();
    EXPECT_EQ(told["occasion"], "asked");
    EXPECT_TRUE(told["action"].is_number());
    for (const char* key : {"at", "event", "occasion", "action"})
        told.erase(key);
    EXPECT_EQ(told, asked.objects().front());
}

TEST_F(WatchWorker, GetsManyRunsToUndoAsOneOrder)
{
    const std::string ids[] = {clean("a.eml"), clean("b.eml"), clean("c.eml")};
    RunningWatch watch(m_site);
    const auto requeued = m_site.run({"requeue", ids[0], ids[1], ids[2], "--yes", "--json"}).objects();
    ASSERT_THAT(requeued, SizeIs(3));
    const CommandRun undone =
        m_site.run({"undo", requeued[0]["run"], requeued[1]["run"], requeued[2]["run"], "--yes", "--json"});
    EXPECT_EQ(undone.status, 0) << undone.err;
    const auto told = undone.objects();
    ASSERT_THAT(told, SizeIs(3));
    for (std::size_t i = 0; i < told.size(); ++i) {
        EXPECT_EQ(told[i]["run"], requeued[i]["run"]);
        EXPECT_EQ(told[i]["message"], requeued[i]["message"]);
        EXPECT_EQ(told[i]["state"], "undone");
    }
    EXPECT_THAT(files("failed"), ElementsAre("a.eml", "b.eml", "c.eml"));
    auto receipts = receiptsIn(watch.stop());
    std::erase_if(receipts, [](const auto& object) { return object["occasion"] != "asked"; });
    ASSERT_THAT(receipts, SizeIs(6));
    EXPECT_NE(receipts[0]["action"], receipts[3]["action"]);
    EXPECT_EQ(receipts[3]["action"], receipts[4]["action"]);
    EXPECT_EQ(receipts[3]["action"], receipts[5]["action"]);
}

TEST_F(WatchWorker, SaysForPeopleWhatItDid)
{
    const std::string id = clean("a.eml");
    RunningWatch watch(m_site, {"watch"});
    ASSERT_EQ(m_site.run({"hold", id}).status, 0);
    const CommandRun run = watch.stop();
    EXPECT_THAT(run.out, HasSubstr("asked       \xE2\x9C\x93 done  " + id + "  It is held.\n"));
    EXPECT_EQ(run.status, 0);
}

TEST_F(WatchWorker, DoesNotTellAsHandedOverWhatWasTakenBack)
{
    const std::string id = clean("a.eml");
    RunningWatch watch(m_site);
    const auto waitUntilIn = [&](const std::string& folder) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (std::chrono::steady_clock::now() < end) {
            const auto listed = m_site.run({"list", "--json", "--all-messages"}).objects();
            if (!listed.empty() && listed[0]["folder"] == folder && listed[0]["state"] == "present")
                return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return false;
    };
    const auto requeued = m_site.run({"requeue", id, "--json"}).objects();
    ASSERT_THAT(requeued, SizeIs(1));
    ASSERT_TRUE(waitUntilIn("pickup"));
    ASSERT_EQ(m_site.run({"undo", requeued[0]["run"]}).status, 0);
    ASSERT_TRUE(waitUntilIn("failed"));
    const auto events = watch.stop().objects();
    std::size_t gone = 0;
    for (const auto& event : events)
        if (event["event"] == "gone" && event["folder"] == "pickup") {
            ++gone;
            EXPECT_EQ(event["handed_over"], false);
        }
    EXPECT_EQ(gone, 1U);
}

TEST_F(WatchWorker, SaysNothingSpecialWhereAnotherProgramIsTheWorker)
{
    (void)clean("a.eml");
    const auto role = RoleLock::take(m_site.path("work"), Role::Worker, "connectorctl pipeline");
    ASSERT_TRUE(role);
    CommandSetting setting;
    setting.interrupted = [end = std::chrono::steady_clock::now() + std::chrono::seconds(1)] {
        return std::chrono::steady_clock::now() > end;
    };
    const CommandRun run = m_site.run({"watch"}, setting);
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.err, IsEmpty());
    EXPECT_THAT(run.out, Not(HasSubstr("trouble")));
}

TEST_F(WatchWorker, SaysOnceWhatKeepsItFromWorkingAndGoesOnWatching)
{
    m_site.put("failed/a.eml", cleanMessage("a.eml"));
    std::filesystem::create_directories(m_site.path("work/worker.lock"));
    CommandSetting setting;
    setting.interrupted = [end = std::chrono::steady_clock::now() + std::chrono::seconds(5)] {
        return std::chrono::steady_clock::now() > end;
    };
    const CommandRun run = m_site.run({"watch", "--json"}, setting);
    const auto objects = run.objects();
    const auto isTrouble = [](const auto& object) { return object["event"] == "trouble"; };
    const auto isJudged = [](const auto& object) { return object["event"] == "judged"; };
    EXPECT_EQ(std::count_if(objects.begin(), objects.end(), isTrouble), 1) << run.out;
    EXPECT_THAT(run.out, HasSubstr("worker.lock"));
    EXPECT_EQ(std::count_if(objects.begin(), objects.end(), isJudged), 1) << run.out;
}

class WaitForWorker : public WatchWorker
{
protected:
    /// Asked while a program that does nothing is the worker, until a person loses patience.
    CommandRun askInVain(const std::vector<std::string>& arguments, std::chrono::seconds patience)
    {
        CommandSetting setting;
        setting.clock = &m_clock;
        setting.interrupted = [this, patience] { return m_clock.slept() >= patience; };
        return m_site.run(arguments, setting);
    }

    HastyClock m_clock;
};

TEST_F(WaitForWorker, SaysAfterAWhileWhoseTurnItIs)
{
    const std::string id = clean("a.eml");
    const auto role = RoleLock::take(m_site.path("work"), Role::Worker, "connectorctl watch");
    ASSERT_TRUE(role);
    m_clock.standAt(std::chrono::seconds(5));
    EXPECT_THAT(askInVain({"hold", id}, std::chrono::seconds(5)).err, Not(HasSubstr("no news")));
    m_clock.standAt(std::chrono::seconds(60));
    const CommandRun run = askInVain({"hold", id}, std::chrono::seconds(60));
    EXPECT_EQ(run.status, 130);
    const std::string told = "no news for 10 s from connectorctl watch (process ";
    EXPECT_THAT(run.err, AllOf(HasSubstr(told), HasSubstr("which has not begun this"),
                               HasSubstr("Ctrl+C takes the order back")));
    EXPECT_EQ(run.err.find(told), run.err.rfind(told)) << "once";
    const auto queue = ActionQueue::open(m_site.path("work"), {"anna", "desk"}).value();
    EXPECT_THAT(queue->unended(10).value(), IsEmpty());
    EXPECT_THAT(files("failed"), ElementsAre("a.eml"));
}

TEST_F(WaitForWorker, LeavesAWorkerThatHangsInTheMiddle)
{
    const std::string id = clean("a.eml");
    const auto role = RoleLock::take(m_site.path("work"), Role::Worker, "connectorctl watch");
    ASSERT_TRUE(role);
    const auto queue = ActionQueue::open(m_site.path("work"), {"anna", "desk"}).value();
    const std::jthread hanging([&](const std::stop_token& stop) {
        while (!stop.stop_requested() && !queue->take(systemClock()->now()).value())
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    });
    const CommandRun run = askInVain({"hold", id}, std::chrono::seconds(60));
    EXPECT_EQ(run.status, 130);
    EXPECT_THAT(run.err, AllOf(HasSubstr("which has begun this"), HasSubstr("Ctrl+C asks it to stop"),
                               HasSubstr("was asked to stop, and has not answered yet")));
    ASSERT_THAT(queue->unended(10).value(), SizeIs(1));
    EXPECT_TRUE(queue->unended(10).value().front().cancelAskedAt);
}

} // namespace
} // namespace connectorscope
