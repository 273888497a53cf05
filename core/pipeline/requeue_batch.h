#pragma once

#include "core/pipeline/pipeline_state.h"

namespace connectorscope {

/// Takes a batch of begun runs through all steps of its kind; what fails on the way is given back. Tells each
/// step that is done. An error is that of the journal. Internal to core/pipeline.
Result<> driveBatch(PipelineState& state, Batch& batch, const std::function<void(RunStep)>& onStep);

/// Begins the runs of a batch; refuses those that may not begin with a receipt and takes them out.
Result<> beginRuns(PipelineState& state, Batch& batch, std::vector<RunReceipt>& refused);

} // namespace connectorscope
