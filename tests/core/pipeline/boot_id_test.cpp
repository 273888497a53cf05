#include "core/pipeline/boot_id.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

TEST(BootId, StaysTheSameWhileTheMachineRuns)
{
    const std::string id = systemBootId();
    EXPECT_FALSE(id.empty());
    EXPECT_EQ(systemBootId(), id);
}

} // namespace
} // namespace connectorscope
