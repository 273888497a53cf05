#pragma once

#include "core/report/render/document.h"

#include <string_view>

namespace connectorscope {

// The colours of a report on a light ground, "#B3261E", as HTML and PDF both have them; the template of HTML
// holds those for a dark one. Text on its fill has a contrast of at least 4.5.

/// Of bars; of Neutral: the accent.
std::string_view barColour(ReportTone tone);
/// Of sign and word.
std::string_view textColour(ReportTone tone);
/// Behind them.
std::string_view fillColour(ReportTone tone);

/// How strongly a cell is coloured: 0 (not at all) to 5.
std::size_t heatLevel(double heat);
/// Of a level from 1 on.
std::string_view heatColour(std::size_t level);

namespace report_colours {
inline constexpr std::string_view text = "#1A1F24";
inline constexpr std::string_view muted = "#5A6570";
inline constexpr std::string_view line = "#DEE2E7";
inline constexpr std::string_view soft = "#F5F6F8";
} // namespace report_colours

} // namespace connectorscope
