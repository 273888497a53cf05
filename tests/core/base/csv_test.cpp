#include "core/base/csv.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

TEST(CsvField, IsQuotedWhereItHasToBe)
{
    EXPECT_EQ(csvField(""), "");
    EXPECT_EQ(csvField("plain"), "plain");
    EXPECT_EQ(csvField("a, \"b\"\r\nc"), "\"a, \"\"b\"\"\r\nc\"");
}

TEST(CsvField, IsNeverAFormula)
{
    EXPECT_EQ(csvField("=HYPERLINK(1)"), "'=HYPERLINK(1)");
    EXPECT_EQ(csvField("+49 30, x"), "\"'+49 30, x\"");
    EXPECT_EQ(csvField("-1"), "'-1");
    EXPECT_EQ(csvField("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(csvField("\t=1"), "'\t=1");
}

} // namespace
} // namespace connectorscope
