#pragma once

#include "app/connectorctl/environment.h"
#include "core/pipeline/action_worker.h"

#include <stop_token>
#include <string_view>

namespace connectorscope {

/// Has the worker of the site do an order, and names it on standard error; waits for its end, and does it
/// itself where that program ends before. Receipts come when all of it is done. Says once, too, when there
/// was no news of it for a while. A stop takes the order back where the worker has not begun it; else the
/// worker is asked to stop, and is waited for a little longer.
Result<> askWorker(const Site& site, const PipelineTools& tools, const PipelineOrder& order,
                   Environment& environment, std::string_view program, const std::stop_token& stop,
                   const OnReceipt& onReceipt, const OnPipelineProgress& onProgress);

} // namespace connectorscope
