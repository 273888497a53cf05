#include "core/watch/comparison.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Entry
{
    std::string name;
    std::uint64_t size = 1;
    int seconds = 0;
    std::uint64_t identity = 1;
    std::uint32_t changeMark = 1;
};

FolderListing listing(const std::vector<Entry>& entries)
{
    FolderListing listing;
    for (const Entry& entry : entries)
        listing.add(entry.name, {entry.size, UtcTime(std::chrono::seconds(entry.seconds)), entry.identity,
                                 entry.changeMark});
    listing.sort();
    return listing;
}

std::vector<std::string> told(const FolderChanges& folder)
{
    constexpr std::array names = {"arrived ", "changed ", "touched ", "moved ", "gone "};
    std::vector<std::string> text;
    for (const Change& change : folder.changes) {
        const FolderListing& where = change.kind == ChangeKind::Gone ? *folder.known : *folder.now;
        text.push_back(names.at(static_cast<std::size_t>(change.kind)) +
                       std::string(where.name(change.file)));
    }
    return text;
}

std::vector<std::string> compared(const std::vector<Entry>& known, const std::vector<Entry>& now)
{
    const FolderListing before = listing(known);
    const FolderListing after = listing(now);
    return told({FolderKind::Incoming, &before, &after, compare(before, after)});
}

TEST(Comparison, TellsWhatArrivedChangedAndLeft)
{
    EXPECT_THAT(compared({{"a"}, {"b"}, {"c"}}, {{"d"}, {"c", 2}, {"b"}}),
                ElementsAre("gone a", "changed c", "arrived d"));
}

TEST(Comparison, TellsNothingOfAnotherOrder)
{
    EXPECT_THAT(compared({{"a"}, {"b"}}, {{"b"}, {"a"}}), IsEmpty());
}

TEST(Comparison, DoubtsAFileWhoseNumberOrChangeTimeAloneDiffers)
{
    EXPECT_THAT(compared({{"a", 1, 1, 1, 1}}, {{"a", 1, 1, 2, 1}}), ElementsAre("touched a"));
    EXPECT_THAT(compared({{"a", 1, 1, 1, 1}}, {{"a", 1, 1, 1, 2}}), ElementsAre("touched a"));
    EXPECT_THAT(compared({{"a", 1, 1, 1, 1}}, {{"a", 1, 2, 1, 1}}), ElementsAre("changed a"));
}

TEST(Comparison, TellsNamesApartThatDifferInCaseOnly)
{
    EXPECT_THAT(compared({{"a"}}, {{"A"}, {"a"}}), ElementsAre("arrived A"));
}

TEST(Comparison, TakesNamesThatAreNoUtf8)
{
    EXPECT_THAT(compared({{"\xFF"}}, {{"\xFE"}}), ElementsAre("arrived \xFE", "gone \xFF"));
}

class Moves : public testing::Test
{
protected:
    /// What is told of Incoming and Failed.
    static std::vector<std::vector<std::string>> moved(const std::vector<Entry>& incoming,
                                                       const std::vector<Entry>& incomingNow,
                                                       const std::vector<Entry>& failed,
                                                       const std::vector<Entry>& failedNow)
    {
        const FolderListing lists[] = {listing(incoming), listing(incomingNow), listing(failed),
                                       listing(failedNow)};
        std::vector<FolderChanges> folders = {
            {FolderKind::Incoming, &lists[0], &lists[1], compare(lists[0], lists[1])},
            {FolderKind::Failed, &lists[2], &lists[3], compare(lists[2], lists[3])}};
        findMoves(folders);
        return {told(folders[0]), told(folders[1])};
    }
};

TEST_F(Moves, AreSeenBySizeTimeAndNumber)
{
    EXPECT_THAT(moved({{"a", 5, 6, 7, 1}, {"b", 5, 6, 8, 1}}, {{"b", 5, 6, 8, 1}}, {}, {{"x", 5, 6, 7, 2}}),
                ElementsAre(IsEmpty(), ElementsAre("moved x")));
}

TEST_F(Moves, AreNotSeenByANumberThatIsUsedAgain)
{
    EXPECT_THAT(moved({{"a", 5, 6, 7}}, {}, {}, {{"x", 4, 6, 7}}),
                ElementsAre(ElementsAre("gone a"), ElementsAre("arrived x")));
}

TEST_F(Moves, AreNotGuessedWhereTheFileSystemHasNoNumbers)
{
    EXPECT_THAT(moved({{"a", 5, 6, 0}}, {}, {}, {{"a", 5, 6, 0}}),
                ElementsAre(ElementsAre("gone a"), ElementsAre("arrived a")));
}

TEST_F(Moves, AreNotGuessedWhereTwoNamesOfOneFileHaveGone)
{
    EXPECT_THAT(moved({{"a", 5, 6, 7}, {"b", 5, 6, 7}}, {}, {}, {{"x", 5, 6, 7}}),
                ElementsAre(ElementsAre("gone a", "gone b"), ElementsAre("arrived x")));
}

TEST_F(Moves, TakeOneArrivalForEachThatHasGone)
{
    EXPECT_THAT(moved({{"a", 5, 6, 7}}, {}, {}, {{"x", 5, 6, 7}, {"y", 5, 6, 7}}),
                ElementsAre(IsEmpty(), ElementsAre("moved x", "arrived y")));
}

TEST_F(Moves, SeeANewNameInTheSameFolder)
{
    EXPECT_THAT(moved({{"a", 5, 6, 7}}, {{"b", 5, 6, 7}}, {}, {}),
                ElementsAre(ElementsAre("moved b"), IsEmpty()));
}

} // namespace
} // namespace connectorscope
