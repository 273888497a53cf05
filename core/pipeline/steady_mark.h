#pragma once

#include "core/pipeline/pipeline_tools.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace connectorscope {

// A moment by the machine's steady clock, as the journal keeps it for another program of the same boot: the
// wall clock may be set meanwhile. Internal to core/pipeline.

/// This moment.
std::string steadyMark(const PipelineTools& tools);

/// How long ago that was, or less; nullopt where nobody can know: the mark is of another boot, or is none.
std::optional<std::chrono::nanoseconds> timeSince(std::string_view mark, const PipelineTools& tools);

} // namespace connectorscope
