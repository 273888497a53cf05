#include "tests/core/pipeline/random_site.h"

#include <cstdlib>
#include <iostream>

namespace connectorscope {
namespace {

/// How often each thing has happened in many sequences.
struct Happened
{
    std::array<int, 7> timesIn = {};
    int stops = 0;
};

constexpr int thingsInASequence = 14;
#ifdef _WIN32
constexpr unsigned usualSequences = 12; // Wine is slow
#else
constexpr unsigned usualSequences = 60;
#endif

void playSequence(unsigned seed, Happened& happened)
{
    RandomSite site(seed);
    for (int i = 0; i < thingsInASequence && !site.hasFailed(); ++i)
        site.step();
    if (!site.hasFailed())
        site.end();
    for (std::size_t i = 0; i < happened.timesIn.size(); ++i)
        happened.timesIn.at(i) += site.timesIn(static_cast<Spot>(i));
    happened.stops += site.stops();
}

/// A quarter of the sequences each, so that they can run side by side.
class RandomSequences : public testing::TestWithParam<unsigned>
{
};

TEST_P(RandomSequences, LeaveEachMessageOnceWhereTheModelAllows)
{
    const bool isLong = std::getenv("CONNECTORSCOPE_SOAK") != nullptr;
    const unsigned count = isLong ? 5000 : usualSequences;
    const unsigned first = isLong ? std::random_device{}() : 1 + GetParam() * count;
    std::cout << "seeds from " << first << '\n';
    Happened happened;
    for (unsigned i = 0; i < count && !HasFailure(); ++i)
        playSequence(first + i, happened);
    if (HasFailure())
        return;
    // That a fate is unknown is too rare to be counted on.
    for (std::size_t i = 0; i < static_cast<std::size_t>(Spot::Unknown); ++i)
        EXPECT_GT(happened.timesIn.at(i), 0) << "no message ever came to place " << i;
    EXPECT_GT(happened.stops, 0);
}

INSTANTIATE_TEST_SUITE_P(Quarter, RandomSequences, testing::Range(0U, 4U));

/// CONNECTORSCOPE_SEED=n plays one that has failed.
TEST(RandomSequence, CanBePlayedAgain)
{
    const char* seed = std::getenv("CONNECTORSCOPE_SEED");
    Happened happened;
    playSequence(seed == nullptr ? 1U : static_cast<unsigned>(std::strtoul(seed, nullptr, 10)), happened);
}

} // namespace
} // namespace connectorscope
