#pragma once

#include "core/pipeline/pipeline_state.h"

namespace connectorscope {

/// The state behind the public class: what all its functions share. Internal to core/pipeline.
struct Pipeline::State : PipelineState
{
    using PipelineState::PipelineState;
};

} // namespace connectorscope
