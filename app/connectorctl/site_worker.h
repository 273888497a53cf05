#pragma once

#include "app/connectorctl/environment.h"
#include "core/pipeline/pipeline_order.h"

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What the pipeline works with here. The environment outlives it.
PipelineTools pipelineToolsOf(Environment& environment);

/// Gets an order done: by this program where it can be the site's worker, which then also does what others
/// have asked for meanwhile; else by the program that is, which is named on standard error. There receipts
/// come when all of it is done, and a stop cancels what is left. What an earlier program had left is brought
/// to an end first and told on standard error. `program`: "connectorctl requeue". An error is that it could
/// not be done.
Result<> getDone(const Site& site, const PipelineOrder& order, Environment& environment,
                 std::string_view program, const std::stop_token& stop, const OnReceipt& onReceipt,
                 const OnPipelineProgress& onProgress = {});

/// Waits until the consumer has taken what each of the runs has put before it, or will not by itself, and
/// tells what became of it. Others may be the worker meanwhile. A stop ends it.
Result<> waitForRuns(const Site& site, const std::vector<std::string>& runs, Environment& environment,
                     std::string_view program, const std::stop_token& stop, const OnReceipt& onReceipt);

} // namespace connectorscope
