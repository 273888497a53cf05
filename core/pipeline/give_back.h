#pragma once

#include "core/pipeline/pipeline_state.h"

namespace connectorscope {

/// Puts the original of a run back into a folder, under its own name or a free one: the claimed file, or,
/// where that is no more, what the vault holds. Then the run becomes `becomes`. Where it cannot be put back
/// now, it stays where it is, safe, and the run stays unfinished: resume() tries again. Everything up to here
/// is written into the journal first. Internal to core/pipeline.
Result<> giveBack(PipelineState& state, RunWork& work, FolderKind folder, RunState becomes,
                  const std::string& outcome);

/// Where a run that has failed gives its message back: to Failed Mail what could not be moved to PickUp, else
/// to where it came from.
FolderKind returnFolderOf(const RunWork& work);

/// Ends the runs of a batch that have failed: nothing was claimed, or it is given back.
Result<> endFailed(PipelineState& state, Batch& batch);

/// When a run that ends failed is tried again by itself; nullopt: never.
std::optional<UtcTime> retryTime(PipelineState& state, const RunWork& work);

/// Removes what a run may have left in staging besides its claimed file.
void removeLeftovers(PipelineState& state, const RunWork& work);

} // namespace connectorscope
