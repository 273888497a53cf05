#pragma once

#include "core/report/render/document.h"

#include <string>

namespace connectorscope {

// Pictures within the HTML of a report: bars only, which stretch to any width; the words beside them are HTML
// and stay readable on a phone. Each is one <svg> element without script, reference or style sheet.

std::string svgChart(const DocumentChart& chart);
/// A horizontal bar, `part` (0 to 1) of it filled.
std::string svgBar(double part, ReportTone tone);

} // namespace connectorscope
