#include "core/base/split.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Split, GivesWhatStandsBetweenTheSeparators)
{
    EXPECT_THAT(splitAt("requeue --all --yes", ' '), ElementsAre("requeue", "--all", "--yes"));
    EXPECT_THAT(splitAt("one", ' '), ElementsAre("one"));
    EXPECT_THAT(splitAt(" a  b ", ' '), ElementsAre("", "a", "", "b"));
    EXPECT_THAT(splitAt("", ' '), IsEmpty());
}

} // namespace
} // namespace connectorscope
