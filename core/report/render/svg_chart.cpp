#include "core/report/render/svg_chart.h"

#include "core/report/render/html_escape.h"
#include "core/report/render/tone_colours.h"

#include <algorithm>
#include <cmath>

namespace connectorscope {
namespace {

constexpr std::uint64_t step = 10; ///< of one bar; heights are per cent
constexpr std::uint64_t thinnest = 2;

std::string svgRect(std::string_view cssClass, std::uint64_t x, std::uint64_t y, std::uint64_t width,
                    std::uint64_t height, std::string_view fill)
{
    return "<rect class=\"" + std::string(cssClass) + "\" x=\"" + std::to_string(x) + "\" y=\"" +
           std::to_string(y) + "\" width=\"" + std::to_string(width) + "\" height=\"" +
           std::to_string(height) + "\" fill=\"" + std::string(fill) + "\"";
}

std::string barClass(ReportTone tone)
{
    return tone == ReportTone::Neutral ? "bar" : "bar " + std::string(nameOf(tone));
}

} // namespace

std::string svgChart(const DocumentChart& chart)
{
    std::uint64_t largest = 1;
    for (const DocumentBar& bar : chart.bars)
        largest = std::max(largest, bar.value);
    std::string svg = "<svg role=\"img\" aria-label=\"" + htmlEscape(chart.title) + "\" viewBox=\"0 0 " +
                      std::to_string(step * std::max<std::size_t>(chart.bars.size(), 1)) +
                      " 100\" preserveAspectRatio=\"none\" width=\"100%\" height=\"96\" "
                      "style=\"display:block\">";
    std::uint64_t x = 1;
    for (const DocumentBar& bar : chart.bars) {
        const auto share = static_cast<std::uint64_t>(
            std::llround(100.0 * static_cast<double>(bar.value) / static_cast<double>(largest)));
        const std::uint64_t height = std::clamp<std::uint64_t>(share, thinnest, 100);
        if (!bar.isKnown)
            svg += svgRect("gap", x, 0, step - 2, 100, fillColour(ReportTone::AtRisk));
        else if (bar.value == 0)
            svg += svgRect("none", x, 100 - thinnest, step - 2, thinnest, report_colours::line);
        else
            svg += svgRect(barClass(chart.tone), x, 100 - height, step - 2, height, barColour(chart.tone));
        svg += "><title>" + htmlEscape(bar.text) + "</title></rect>";
        x += step;
    }
    return svg + "</svg>";
}

std::string svgBar(double part, ReportTone tone)
{
    const auto filled = static_cast<std::uint64_t>(std::llround(std::clamp(part, 0.0, 1.0) * 100));
    std::string svg = "<svg aria-hidden=\"true\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" "
                      "width=\"100%\" height=\"6\" style=\"display:block;min-width:60px;margin-top:3px\">" +
                      svgRect("track", 0, 0, 100, 1, report_colours::line) + "/>";
    if (filled > 0)
        svg += svgRect(barClass(tone), 0, 0, filled, 1, barColour(tone)) + "/>";
    return svg + "</svg>";
}

} // namespace connectorscope
