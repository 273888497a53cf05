#pragma once

#include "core/pipeline/pipeline_state.h"

namespace connectorscope {

// The steps of a run, each over a batch: what is about to happen is written in one transaction, then it
// happens to one message after the other, then each folder is flushed once. A message that goes no further
// bears its error; who calls gives it back. What is done already, by an earlier program, is not done again.
// An error returned is that of the journal: nothing more can be done then. Internal to core/pipeline.

/// Renames each source into the staging folder of its volume, as `<run>.claimed`.
Result<> claim(PipelineState& state, Batch& batch);

/// Copies each original into the vault and reads the copy back.
Result<> archive(PipelineState& state, Batch& batch);

/// External transfer: gives each message, repaired or not, a name in Incoming Mail.
Result<> stage(PipelineState& state, Batch& batch);

/// Built-in transfer: writes each message behind its envelope and gives it a name in PickUp.
Result<> transfer(PipelineState& state, Batch& batch);

/// Removes each claimed source whose successor is safe, when it is the file that was archived and the vault
/// has it. With a deletion that is its end. What cannot be removed stays, and is tried again by resume().
Result<> removeSources(PipelineState& state, Batch& batch);

/// Flushes what a transfer or stage has given a name, and says that it is done.
Result<> confirmExposed(PipelineState& state, Batch& batch);

} // namespace connectorscope
