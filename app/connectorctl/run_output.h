#pragma once

#include "app/connectorctl/style.h"
#include "core/pipeline/run_text.h"
#include "core/site/site.h"

#include <string>
#include <vector>

namespace connectorscope {

/// How a run's state shows.
Look lookOf(RunState state);

/// One run as one JSON object, without a line end; docs/json.md names the keys.
std::string runAsJson(const Site& site, const RunRow& run);
/// The same with its steps.
std::string runAsJson(const Site& site, const RunRow& run, const std::vector<StepRow>& steps);

/// One line, or two where the terminal is narrow: when, what became of it, of which message, its id.
std::string runLines(const Site& site, const RunRow& run, const Style& style, std::size_t columns);
/// What stands above those lines; empty where they are two each.
std::string runLinesTitle(const Style& style, std::size_t columns);

/// All about one run, and each of its steps.
std::string runText(const Site& site, const RunRow& run, const std::vector<StepRow>& steps,
                    const Style& style, std::size_t columns);

} // namespace connectorscope
