#include "core/base/random_id.h"

#include <gmock/gmock.h>

#include <set>

namespace connectorscope {
namespace {

TEST(RandomId, HasTheLengthAndOnlyLettersAndDigitsThatCannotBeMisread)
{
    EXPECT_EQ(randomId(0), "");
    const std::string id = randomId(2000);
    EXPECT_EQ(id.size(), 2000U);
    EXPECT_EQ(id.find_first_not_of("abcdefghijkmnpqrstuvwxyz23456789"), std::string::npos);
    EXPECT_EQ(std::set<char>(id.begin(), id.end()).size(), 32U);
}

TEST(RandomId, IsNeverTheSameTwice)
{
    std::set<std::string> ids;
    for (int i = 0; i < 1000; ++i)
        ids.insert(randomId(10));
    EXPECT_EQ(ids.size(), 1000U);
}

} // namespace
} // namespace connectorscope
