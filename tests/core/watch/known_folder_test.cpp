#include "core/watch/known_folder.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::chrono::nanoseconds settle = 5s;
constexpr SteadyTime start{1000s};

class KnownFolderTest : public testing::Test
{
protected:
    /// The folder now holds files of these names and sizes.
    static void see(KnownFolder& folder, const std::vector<std::pair<std::string, std::uint64_t>>& files,
                    SteadyTime at)
    {
        FolderListing listing;
        for (const auto& [name, size] : files)
            listing.add(name, {size, UtcTime(1s), 1, 1});
        listing.sort();
        const auto changes = compare(folder.listing(), listing);
        folder.adopt(std::move(listing), changes, at);
    }

    KnownFolder m_folder{FolderKind::Incoming};
};

TEST_F(KnownFolderTest, WaitsUntilAFileWasUnchangedForTheTimeOfSettling)
{
    see(m_folder, {{"a", 1}}, start);
    EXPECT_THAT(m_folder.due(start + 4s, settle), IsEmpty());
    EXPECT_EQ(m_folder.nextDue(settle), start + 5s);
    see(m_folder, {{"a", 2}}, start + 4s);
    EXPECT_THAT(m_folder.due(start + 8s, settle), IsEmpty());
    EXPECT_THAT(m_folder.due(start + 9s, settle), ElementsAre(0));
}

TEST_F(KnownFolderTest, KeepsWhatItKnowsOfFilesThatStay)
{
    see(m_folder, {{"b", 1}}, start);
    m_folder.setJudged(0);
    see(m_folder, {{"a", 1}, {"b", 1}, {"c", 1}}, start + 10s);
    EXPECT_EQ(m_folder.progress(m_folder.listing().find("b")), FileProgress::Judged);
    EXPECT_EQ(m_folder.progress(m_folder.listing().find("a")), FileProgress::Waiting);
    EXPECT_EQ(m_folder.unfinished(), 2U);
    EXPECT_EQ(m_folder.oldest(), m_folder.listing().find("b"));
}

TEST_F(KnownFolderTest, TriesWhatCannotBeReadWithGrowingPauses)
{
    see(m_folder, {{"a", 1}}, start);
    EXPECT_TRUE(m_folder.setUnreadable(0, "locked", start));
    EXPECT_THAT(m_folder.due(start + 4s, settle), IsEmpty());
    EXPECT_THAT(m_folder.due(start + 5s, settle), ElementsAre(0));
    EXPECT_FALSE(m_folder.setUnreadable(0, "locked", start + 5s)) << "no news";
    EXPECT_EQ(m_folder.nextDue(settle), start + 15s);
    EXPECT_TRUE(m_folder.setUnreadable(0, "no rights", start + 15s));
    for (int i = 0; i < 60; ++i)
        (void)m_folder.setUnreadable(0, "no rights", start + 15s);
    EXPECT_EQ(m_folder.nextDue(settle), start + 15s + 5min);
}

TEST_F(KnownFolderTest, BeginsAnewWithAFileThatChangesWhileItCannotBeRead)
{
    see(m_folder, {{"a", 1}}, start);
    (void)m_folder.setUnreadable(0, "locked", start);
    see(m_folder, {{"a", 2}}, start + 1s);
    EXPECT_EQ(m_folder.nextDue(settle), start + 6s);
    EXPECT_TRUE(m_folder.setUnreadable(0, "locked", start + 6s)) << "news again";
}

TEST_F(KnownFolderTest, OpensNothingInPickUp)
{
    KnownFolder pickup(FolderKind::PickUp);
    see(pickup, {{"a", 1}}, start);
    EXPECT_THAT(pickup.due(start + 1h, settle), IsEmpty());
    pickup.setStalled(0);
    EXPECT_THAT(pickup.due(start + 1h, settle), ElementsAre(0));
}

TEST_F(KnownFolderTest, RemembersWhatWasJudgedBefore)
{
    FolderListing listing;
    listing.add("b", {});
    listing.add("a", {});
    m_folder.remember(std::move(listing), {true, false});
    EXPECT_EQ(m_folder.progress(m_folder.listing().find("b")), FileProgress::Judged);
    EXPECT_EQ(m_folder.unfinished(), 1U);
}

TEST_F(KnownFolderTest, DatesAFileBackToItsAge)
{
    see(m_folder, {{"a", 1}}, start);
    m_folder.setAge(0, 1h, start);
    EXPECT_EQ(start - m_folder.unchangedSince(0), 1h);
    m_folder.setAge(0, -1h, start);
    EXPECT_EQ(m_folder.unchangedSince(0), start) << "a time in the future is none";
}

} // namespace
} // namespace connectorscope
