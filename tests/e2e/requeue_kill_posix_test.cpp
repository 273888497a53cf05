#include "tests/e2e/requeue_site.h"
#include "tests/e2e/watch_program_posix.h"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

namespace connectorscope {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(RequeueProgram, WaitsUntilAServiceHasTakenAll)
{
    const RequeueSite site;
    const TempDir output;
    for (int i = 0; i < 10; ++i)
        site.put(i);
    const PickUpService service(site);
    WatchProgram requeue(site.siteFile(), output.path(), {"requeue", "--all", "--yes", "--wait", "--json"});
    EXPECT_EQ(requeue.wait(), 0) << requeue.errors();
    const auto receipts = requeue.events();
    EXPECT_EQ(receipts.size(), 10U);
    for (const auto& receipt : receipts)
        EXPECT_EQ(receipt["state"], "handed-over");
    EXPECT_EQ(site.delivered().size(), 10U);
}

TEST(RequeueProgram, OfTwoMachinesTakesEachMessageOnce)
{
    constexpr int messages = 60;
    const RequeueSite site;
    const TempDir output;
    for (int i = 0; i < messages; ++i)
        site.put(i);
    // The same folders, as another machine with a work folder of its own sees them.
    std::string other = readFile(site.siteFile());
    other.replace(other.find("work = 'work'"), 13, "work = 'elsewhere'");
    const std::filesystem::path otherFile = site.path("other.toml");
    writeFile(otherFile, other);
    const std::vector<std::string> all{"requeue", "--all", "--yes", "--json"};
    {
        const PickUpService service(site);
        WatchProgram first(site.siteFile(), output.path(), all);
        WatchProgram second(otherFile.string(), output.path(), all);
        for (WatchProgram* program : {&first, &second}) {
            const int status = program->wait();
            EXPECT_TRUE(status == 0 || status == 1 || status == 3) << status << program->errors();
        }
    }
    const auto delivered = site.delivered();
    EXPECT_EQ(delivered.size(), static_cast<std::size_t>(messages));
    for (const auto& [message, times] : delivered)
        EXPECT_EQ(times, 1) << message;
    EXPECT_THAT(site.names("failed"), IsEmpty());
    for (const std::string& name : namesIn(site.path(".connectorscope-staging")))
        EXPECT_EQ(name, "held") << "nothing is left half done";
}

TEST(RequeueProgram, LosesAndDoublesNothingHoweverOftenItIsKilled)
{
    const bool isLong = std::getenv("CONNECTORSCOPE_SOAK") != nullptr;
    const int kills = isLong ? 5000 : 100;
    const RequeueSite site;
    const TempDir output;
    std::mt19937 random(std::random_device{}());
    std::uniform_int_distribution<int> life(0, 400);
    std::uniform_int_distribution<int> arrivals(0, 4);
    int messages = 0;
    {
        const PickUpService service(site);
        for (int i = 0; i < kills; ++i) {
            for (int arrived = arrivals(random); arrived > 0; --arrived)
                site.put(messages++);
            WatchProgram requeue(site.siteFile(), output.path(), {"requeue", "--all", "--yes"});
            std::this_thread::sleep_for(std::chrono::milliseconds(life(random)));
            const int status = requeue.stop(SIGKILL);
            ASSERT_TRUE(status == 1000 + SIGKILL || status == 0) << status << ' ' << requeue.errors();
        }
        WatchProgram resume(site.siteFile(), output.path(), {"resume"});
        EXPECT_EQ(resume.wait(), 0) << resume.output() << resume.errors();
        WatchProgram last(site.siteFile(), output.path(), {"requeue", "--all", "--yes"});
        EXPECT_EQ(last.wait(), 0) << last.output() << last.errors();
    }
    const auto delivered = site.delivered();
    EXPECT_EQ(delivered.size(), static_cast<std::size_t>(messages));
    for (int i = 0; i < messages; ++i) {
        const auto found = delivered.find(RequeueSite::message(i));
        ASSERT_NE(found, delivered.end()) << "message " << i << " is lost";
        EXPECT_EQ(found->second, 1) << "message " << i;
    }
    EXPECT_THAT(site.names("failed"), IsEmpty());
    WatchProgram runs(site.siteFile(), output.path(), {"runs", "--unfinished", "--json"});
    EXPECT_EQ(runs.wait(), 0);
    for (const auto& run : runs.events())
        EXPECT_EQ(run["state"], "exposed") << run;
}

} // namespace
} // namespace connectorscope
