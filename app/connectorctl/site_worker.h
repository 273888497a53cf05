#pragma once

#include "app/connectorctl/environment.h"
#include "core/pipeline/pipeline.h"

#include <stop_token>
#include <string_view>

namespace connectorscope {

/// What the pipeline works with here. The environment outlives it.
PipelineTools pipelineToolsOf(Environment& environment);

/// Takes the worker's role of a site. ErrorCode::Locked where another program is the worker; the message
/// names it. Site and environment outlive the pipeline. `program`: "connectorctl requeue".
Result<std::unique_ptr<Pipeline>> takeWorkerRole(const Site& site, std::string_view program,
                                                 Environment& environment);
/// The same, and brings to an end what an earlier program left, which is told on standard error.
Result<std::unique_ptr<Pipeline>> becomeWorker(const Site& site, std::string_view program,
                                               Environment& environment, const std::stop_token& stop);

} // namespace connectorscope
