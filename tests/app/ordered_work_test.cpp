#include "core/base/ordered_work.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <numeric>
#include <thread>

namespace connectorscope {
namespace {

using std::chrono::milliseconds;
using Work = OrderedWork<int, int>;

/// The numbers below `count`, and how many were asked for.
struct Numbers
{
    int count;
    std::atomic<int> given = 0;

    std::optional<int> next() { return given < count ? std::optional<int>(given++) : std::nullopt; }
};

std::vector<int> takeAll(Work& work)
{
    std::vector<int> taken;
    while (!work.finished())
        if (const std::optional<int> output = work.take(milliseconds(1000)))
            taken.push_back(*output);
    return taken;
}

TEST(OrderedWork, GivesOutputsInTheOrderOfTheItems)
{
    Numbers numbers{500};
    Work work(
        4, [&] { return numbers.next(); },
        [] {
            return [](int&& item) {
                if (item % 7 == 0) // the later ones overtake
                    std::this_thread::sleep_for(milliseconds(1));
                return item;
            };
        });
    std::vector<int> expected(500);
    std::iota(expected.begin(), expected.end(), 0);
    EXPECT_EQ(takeAll(work), expected);
}

TEST(OrderedWork, IsFinishedAtOnceWithoutItems)
{
    Numbers numbers{0};
    Work work(
        3, [&] { return numbers.next(); }, [] { return [](int&& item) { return item; }; });
    EXPECT_TRUE(takeAll(work).empty());
}

TEST(OrderedWork, DoesNotRunAheadOfWhoTakesTheOutputs)
{
    Numbers numbers{100'000};
    Work work(
        2, [&] { return numbers.next(); }, [] { return [](int&& item) { return item; }; });
    ASSERT_TRUE(work.take(milliseconds(1000)));
    std::this_thread::sleep_for(milliseconds(50));
    EXPECT_LE(numbers.given, 1 + 2 * 32 + 2);
}

TEST(OrderedWork, GivesWhatWasBegunWhenItIsStopped)
{
    Numbers numbers{100'000};
    Work work(
        2, [&] { return numbers.next(); }, [] { return [](int&& item) { return item; }; });
    ASSERT_TRUE(work.take(milliseconds(1000)));
    work.stop();
    const std::vector<int> rest = takeAll(work);
    EXPECT_EQ(static_cast<int>(rest.size()) + 1, numbers.given);
}

TEST(OrderedWork, GivesTheItemThatWasBeingAskedForWhenItIsStopped)
{
    std::promise<void> asked;
    std::promise<void> stopped;
    Work work(
        1,
        [&]() -> std::optional<int> {
            asked.set_value();
            stopped.get_future().wait();
            return 7;
        },
        [] { return [](int&& item) { return item; }; });
    asked.get_future().wait();
    work.stop();
    EXPECT_FALSE(work.finished());
    stopped.set_value();
    EXPECT_EQ(takeAll(work), std::vector<int>{7});
}

TEST(OrderedWork, CanBeAbandoned)
{
    Numbers numbers{100'000};
    const Work work(
        2, [&] { return numbers.next(); }, [] { return [](int&& item) { return item; }; });
}

TEST(OrderedWork, MakesWorkForEachThread)
{
    Numbers numbers{10};
    int made = 0;
    Work work(
        3, [&] { return numbers.next(); },
        [&] {
            ++made;
            return [](int&& item) { return item; };
        });
    takeAll(work);
    EXPECT_EQ(made, 3);
}

} // namespace
} // namespace connectorscope
