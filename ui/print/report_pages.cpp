#include "ui/print/report_pages.h"

#include "core/report/render/tone_colours.h"
#include "ui/print/print_chart.h"
#include "ui/print/print_colour.h"
#include "ui/print/print_table.h"
#include "ui/print/printable.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr double point = unitsPerPoint;
constexpr double partGap = 12 * point;
constexpr double smallGap = 5 * point;
constexpr double indent = 14 * point;

QColor ink()
{
    return printColour(report_colours::text);
}

QColor softInk()
{
    return printColour(report_colours::muted);
}

QString withSign(ReportTone tone, const std::string& text)
{
    const std::string_view sign = signOf(tone);
    return sign.empty() ? printText(text) : printText(sign) + QLatin1Char(' ') + printText(text);
}

void flowHead(PageFlow& flow, const ReportDocument& document)
{
    flow.addParagraph(printText(document.title), Typeface::Body, softInk());
    flow.skip(smallGap);
    const QString verdict = withSign(document.tone, document.verdict);
    const double height = lineHeightOf(Typeface::Strong) + 4 * point;
    flow.addBox({flow.left(), flow.top(), widthOf(verdict, Typeface::Strong) + 16 * point, height},
                printColour(fillColour(document.tone)), height / 2);
    flow.addLine(flow.left() + 8 * point, flow.top() + 2.5 * point, verdict, Typeface::Strong,
                 printColour(textColour(document.tone)));
    flow.skip(height + smallGap);
    flow.addParagraph(printText(document.sentence), Typeface::Title, ink());
    flow.skip(smallGap);
    if (!document.provisional.empty()) {
        flow.addParagraph(withSign(ReportTone::AtRisk, document.provisional), Typeface::Strong,
                          printColour(textColour(ReportTone::AtRisk)));
        flow.skip(smallGap);
    }
    double labelWidth = 0;
    for (const DocumentFact& fact : document.facts)
        labelWidth = std::max(labelWidth, widthOf(printText(fact.label), Typeface::Body));
    for (const DocumentFact& fact : document.facts) {
        flow.keepTogether(lineHeightOf(Typeface::Body));
        flow.addLine(flow.left(), flow.top(), printText(fact.label), Typeface::Body, softInk());
        flow.addParagraph(printText(fact.text), Typeface::Body, ink(), labelWidth + indent);
    }
}

void flowStep(PageFlow& flow, const DocumentStep& step, std::size_t number)
{
    flow.keepTogether(4 * lineHeightOf(Typeface::Body));
    flow.addLine(flow.left(), flow.top(), QStringLiteral("%1.").arg(number), Typeface::Strong, ink());
    flow.addParagraph(withSign(step.tone, step.title), Typeface::Strong, ink(), indent);
    if (!step.detail.empty())
        flow.addParagraph(printText(step.detail), Typeface::Body, softInk(), indent);
    if (!step.command.empty()) {
        const QStringList lines =
            linesOf(printText(step.command), Typeface::Small, flow.width() - indent - smallGap * 2);
        const double height = static_cast<double>(lines.size()) * lineHeightOf(Typeface::Small) + 4 * point;
        flow.keepTogether(height);
        flow.addBox({flow.left() + indent, flow.top() + point, flow.width() - indent, height},
                    printColour(report_colours::soft), 2 * point);
        double y = flow.top() + 3 * point;
        for (const QString& line : lines) {
            flow.addLine(flow.left() + indent + smallGap, y, line, Typeface::Small, ink());
            y += lineHeightOf(Typeface::Small);
        }
        flow.skip(height + point);
    }
    flow.skip(smallGap);
}

void flowSection(PageFlow& flow, const DocumentSection& section)
{
    // A heading stands with the beginning of what it is about.
    flow.skip(partGap);
    flow.keepTogether(lineHeightOf(Typeface::Heading) + 70 * point);
    flow.addParagraph(printText(section.title), Typeface::Heading, ink());
    flow.skip(smallGap);
    for (const std::string& sentence : section.sentences)
        flow.addParagraph(printText(sentence), Typeface::Body, ink());
    std::size_t number = 0;
    for (const DocumentStep& step : section.steps)
        flowStep(flow, step, ++number);
    for (const DocumentChart& chart : section.charts)
        flowChart(flow, chart);
    for (std::size_t i = 0; i < section.tables.size(); ++i) {
        if (i > 0 || !section.sentences.empty())
            flow.skip(2 * smallGap);
        flowTable(flow, section.tables[i]);
    }
}

} // namespace

std::vector<Page> layOutReport(const ReportDocument& report, Paper paper)
{
    const ReportDocument document = printable(report, fontsOfPrint());
    PageFlow flow(paper);
    flowHead(flow, document);
    for (const DocumentSection& section : document.sections)
        flowSection(flow, section);
    return flow.take(printText(document.title));
}

} // namespace connectorscope
