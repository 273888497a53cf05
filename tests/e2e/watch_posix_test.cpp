#include "tests/e2e/connector_posix.h"
#include "tests/e2e/site_books.h"
#include "tests/e2e/watch_program_posix.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class WatchedConnector : public ::testing::Test
{
protected:
    static int rounds() { return std::getenv("CONNECTORSCOPE_SOAK") == nullptr ? 3 : 60; }

    /// Until all that lies in the folders is known and, where files are read, judged.
    bool isUpToDate() const
    {
        std::vector<std::string> expected;
        for (const auto& [folder, key] :
             {std::pair("Failed Mail", "failed/"), std::pair("Incoming Mail", "incoming/"),
              std::pair("PickUp", "pickup/")})
            for (const std::string& name : connector.namesIn(folder))
                expected.push_back(key + name);
        std::vector<std::string> known;
        for (const MessageRow& row : books.rows()) {
            if (row.place.folder != FolderKind::PickUp && !row.judged)
                return false;
            known.push_back(std::string(toString(row.place.folder)) + "/" + row.place.name);
        }
        std::sort(expected.begin(), expected.end());
        std::sort(known.begin(), known.end());
        return known == expected;
    }

    bool comesUpToDate() const
    {
        return waitUntil([this] { return isUpToDate(); });
    }

    Connector connector;
    TempDir output;
    SiteBooks books{connector.work()};
};

TEST_F(WatchedConnector, IsToldOfExactly)
{
    WatchProgram watch(connector.siteFile(), output.path());
    ASSERT_TRUE(waitUntil([&] { return watch.count("started") == 1; }));
    std::vector<std::string> failed;
    std::vector<std::string> removed;
    std::vector<std::string> handedOver;
    for (int round = 0; round < rounds(); ++round) {
        std::vector<std::string> faulty;
        std::vector<std::string> good;
        for (int i = 0; i < 5; ++i) {
            const bool isFaulty = i % 2 == 0;
            const std::string name =
                i < 3 ? connector.downloadSlowly(isFaulty) : connector.download(isFaulty);
            (isFaulty ? faulty : good).push_back(name);
        }
        ASSERT_TRUE(comesUpToDate());
        std::vector<std::string> inPickUp;
        for (const std::string& name : faulty)
            connector.fail(name);
        for (const std::string& name : good)
            inPickUp.push_back(connector.transfer(name));
        ASSERT_TRUE(comesUpToDate());
        for (const std::string& name : inPickUp)
            connector.pickUp(name);
        connector.removeFailed(faulty.front());
        ASSERT_TRUE(comesUpToDate());
        removed.push_back(faulty.front());
        failed.insert(failed.end(), faulty.begin() + 1, faulty.end());
        handedOver.insert(handedOver.end(), good.begin(), good.end());
    }
    EXPECT_EQ(watch.stop(SIGTERM), 0) << watch.errors();

    for (const std::string& name : failed)
        EXPECT_THAT(books.story(name),
                    ElementsAre("arrived incoming", "judged incoming", "moved failed", "judged failed"));
    for (const std::string& name : removed)
        EXPECT_THAT(books.story(name), ElementsAre("arrived incoming", "judged incoming", "moved failed",
                                                   "judged failed", "gone failed"));
    for (const std::string& name : handedOver)
        EXPECT_THAT(books.story(name), ElementsAre("arrived incoming", "judged incoming", "gone incoming"));
    const auto messages = static_cast<std::int64_t>(failed.size() + removed.size() + handedOver.size());
    EXPECT_EQ(books.figure("arrived"), messages);
    EXPECT_EQ(books.figure("failed"), static_cast<std::int64_t>(failed.size() + removed.size()));
    EXPECT_EQ(books.figure("handed_over"), static_cast<std::int64_t>(handedOver.size()));
    std::vector<std::string> present;
    for (const std::string& name : failed)
        present.push_back("failed/" + name + " blocked missing-from");
    EXPECT_EQ(books.present(), present);
    EXPECT_THAT(watch.errors(), IsEmpty());
}

