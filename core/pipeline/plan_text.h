#pragma once

#include "core/diagnosis/repairs/repair.h"
#include "core/pipeline/requeue_request.h"

namespace connectorscope {

// What a dry run shows to people. Internal to core/pipeline.

/// Fills RequeuePreview::headerBefore and headerAfter, with the lines of the envelope.
void showHeaders(RequeuePreview& preview, const Message& before, const Message& after);
/// Fills RequeuePreview::steps.
void showSteps(RequeuePreview& preview, const Site& site);

} // namespace connectorscope
