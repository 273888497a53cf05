#include "core/base/csv.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

TEST(CsvField, IsQuotedWhereItHasToBe)
{
    EXPECT_EQ(csvField(""), "");
    EXPECT_EQ(csvField("plain"), "plain");
    EXPECT_EQ(csvField("a, \"b\" c"), "\"a, \"\"b\"\" c\"");
}

TEST(CsvField, StaysOnOneLine)
{
    EXPECT_EQ(csvField("a\r\nb\x1b[2J"), "a\\r\\nb\\x1B[2J");
}

TEST(CsvField, IsNeverAFormula)
{
    EXPECT_EQ(csvField("=HYPERLINK(1)"), "'=HYPERLINK(1)");
    EXPECT_EQ(csvField("+49 30, x"), "\"'+49 30, x\"");
    EXPECT_EQ(csvField("-1"), "'-1");
    EXPECT_EQ(csvField("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(csvField("\t=1"), "\\t=1");
}

} // namespace
} // namespace connectorscope
