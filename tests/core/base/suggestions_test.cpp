#include "core/base/suggestions.h"

#include <gmock/gmock.h>

#include <array>

namespace connectorscope {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::array<std::string_view, 4> names{"missing-from", "missing-date", "multiple-from", "bare-lf"};

TEST(Suggestions, PutTheNearestNameFirst)
{
    EXPECT_EQ(nearestNames("mising-from", names).front(), "missing-from");
    EXPECT_EQ(nearestNames("barelf", names).front(), "bare-lf");
}

TEST(Suggestions, FindTheNamesThatContainWhatWasTyped)
{
    EXPECT_THAT(nearestNames("from", names), ElementsAre("missing-from", "multiple-from"));
}

TEST(Suggestions, TakeLettersOfAnyCaseAndUnderscores)
{
    EXPECT_EQ(nearestNames("Missing_From", names).front(), "missing-from");
}

TEST(Suggestions, AreNoneForSomethingElse)
{
    EXPECT_THAT(nearestNames("zzzzzzzz", names), IsEmpty());
}

TEST(Suggestions, TakeDashesAndUnderscoresForTheSame)
{
    const std::array<std::string_view, 2> keys = {"stuck_after", "missing-from"};
    EXPECT_THAT(nearestNames("stuck-after", keys), ElementsAre("stuck_after"));
    EXPECT_THAT(nearestNames("missing_from", keys), ElementsAre("missing-from"));
}

TEST(Suggestions, TakeNoLongForAVeryLongWord)
{
    EXPECT_THAT(nearestNames(std::string(1'000'000, 'x'), names), IsEmpty());
}

TEST(Suggestions, AreJoinedToAChoice)
{
    EXPECT_EQ(asChoice(std::array<std::string_view, 1>{"a"}), "'a'");
    EXPECT_EQ(asChoice(std::array<std::string_view, 3>{"a", "b", "c"}), "'a', 'b' or 'c'");
}

} // namespace
} // namespace connectorscope
