#pragma once

#include "core/report/render/document.h"

#include <string>
#include <string_view>

namespace connectorscope {

// Pictures within the HTML of a report: bars only, which stretch to any width; the words beside them are HTML
// and stay readable on a phone. Each is one <svg> element without script, reference or style sheet.

/// The colour of a tone's text and bars on a light ground, "#B3261E"; of Neutral: the accent.
std::string_view barColour(Tone tone);

std::string svgChart(const DocumentChart& chart);
/// A horizontal bar, `part` (0 to 1) of it filled.
std::string svgBar(double part, Tone tone);

} // namespace connectorscope