TEST_F(WatchedConnector, IsWatchedOnWhereTheLastProgramStopped)
{
    connector.download(true);
    {
        WatchProgram watch(connector.siteFile(), output.path());
        ASSERT_TRUE(comesUpToDate());
        EXPECT_EQ(watch.stop(SIGINT), 0);
        EXPECT_EQ(watch.events().front()["event"], "started");
        EXPECT_EQ(watch.events().back()["event"], "stopped");
        const std::string run = watch.events().front()["run"];
        EXPECT_THAT(readFile(connector.work() / "log/connectorctl-watch.log"),
                    AllOf(HasSubstr(run), HasSubstr("watching begins"), HasSubstr("watching ends")));
    }
    connector.download(true);
    WatchProgram watch(connector.siteFile(), output.path());
    ASSERT_TRUE(comesUpToDate());
    EXPECT_EQ(watch.stop(SIGTERM), 0);
    EXPECT_EQ(watch.count("judged"), 1U) << watch.output();
    EXPECT_EQ(books.figure("arrived"), 2);
}

TEST_F(WatchedConnector, HasOneWatcherAndAKilledOnesPlaceIsFree)
{
    WatchProgram first(connector.siteFile(), output.path());
    ASSERT_TRUE(waitUntil([&] { return first.count("started") == 1; }));
    WatchProgram second(connector.siteFile(), output.path());
    EXPECT_EQ(second.wait(), 3);
    EXPECT_THAT(second.errors(),
                AllOf(HasSubstr("connectorctl watch, process"), HasSubstr("End that program")));
    EXPECT_THAT(second.output(), IsEmpty());
    EXPECT_EQ(first.stop(SIGKILL), 1000 + SIGKILL);
    WatchProgram third(connector.siteFile(), output.path());
    ASSERT_TRUE(waitUntil([&] { return third.count("started") == 1; }));
    EXPECT_EQ(third.stop(SIGTERM), 0);
}

TEST_F(WatchedConnector, LosesNothingWhileAFolderIsAway)
{
    std::vector<std::string> present;
    for (int i = 0; i < 5; ++i) {
        const std::string name = connector.download(true);
        connector.fail(name);
        present.push_back("failed/" + name + " blocked missing-from");
    }
    WatchProgram watch(connector.siteFile(), output.path());
    ASSERT_TRUE(comesUpToDate());
    std::vector<std::string> ids;
    for (const MessageRow& row : books.rows())
        ids.push_back(row.id);
    std::filesystem::rename(connector.folder() / "Failed Mail", connector.folder() / "away");
    ASSERT_TRUE(waitUntil([&] { return watch.count("unreachable") == 1; }));
    EXPECT_EQ(books.present(), present);
    std::filesystem::rename(connector.folder() / "away", connector.folder() / "Failed Mail");
    ASSERT_TRUE(waitUntil([&] { return watch.count("reachable") == 1; }));
    const std::string later = connector.download(true);
    connector.fail(later);
    present.push_back("failed/" + later + " blocked missing-from");
    ASSERT_TRUE(comesUpToDate());
    EXPECT_EQ(watch.stop(SIGTERM), 0);
    EXPECT_EQ(books.present(), present);
    EXPECT_EQ(watch.count("gone"), 0U);
    EXPECT_EQ(books.figure("failed"), 6);
    for (const MessageRow& row : books.rows()) {
        if (row.place.name != later) {
            EXPECT_THAT(ids, ::testing::Contains(row.id));
        }
    }
}

TEST_F(WatchedConnector, IsListedWhileItIsWatched)
{
    const std::string name = connector.download(true);
    connector.fail(name);
    WatchProgram watch(connector.siteFile(), output.path());
    ASSERT_TRUE(comesUpToDate());
    WatchProgram list(connector.siteFile(), output.path(), {"list"});
    EXPECT_EQ(list.wait(), 1);
    EXPECT_THAT(list.output(),
                AllOf(HasSubstr("1 message is stuck"), HasSubstr(", as connectorctl watch tells.")));
    EXPECT_EQ(watch.stop(SIGTERM), 0);
}

} // namespace
} // namespace connectorscope
