#include "core/watch/departures.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime start{1000s};

UtcTime at(std::chrono::seconds time)
{
    return UtcTime(time);
}

TEST(Departures, LeaveNothingBehindBeforeTheWavesAreFull)
{
    Departures departures(15min, 2);
    EXPECT_FALSE(departures.hasLeftBehind(at(1s), start - 1h));
    departures.add(at(100s), start);
    EXPECT_FALSE(departures.hasLeftBehind(at(1s), start - 1h));
}

TEST(Departures, LeaveBehindWhatIsOlderThanWhatLeftInEachWave)
{
    Departures departures(15min, 2);
    departures.add(at(100s), start);
    departures.add(at(900s), start + 15min);
    EXPECT_TRUE(departures.hasLeftBehind(at(99s), start - 1h));
    EXPECT_FALSE(departures.hasLeftBehind(at(101s), start - 1h)) << "the first wave was older";
}

TEST(Departures, OfOneCycleAreOneWave)
{
    Departures departures(15min, 2);
    departures.add(at(100s), start);
    departures.add(at(200s), start + 5min);
    EXPECT_FALSE(departures.hasLeftBehind(at(1s), start - 1h));
}

TEST(Departures, DoNotLeaveBehindWhatCameLaterWithAnOldTime)
{
    Departures departures(15min, 2);
    departures.add(at(100s), start);
    departures.add(at(900s), start + 15min);
    EXPECT_FALSE(departures.hasLeftBehind(at(1s), start + 5min));
}

TEST(Departures, KeepOnlyTheLastWaves)
{
    Departures departures(15min, 2);
    departures.add(at(1s), start);
    departures.add(at(1000s), start + 15min);
    departures.add(at(2000s), start + 30min);
    EXPECT_TRUE(departures.hasLeftBehind(at(500s), start - 1h));
    EXPECT_EQ(departures.last(), start + 30min);
}

} // namespace
} // namespace connectorscope
