#include "ui/messages/list_layout.h"

#include "ui/messages/list_export.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

ListOutline outlineOf(const std::vector<std::pair<std::string, std::uint64_t>>& groups, bool isGrouped = true)
{
    ListOutline outline;
    outline.isGrouped = isGrouped;
    for (const auto& [key, rows] : groups) {
        ListSection section;
        section.key = key;
        section.rows = rows;
        outline.sections.push_back(std::move(section));
    }
    return outline;
}

TEST(ListLayout, PutsAHeadingBeforeTheRowsOfEachGroup)
{
    const ListLayout layout(outlineOf({{"a", 2}, {"b", 1}}), {});
    ASSERT_EQ(layout.rows(), 5U);
    EXPECT_TRUE(layout.placeOf(0).isHeading);
    EXPECT_EQ(layout.placeOf(2).row, 1U);
    EXPECT_EQ(layout.placeOf(2).section, 0U);
    EXPECT_TRUE(layout.placeOf(3).isHeading);
    EXPECT_EQ(layout.placeOf(4).section, 1U);
    EXPECT_EQ(layout.rowOf(1, 0), 4U);
    EXPECT_EQ(layout.headingOf(1), 3U);
    EXPECT_EQ(layout.rowOf(1, 1), std::nullopt);
}

TEST(ListLayout, HidesTheRowsOfAClosedGroup)
{
    const ListLayout layout(outlineOf({{"a", 1'000'000}, {"b", 1}}), {"a"});
    EXPECT_EQ(layout.rows(), 3U);
    EXPECT_EQ(layout.rowOf(0, 0), std::nullopt);
    EXPECT_EQ(layout.headingOf(1), 1U);
}

TEST(ListLayout, HasNoHeadingWithoutGroups)
{
    const ListLayout layout(outlineOf({{"", 3}}, false), {});
    EXPECT_EQ(layout.rows(), 3U);
    EXPECT_FALSE(layout.placeOf(0).isHeading);
    EXPECT_EQ(layout.headingOf(0), std::nullopt);
    EXPECT_EQ(ListLayout(outlineOf({{"", 0}}, false), {}).rows(), 0U);
}

TEST(FilterOfGroup, FindsWhatIsWithoutSenderOrRecipient)
{
    EXPECT_EQ(filterOfGroup({}, GroupBy::Sender, "").without, std::vector{Absence::Sender});
    EXPECT_EQ(filterOfGroup({}, GroupBy::Recipient, "anna@contoso.com").recipient, "anna@contoso.com");
    EXPECT_EQ(filterOfGroup({}, GroupBy::Cause, "missing-from").causes, std::vector{CauseId::MissingFrom});
}

TEST(FilterOfGroup, KeepsAnHourWithinTheTimesThatWereAskedFor)
{
    MessageFilter filter;
    filter.before = *hourOfKey("2026-11-23T06") + std::chrono::minutes(10);
    const MessageFilter hour = filterOfGroup(filter, GroupBy::Hour, "2026-11-23T06");
    EXPECT_EQ(hour.from, hourOfKey("2026-11-23T06"));
    EXPECT_EQ(hour.before, filter.before);
}

} // namespace
} // namespace connectorscope
