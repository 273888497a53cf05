#include "core/pipeline/envelope.h"
#include "core/pipeline/expose.h"
#include "core/pipeline/steps.h"

namespace connectorscope {

Result<> transfer(PipelineState& state, Batch& batch)
{
    Exposure exposure;
    exposure.step = RunStep::Transfer;
    exposure.folder = FolderKind::PickUp;
    exposure.suffix = ".transfer";
    exposure.head = [](const RunWork& work) {
        return envelopeText(
            envelopeLines(work.plan.preview.envelope.value_or(PlannedEnvelope()), work.id, work.attempt));
    };
    exposure.name = [](PipelineState&, const RunWork& work) -> Result<std::string> {
        return work.id + ".eml";
    };
    return expose(state, batch, exposure);
}

} // namespace connectorscope
