#include "core/watch/departures.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime firstWave{1000s};

UtcTime at(std::chrono::seconds time)
{
    return UtcTime(time);
}

TEST(Departures, LeaveNothingBehindBeforeTheWavesAreFull)
{
    Departures departures(15min, 2);
    EXPECT_FALSE(departures.hasLeftBehind(at(1s), firstWave - 1h));
    departures.add(at(100s), firstWave);
    EXPECT_FALSE(departures.hasLeftBehind(at(1s), firstWave - 1h));
}

TEST(Departures, LeaveBehindWhatIsOlderThanWhatLeftInEachWave)
{
    Departures departures(15min, 2);
    departures.add(at(100s), firstWave);
    departures.add(at(900s), firstWave + 15min);
    EXPECT_TRUE(departures.hasLeftBehind(at(99s), firstWave - 1h));
    EXPECT_FALSE(departures.hasLeftBehind(at(101s), firstWave - 1h)) << "the first wave was older";
}

TEST(Departures, OfOneCycleAreOneWave)
{
    Departures departures(15min, 2);
    departures.add(at(100s), firstWave);
    departures.add(at(200s), firstWave + 5min);
    EXPECT_FALSE(departures.hasLeftBehind(at(1s), firstWave - 1h));
}

TEST(Departures, DoNotLeaveBehindWhatCameLaterWithAnOldTime)
{
    Departures departures(15min, 2);
    departures.add(at(100s), firstWave);
    departures.add(at(900s), firstWave + 15min);
    EXPECT_FALSE(departures.hasLeftBehind(at(1s), firstWave + 5min));
}

TEST(Departures, KeepOnlyTheLastWaves)
{
    Departures departures(15min, 2);
    departures.add(at(1s), firstWave);
    departures.add(at(1000s), firstWave + 15min);
    departures.add(at(2000s), firstWave + 30min);
    EXPECT_TRUE(departures.hasLeftBehind(at(500s), firstWave - 1h));
    EXPECT_EQ(departures.last(), firstWave + 30min);
}

} // namespace
} // namespace connectorscope
