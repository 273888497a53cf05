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
#include <string>
#include <system_error>
#include <thread>
#include <utility>

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

TEST(WatchRetries, TriesFiveTimesWithGrowingPausesThenHoldsAndTellsEach)
{
    const SiteFolder site("[routing]\nlocal_domains = ['contoso.com']\n"
                          "[pipeline]\ntransfer = 'builtin'\nautomatic_retry = true\n");
    site.put("failed/a.eml", cleanMessage("a.eml"));
    ASSERT_NE(site.run({"scan"}).status, 3); // the worker knows it at once
    const auto real = realFileSystem();
    ScannedFolders files(*real);
    const std::filesystem::path heldFolder = site.path(".connectorscope-staging/held");
    const auto isHeld = [&] {
        std::error_code none;
        return std::filesystem::directory_iterator(heldFolder, none) != std::filesystem::directory_iterator();
    };
    LeapingClock clock(isHeld);
    CommandSetting setting;
    setting.files = &files;
    setting.clock = &clock;
    setting.interrupted = isHeld;
    const CommandRun watched = site.run({"watch", "--json"}, setting);
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
        EXPECT_GE(between(receipt, next), retryPause(attempt) - std::chrono::seconds(1)) << attempt;
    }
    EXPECT_TRUE(receipts.back()["run"].is_null());
    EXPECT_THAT(receipts.back()["outcome"].get<std::string>(), HasSubstr("held"));
    EXPECT_THAT(namesIn(site.path("failed")), IsEmpty());

    std::vector<int> attempts;
    for (const auto& run : site.run({"runs", "--json"}).objects()) {
        EXPECT_EQ(run["automatic"], true);
        EXPECT_TRUE(run["retry_at"].is_null()) << "it is held";
        attempts.push_back(run["attempt"]);
    }
    EXPECT_THAT(attempts, ElementsAre(5, 4, 3, 2, 1));
    const auto held = site.run({"list", "--json", "--state", "held"}).objects();
    ASSERT_THAT(held, SizeIs(1));
    EXPECT_EQ(held[0]["attempts"], 5);
    EXPECT_EQ(held[0]["automatic"], true);
}

TEST(WatchRetries, ShowInRunsAndListWhenTheNextOneIsDue)
{
    const SiteFolder site("[routing]\nlocal_domains = ['contoso.com']\n"
                          "[pipeline]\ntransfer = 'builtin'\nautomatic_retry = true\n");
    site.put("failed/a.eml", cleanMessage("a.eml"));
    ASSERT_NE(site.run({"scan"}).status, 3); // the worker knows it at once
    const auto real = realFileSystem();
    ScannedFolders files(*real);
    const auto isTriedTwice = [&] { return files.claims >= 2; };
    LeapingClock clock(isTriedTwice);
    CommandSetting setting;
    setting.files = &files;
    setting.clock = &clock;
    setting.interrupted = isTriedTwice;
    ASSERT_EQ(site.run({"watch"}, setting).status, 0);

    CommandSetting wide;
    wide.terminal.columns = 160;
    const auto runs = site.run({"runs", "--json"}).objects();
    ASSERT_THAT(runs, SizeIs(2));
    EXPECT_FALSE(runs[0]["retry_at"].is_null());
    EXPECT_TRUE(runs[1]["retry_at"].is_null());
    EXPECT_THAT(site.run({"runs"}, wide).out,
                AllOf(HasSubstr("[automatic, 2 of 5; next try "), HasSubstr("[automatic, 1 of 5] ")));
    EXPECT_THAT(site.run({"runs", runs[0]["run"]}).out,
                AllOf(HasSubstr("requeue, automatic, attempt 2 of 5"), HasSubstr("next try ")));
    EXPECT_THAT(site.run({"list"}, wide).out, HasSubstr("[automatic, 2 of 5"));
    const auto listed = site.run({"list", "--json"}).objects();
    ASSERT_THAT(listed, SizeIs(1));
    EXPECT_EQ(listed[0]["retry_at"], runs[0]["retry_at"]);
}

} // namespace
} // namespace connectorscope
