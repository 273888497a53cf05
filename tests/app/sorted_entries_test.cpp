#include "app/connectorctl/sorted_entries.h"

#include <gtest/gtest.h>

#include <sstream>

namespace connectorscope {
namespace {

TEST(SortedEntries, PrintTheMostSevereFirstAndKeepTheOrderBelow)
{
    SortedEntries entries;
    entries.add(Verdict::Clean, "clean ");
    entries.add(Verdict::AtRisk, "risk ");
    entries.add(Verdict::Blocked, "blocked1 ");
    entries.add(Verdict::Pending, "pending ");
    entries.add(Verdict::Blocked, "blocked2 ");
    entries.add(Verdict::Corrupt, "corrupt ");
    std::ostringstream out;
    entries.printTo(out);
    EXPECT_EQ(out.str(), "corrupt blocked1 blocked2 risk pending clean ");
}

TEST(SortedEntries, AreFullAtTheLimitAndEmptyAfterPrinting)
{
    SortedEntries entries(10);
    entries.add(Verdict::Blocked, "123456789");
    EXPECT_FALSE(entries.full());
    entries.add(Verdict::Corrupt, "0");
    EXPECT_TRUE(entries.full());
    std::ostringstream out;
    entries.printTo(out);
    entries.printTo(out);
    EXPECT_EQ(out.str(), "0123456789");
    EXPECT_FALSE(entries.full());
}

} // namespace
} // namespace connectorscope
