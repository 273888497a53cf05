#include "core/pipeline/expose.h"
#include "core/pipeline/steps.h"

namespace connectorscope {

Result<> stage(PipelineState& state, Batch& batch)
{
    Exposure exposure;
    exposure.step = RunStep::Stage;
    exposure.folder = FolderKind::Incoming;
    exposure.suffix = ".stage";
    exposure.head = [](const RunWork&) { return std::string(); };
    // Its own name, if that is free: nobody has documented whether the connector reads something out of it.
    exposure.name = [](PipelineState& pipeline, const RunWork& work) {
        return freeName(pipeline, FolderKind::Incoming, work.source.name);
    };
    return expose(state, batch, exposure);
}

} // namespace connectorscope
