#include "core/base/base64.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

TEST(Base64, GivesTheTestVectorsOfTheStandard) // RFC 4648, section 10
{
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64("foo"), "Zm9v");
    EXPECT_EQ(base64("foob"), "Zm9vYg==");
    EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, TakesBytesOfAnyValue)
{
    EXPECT_EQ(base64("\xFF\xFE\xE9"), "//7p");
}

} // namespace
} // namespace connectorscope
