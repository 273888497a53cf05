#include "core/pipeline/retry_policy.h"
#include "tests/app/messages.h"
#include "tests/app/site_folder.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A clock for which each short sleep, as that between two looks of the worker, lasts ten seconds, until
/// something has happened. Who sleeps for longer waits until those have passed it.
class LeapingClock final : public Clock
{
public:
    /// `isOver` is asked on several threads.
    explicit LeapingClock(std::function<bool()> isOver)
        : m_isOver(std::move(isOver))
    {
    }

    UtcTime now() override { return m_real->now() + leapt(); }
    SteadyTime steadyNow() override { return m_real->steadyNow() + leapt(); }
    using Clock::sleep;
    bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override
    {
        constexpr std::chrono::milliseconds blink{1};
        if (duration <= std::chrono::milliseconds(200)) {
            if (!m_isOver())
                m_leapt += std::chrono::nanoseconds(std::chrono::seconds(10)).count();
            std::this_thread::sleep_for(blink);
            return !stop.stop_requested();
        }
        const SteadyTime end = steadyNow() + duration;
        while (!stop.stop_requested() && steadyNow() < end)
            std::this_thread::sleep_for(blink);
        return !stop.stop_requested();
    }

private:
    std::chrono::nanoseconds leapt() const { return std::chrono::nanoseconds(m_leapt); }

    std::function<bool()> m_isOver;
    std::unique_ptr<Clock> m_real = systemClock();
    std::atomic<std::int64_t> m_leapt = 0;
};

/// Where nothing can be claimed: a scanner has every file open.
class ScannedFolders final : public ForwardingFileSystem
{
public:
    using ForwardingFileSystem::ForwardingFileSystem;

    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        if (to.extension() == ".claimed") {
            ++claims;
            return fail(ErrorCode::WriteFault, "a scanner does not let go of it");
        }
        return ForwardingFileSystem::renameNoReplace(from, to);
    }

    std::atomic<int> claims = 0;
};

/// The receipts of which there are six are less than a day apart.
std::chrono::seconds between(const nlohmann::ordered_json& earlier, const nlohmann::ordered_json& later)
{
    const auto ofDay = [](const nlohmann::ordered_json& object) {
        const std::string at = object["at"]; // 2026-11-23T06:15:00Z
        return std::chrono::hours(std::stoi(at.substr(11, 2))) +
               std::chrono::minutes(std::stoi(at.substr(14, 2))) +
               std::chrono::seconds(std::stoi(at.substr(17, 2)));
    };
    const auto span = ofDay(later) - ofDay(earlier);
    return span < std::chrono::seconds(0) ? span + std::chrono::hours(24) : span;
}

class WatchRetries : public testing::Test
{
protected:
    void SetUp() override
    {
        m_site.put("failed/a.eml", cleanMessage("a.eml"));
        ASSERT_NE(m_site.run({"scan"}).status, 3); // the worker knows it at once
    }

    /// Watched until that is so, with time that leaps.
    CommandRun watchUntil(const std::function<bool()>& isOver, const std::vector<std::string>& arguments)
    {
        LeapingClock clock(isOver);
        CommandSetting setting;
        setting.files = &m_files;
        setting.clock = &clock;
        setting.interrupted = isOver;
        return m_site.run(arguments, setting);
    }

    const SiteFolder m_site{"[routing]\nlocal_domains = ['contoso.com']\n"
                            "[pipeline]\ntransfer = 'builtin'\nautomatic_retry = true\n"};
    const std::unique_ptr<FileSystem> m_real = realFileSystem();
    ScannedFolders m_files{*m_real};
};

TEST_F(WatchRetries, TriesFiveTimesWithGrowingPausesThenHoldsAndTellsEach)
{
    const std::filesystem::path heldFolder = m_site.path(".connectorscope-staging/held");
    const auto isHeld = [&] {
        std::error_code none;
        return std::filesystem::directory_iterator(heldFolder, none) != std::filesystem::directory_iterator();
    };
    const CommandRun watched = watchUntil(isHeld, {"watch", "--json"});
    EXPECT_EQ(watched.status, 0) << watched.err;

    auto receipts = watched.objects();
    std::erase_if(receipts, [](const auto& object) { return object["event"] != "receipt"; });
    ASSERT_THAT(receipts, SizeIs(mostAutomaticAttempts + 1)) << watched.out;
    for (int attempt = 1; attempt <= mostAutomaticAttempts; ++attempt) {
        const auto& receipt = receipts[static_cast<std::size_t>(attempt) - 1];
        const auto& next = receipts[static_cast<std::size_t>(attempt)];
        EXPECT_EQ(receipt["occasion"], "retried");
        EXPECT_EQ(receipt["state"], "failed");
        EXPECT_THAT(receipt["error"].get<std::string>(), HasSubstr("a scanner does not let go of it"));
        // A receipt may be printed some seconds after what it tells.
        EXPECT_GE(between(receipt, next), retryPause(attempt) - std::chrono::minutes(1)) << attempt;
    }
    EXPECT_TRUE(receipts.back()["run"].is_null());
    EXPECT_THAT(receipts.back()["outcome"].get<std::string>(), HasSubstr("held"));
    EXPECT_THAT(namesIn(m_site.path("failed")), IsEmpty());

    std::vector<int> attempts;
    for (const auto& run : m_site.run({"runs", "--json"}).objects()) {
        EXPECT_EQ(run["automatic"], true);
        EXPECT_TRUE(run["retry_at"].is_null()) << "it is held";
        attempts.push_back(run["attempt"]);
    }
    EXPECT_THAT(attempts, ElementsAre(5, 4, 3, 2, 1));
    const auto held = m_site.run({"list", "--json", "--state", "held"}).objects();
    ASSERT_THAT(held, SizeIs(1));
    EXPECT_EQ(held[0]["attempts"], 5);
    EXPECT_EQ(held[0]["automatic"], true);
}

TEST_F(WatchRetries, ShowInRunsAndListWhenTheNextOneIsDue)
{
    const auto isTriedTwice = [this] { return m_files.claims >= 2; };
    ASSERT_EQ(watchUntil(isTriedTwice, {"watch"}).status, 0);

    CommandSetting wide;
    wide.terminal.columns = 160;
    const auto runs = m_site.run({"runs", "--json"}).objects();
    ASSERT_THAT(runs, SizeIs(2));
    EXPECT_FALSE(runs[0]["retry_at"].is_null());
    EXPECT_TRUE(runs[1]["retry_at"].is_null());
    EXPECT_THAT(m_site.run({"runs"}, wide).out,
                AllOf(HasSubstr("[automatic, 2 of 5; next try "), HasSubstr("[automatic, 1 of 5] ")));
    EXPECT_THAT(m_site.run({"runs", runs[0]["run"]}).out,
                AllOf(HasSubstr("requeue, automatic, attempt 2 of 5"), HasSubstr("next try ")));
    EXPECT_THAT(m_site.run({"list"}, wide).out, HasSubstr("[automatic, 2 of 5"));
    const auto listed = m_site.run({"list", "--json"}).objects();
    ASSERT_THAT(listed, SizeIs(1));
    EXPECT_EQ(listed[0]["retry_at"], runs[0]["retry_at"]);
}

} // namespace
} // namespace connectorscope
