#pragma once

#include "core/pipeline/pipeline_state.h"

#include <functional>

namespace connectorscope {

/// How a message gets to its consumer. Internal to core/pipeline.
struct Exposure
{
    RunStep step = RunStep::Transfer;
    FolderKind folder = FolderKind::PickUp;
    std::string_view suffix;                         ///< of the file in staging, which is written there first
    std::function<std::string(const RunWork&)> head; ///< what stands before the message
    std::function<Result<std::string>(PipelineState&, const RunWork&)> name; ///< in the folder
};

/// Writes each message into staging and flushes it, writes into the journal that it is about to be exposed,
/// and renames it into the folder: not half-written, and not without a trace. One whose fate is not known
/// becomes RunState::OutcomeUnknown.
Result<> expose(PipelineState& state, Batch& batch, const Exposure& exposure);

/// Renames one that was written by an earlier program.
Result<> exposeAgain(PipelineState& state, RunWork& work);

/// The bytes of the message as it shall go out.
OpenBytes outgoingBytes(PipelineState& state, const RunWork& work);

} // namespace connectorscope
