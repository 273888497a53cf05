#include "core/pipeline/retry_policy.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/small_files.h"

namespace connectorscope {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// A PickUp into which nothing can be renamed, for that reason.
class ClosedPickUp final : public ForwardingFileSystem
{
public:
    ClosedPickUp(FileSystem& wrapped, std::filesystem::path pickup)
        : ForwardingFileSystem(wrapped)
        , m_pickup(std::move(pickup))
    {
    }
    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        if (to.parent_path() == m_pickup)
            return fail(code, "PickUp takes nothing");
        return ForwardingFileSystem::renameNoReplace(from, to);
    }

    ErrorCode code = ErrorCode::WriteFault;

private:
    std::filesystem::path m_pickup;
};

class RetryTest : public PipelineFixture
{
protected:
    RetryTest() { m.site.pipeline.automaticRetry = true; }

    std::vector<RunReceipt> retry(FileSystem& files)
    {
        m.scan();
        std::vector<RunReceipt> receipts;
        const auto done =
            open(files)->retryDue([&](const RunReceipt& receipt) { receipts.push_back(receipt); });
        EXPECT_TRUE(done) << done.error().message;
        return receipts;
    }
    std::vector<RunReceipt> retryNow() { return retry(*m.files); }

    ClosedPickUp closed{*m.files, m.folder(FolderKind::PickUp)};
};

TEST(RetryPolicy, WaitsLongerEachTime)
{
    std::vector<std::int64_t> minutes;
    for (int attempt = 1; attempt <= mostAutomaticAttempts + 1; ++attempt)
        minutes.push_back(retryPause(attempt).count());
    EXPECT_THAT(minutes, ElementsAre(1, 15, 30, 60, 240, 240));
}

TEST(RetryPolicy, RetriesOnlyWhatMayPassByItself)
{
    EXPECT_THAT(transientCauses(), Contains(CauseId::NoFaultFound));
    EXPECT_THAT(transientCauses(), Contains(CauseId::FileLocked));
    EXPECT_THAT(transientCauses(), Not(Contains(CauseId::MissingFrom)));
    EXPECT_THAT(transientCauses(), Not(Contains(CauseId::MailLoop)));
    EXPECT_TRUE(isTransient(Error{ErrorCode::Locked, "", "", {}}));
    EXPECT_FALSE(isTransient(Error{ErrorCode::CrossDevice, "", "", {}}));
}

TEST_F(RetryTest, IsOffUnlessTheSiteWantsIt)
{
    m.site.pipeline.automaticRetry = false;
    (void)m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    m.clock.advance(std::chrono::hours(1));
    EXPECT_THAT(retryNow(), IsEmpty());
}

TEST_F(RetryTest, TriesWhatHasNoFaultAndLeavesWhatHasOne)
{
    m.put(FolderKind::Failed, "a.eml", cleanMail("one"));
    m.put(FolderKind::Failed, "b.eml", mailWithoutFrom("two"));
    m.scan();
    m.clock.advance(std::chrono::hours(1));
    const auto receipts = retryNow();
    ASSERT_THAT(receipts, SizeIs(1));
    EXPECT_EQ(receipts.front().state, RunState::Exposed);
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("b.eml"));
}

TEST_F(RetryTest, TriesFiveTimesWithGrowingPausesAndThenHolds)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    m.clock.advance(std::chrono::hours(1));
    for (int attempt = 1; attempt <= mostAutomaticAttempts; ++attempt) {
        const auto receipts = retry(closed);
        ASSERT_THAT(receipts, SizeIs(1)) << attempt;
        EXPECT_EQ(receipts.front().state, RunState::Failed);
        EXPECT_EQ(runs().front().attempt, attempt);
        EXPECT_TRUE(runs().front().isAutomatic);
        EXPECT_EQ(runs().front().retryAt, m.clock.now() + retryPause(attempt));
        EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
        m.clock.advance(retryPause(attempt) - std::chrono::seconds(30));
        EXPECT_THAT(retry(closed), IsEmpty()) << "not before its time";
        m.clock.advance(std::chrono::minutes(1));
    }
    const auto receipts = retryNow();
    ASSERT_THAT(receipts, SizeIs(1));
    EXPECT_TRUE(receipts.front().run.empty());
    EXPECT_THAT(m.names(FolderKind::Failed), IsEmpty());
    EXPECT_EQ(namesIn(m.staging() / "held"), std::vector{id + ".held"});
    EXPECT_FALSE(runs().front().retryAt) << "it is held";
    m.clock.advance(std::chrono::hours(24));
    EXPECT_THAT(retryNow(), IsEmpty());
}

TEST_F(RetryTest, DoesNotRetryWhatStaysWrong)
{
    (void)m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    m.clock.advance(std::chrono::hours(1));
    closed.code = ErrorCode::CrossDevice;
    EXPECT_THAT(retry(closed), SizeIs(1));
    m.clock.advance(std::chrono::hours(24));
    EXPECT_THAT(retryNow(), IsEmpty());
}

TEST_F(RetryTest, WaitsWhileTheSiteCannotTakeMail)
{
    (void)m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    m.clock.advance(std::chrono::hours(1));
    std::filesystem::remove(m.folder(FolderKind::PickUp));
    EXPECT_THAT(retryNow(), IsEmpty());
    EXPECT_THAT(runs(), IsEmpty());
    std::filesystem::create_directory(m.folder(FolderKind::PickUp));
    EXPECT_THAT(retryNow(), SizeIs(1));
}

TEST_F(RetryTest, GoesOnWhenTheClockThatWasAheadIsSetRight)
{
    (void)m.stuck(FolderKind::Failed, "a.eml", cleanMail("one"));
    m.clock.advance(std::chrono::hours(1));
    const UtcTime right = m.clock.now();
    m.clock.setNow(right + std::chrono::days(300));
    EXPECT_THAT(retry(closed), SizeIs(1));
    m.clock.setNow(right);
    const auto receipts = retryNow();
    ASSERT_THAT(receipts, SizeIs(1)) << "not in 300 days";
    EXPECT_EQ(receipts.front().state, RunState::Exposed);
}

} // namespace
} // namespace connectorscope
