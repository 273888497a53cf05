#include "core/index/role_lock.h"
#include "tests/e2e/requeue_site.h"
#include "tests/e2e/watch_program_posix.h"

#include <gmock/gmock.h>

#include <csignal>
#include <optional>
#include <set>
#include <utility>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

/// `connectorctl watch` has judged all that is stuck, and is the worker.
class WorkerProgram : public ::testing::Test
{
protected:
    void begin(int messages)
    {
        for (int i = 0; i < messages; ++i)
            m_site.put(i);
        m_watch.emplace(m_site.siteFile(), m_output.path());
        ASSERT_TRUE(waitUntil([&] { return std::cmp_equal(m_watch->count("judged"), messages); }));
        ASSERT_TRUE(waitUntil([&] { return roleHolder(m_site.path("work"), Role::Worker).has_value(); }));
    }

    /// The receipts that the watch has printed on that occasion, without what a receipt elsewhere has not.
    std::set<std::string> receipts(const std::string& occasion) const
    {
        std::set<std::string> found;
        for (nlohmann::json event : m_watch->events()) {
            if (event["event"] != "receipt" || event["occasion"] != occasion)
                continue;
            for (const char* key : {"at", "event", "occasion", "action"})
                event.erase(key);
            found.insert(event.dump());
        }
        return found;
    }

    WatchProgram requeueAll() const
    {
        return WatchProgram(m_site.siteFile(), m_output.path(), {"requeue", "--all", "--yes", "--json"});
    }

    const RequeueSite m_site;
    const TempDir m_output;
    std::optional<WatchProgram> m_watch;
};

TEST_F(WorkerProgram, DoesWhatAnotherAsksForWhileAServiceTakesIt)
{
    constexpr int messages = 30;
    begin(messages);
    const PickUpService service(m_site);
    WatchProgram requeue = requeueAll();
    EXPECT_EQ(requeue.wait(), 0) << requeue.errors();
    EXPECT_THAT(requeue.errors(), HasSubstr("connectorctl watch moves the messages of this site"));
    std::set<std::string> told;
    for (const auto& receipt : requeue.events())
        told.insert(receipt.dump());
    EXPECT_THAT(told, SizeIs(messages));
    EXPECT_TRUE(waitUntil([&] { return receipts("observed").size() == messages; })) << m_watch->output();
    EXPECT_EQ(receipts("asked"), told);
    EXPECT_THAT(receipts("observed"), Each(HasSubstr("\"handed-over\"")));
    EXPECT_THAT(m_site.delivered(), AllOf(SizeIs(messages), Each(Pair(testing::_, 1))));
    EXPECT_EQ(m_watch->stop(SIGTERM), 0) << m_watch->errors();
}

TEST_F(WorkerProgram, LeavesItsWorkToWhomeverWaitsForItWhenItIsKilled)
{
    constexpr int messages = 200;
    begin(messages);
    const PickUpService service(m_site);
    WatchProgram requeue = requeueAll();
    ASSERT_TRUE(waitUntil([&] { return !m_site.delivered().empty(); }));
    EXPECT_EQ(m_watch->stop(SIGKILL), 1000 + SIGKILL);
    EXPECT_EQ(requeue.wait(), 0) << requeue.output() << requeue.errors();
    std::set<std::string> told;
    for (const auto& receipt : requeue.events()) {
        EXPECT_TRUE(receipt["state"] == "exposed" || receipt["state"] == "handed-over") << receipt;
        told.insert(receipt["message"]);
    }
    EXPECT_THAT(told, SizeIs(messages));
    EXPECT_THAT(m_site.delivered(), AllOf(SizeIs(messages), Each(Pair(testing::_, 1))));
    EXPECT_THAT(m_site.names("failed"), IsEmpty());
}

} // namespace
} // namespace connectorscope
