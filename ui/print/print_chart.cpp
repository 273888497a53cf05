#include "ui/print/print_chart.h"

#include "core/report/render/tone_colours.h"
#include "ui/print/print_colour.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr double chartHeight = 54.0 * unitsPerPoint;
constexpr double thinnestBar = 1.0 * unitsPerPoint;
constexpr double gapBelow = 8.0 * unitsPerPoint;

} // namespace

void flowChart(PageFlow& flow, const DocumentChart& chart)
{
    const double titleHeight = lineHeightOf(Typeface::Body) + 2.0 * unitsPerPoint;
    const double labelHeight = lineHeightOf(Typeface::Small);
    flow.keepTogether(titleHeight + chartHeight + labelHeight + gapBelow);
    const QString title = printText(chart.title);
    flow.addLine(flow.left(), flow.top(), title, Typeface::Strong, printColour(report_colours::text));
    flow.addLine(flow.left() + widthOf(title + QLatin1Char(' '), Typeface::Strong), flow.top(),
                 printText(chart.scale), Typeface::Body, printColour(report_colours::muted));
    flow.skip(titleHeight);

    std::uint64_t largest = 1;
    for (const DocumentBar& bar : chart.bars)
        largest = std::max(largest, bar.value);
    const double step = flow.width() / static_cast<double>(std::max<std::size_t>(chart.bars.size(), 1));
    const double bottom = flow.top() + chartHeight;
    const std::size_t every = std::max<std::size_t>(chart.labelEvery, 1);
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        const DocumentBar& bar = chart.bars[i];
        const double x = flow.left() + step * static_cast<double>(i);
        const double share = static_cast<double>(bar.value) / static_cast<double>(largest);
        const double height = bar.isKnown ? std::max(chartHeight * share, thinnestBar) : chartHeight;
        const std::string_view colour = !bar.isKnown     ? fillColour(ReportTone::AtRisk)
                                        : bar.value == 0 ? report_colours::line
                                                         : barColour(chart.tone);
        flow.addBox({x + step * 0.1, bottom - height, step * 0.8, height}, printColour(colour));
        if (i % every == 0 && 2 * (chart.bars.size() - i) > every)
            flow.addLine(x + step * 0.1, bottom + unitsPerPoint, printText(bar.label), Typeface::Small,
                         printColour(report_colours::muted));
    }
    flow.skip(chartHeight + labelHeight + gapBelow);
}

} // namespace connectorscope
