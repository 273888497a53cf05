#pragma once

#include "core/pipeline/pipeline_state.h"

namespace connectorscope {

/// Reads back a run of the journal, with what its steps have written. Internal to core/pipeline.
Result<RunWork> workOf(PipelineState& state, const RunRow& run);

/// Takes an exposed message out of its consumer's folder, or goes on where an earlier program stopped doing
/// so, and gives the original back: RunState::Undone. Where its consumer was quicker, the run becomes
/// RunState::HandedOver (built-in transfer) or stays exposed; where nobody can know, UndoUncertain.
Result<> takeBack(PipelineState& state, RunWork& work);

/// Ends a run whose consumer has the message: the claimed original goes, when it is safe in the vault, and
/// the run becomes `becomes`.
Result<> conclude(PipelineState& state, RunWork& work, RunState becomes, const std::string& outcome);

} // namespace connectorscope
