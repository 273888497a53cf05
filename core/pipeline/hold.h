#pragma once

#include "core/pipeline/pipeline_state.h"

namespace connectorscope {

/// Ends the holds and releases that an earlier program has begun: by the names that are there. Internal to
/// core/pipeline.
Result<> resumeHolds(PipelineState& state, const OnReceipt& onReceipt);

} // namespace connectorscope
