#pragma once

#include "tests/core/pipeline/pipeline_fixture.h"

#include <chrono>

namespace connectorscope {

constexpr std::chrono::hours wholeYear{365 * 24};

/// A site whose wall clock is set while messages are under way.
class ClockJumpTest : public PipelineFixture
{
protected:
    void jump(std::chrono::nanoseconds by) { m.clock.setNow(m.clock.now() + by); }

    const std::string mail = cleanMail("one");
};

} // namespace connectorscope
