#include "core/base/retry.h"

#include "tests/support/fake_clock.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;

class RetryWhileLocked : public testing::Test
{
protected:
    FakeClock m_clock;
    int m_calls = 0;

    /// Fails with `code` that many times.
    Result<> run(int failures, ErrorCode code)
    {
        return retryWhileLocked(m_clock, [&]() -> Result<> {
            if (m_calls++ < failures)
                return fail(code, "made to fail");
            return {};
        });
    }
};

TEST_F(RetryWhileLocked, DoesNotWaitForASuccess)
{
    EXPECT_TRUE(run(0, ErrorCode::Locked));
    EXPECT_EQ(m_clock.slept(), 0s);
}

TEST_F(RetryWhileLocked, WaitsUntilTheFileIsFree)
{
    EXPECT_TRUE(run(4, ErrorCode::Locked));
    EXPECT_EQ(m_calls, 5);
    EXPECT_EQ(m_clock.slept(), 150ms);
}

TEST_F(RetryWhileLocked, GivesUpAfterTwoSeconds)
{
    const auto result = run(1'000'000, ErrorCode::Locked);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Locked);
    EXPECT_GE(m_clock.slept(), 2s);
    EXPECT_LE(m_clock.slept(), 2200ms);
}

TEST_F(RetryWhileLocked, DoesNotWaitForWhatStays)
{
    EXPECT_FALSE(run(1, ErrorCode::AlreadyExists));
    EXPECT_EQ(m_calls, 1);
}

TEST_F(RetryWhileLocked, WaitsForAccessOnWindowsOnly)
{
#ifdef _WIN32
    EXPECT_TRUE(run(1, ErrorCode::AccessDenied));
#else
    EXPECT_FALSE(run(1, ErrorCode::AccessDenied));
#endif
}

} // namespace
} // namespace connectorscope
