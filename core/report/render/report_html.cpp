#include "core/report/render/report_html.h"

#include "core/base/split.h"
#include "core/report/render/html_escape.h"
#include "core/report/render/report_resources.h"
#include "core/report/render/svg_chart.h"
#include "core/report/render/tone_colours.h"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace connectorscope {
namespace {

using kainjow::mustache::data;

data templateText(std::string_view text)
{
    return data(std::string(text));
}

/// A section of the template that is left out where there is no text.
data textOrNothing(std::string_view text)
{
    return text.empty() ? data(false) : templateText(text);
}

/// Whatever is put into data is copied with all that it holds, but for what is assigned to a member: tables
/// may be long.
template <class Items, class MakeItem>
data templateList(const Items& items, MakeItem makeItem)
{
    data all(data::type::list);
    for (const auto& item : items)
        all.push_back(makeItem(item));
    return all;
}

/// Only what the cell has: the template leaves out the rest.
data cellData(const DocumentCell& cell, const DocumentColumn& column)
{
    data item;
    std::string style = column.isNumber
                            ? "text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums"
                            : "text-align:left;overflow-wrap:anywhere;min-width:90px";
    if (const std::size_t level = heatLevel(cell.heat); level > 0) {
        item["heat"] = data(std::to_string(level));
        style += ";background:" + std::string(heatColour(level));
    }
    item["cellStyle"] = data(style);
    item["content"] = data(cell.text);
    if (cell.tone != ReportTone::Neutral) {
        item["cellSign"] = templateText(signOf(cell.tone));
        item["cellTone"] = templateText(nameOf(cell.tone));
        item["cellText"] = templateText(textColour(cell.tone));
    }
    if (cell.bar)
        item["bar"] = data(svgBar(*cell.bar, cell.tone));
    return item;
}

data tableData(const DocumentTable& table)
{
    data item;
    item.set("tableKey", table.key);
    item.set("tableTitle", textOrNothing(table.title));
    item.set("empty", table.rows.empty() ? textOrNothing(table.whenEmpty) : data(false));
    item.set("hasRows", !table.rows.empty());
    item.set("columns", templateList(table.columns, [](const DocumentColumn& column) {
                 data head;
                 head.set("columnTitle", templateText(column.title));
                 head.set("columnAlign", column.isNumber ? "right" : "left");
                 return head;
             }));
    item["rows"] = templateList(table.rows, [&table](const std::vector<DocumentCell>& row) {
        data cells;
        data all(data::type::list);
        for (std::size_t i = 0; i < row.size(); ++i)
            all.push_back(cellData(row[i], table.columns.at(i)));
        cells["cells"] = std::move(all);
        return cells;
    });
    return item;
}

data chartData(const DocumentChart& chart)
{
    const std::size_t every = std::max<std::size_t>(chart.labelEvery, 1);
    data ticks(data::type::list);
    for (std::size_t i = 0; i < chart.bars.size(); i += every) {
        data tick;
        const std::size_t span = std::min(every, chart.bars.size() - i);
        tick.set("tick",
                 templateText(2 * span > every ? chart.bars[i].label : std::string())); // else no room
        tick.set("span", std::to_string(span));
        ticks.push_back(tick);
    }
    data item;
    item.set("chartTitle", chart.title);
    item.set("scale", textOrNothing(chart.scale));
    item.set("picture", svgChart(chart));
    item.set("ticks", ticks);
    return item;
}

data sectionData(const DocumentSection& section)
{
    data item;
    item.set("key", section.key);
    item.set("heading", section.title);
    item.set("sentences", templateList(section.sentences, [](const std::string& sentence) {
                 return data("words", data(sentence));
             }));
    std::size_t number = 0;
    item.set("steps", templateList(section.steps, [&number](const DocumentStep& step) {
                 data one;
                 one.set("number", std::to_string(++number));
                 one.set("stepSign", textOrNothing(signOf(step.tone)));
                 one.set("stepTone", templateText(nameOf(step.tone)));
                 one.set("stepText", templateText(textColour(step.tone)));
                 one.set("stepTitle", step.title);
                 one.set("detail", textOrNothing(step.detail));
                 one.set("command", !step.command.empty());
                 // A narrow screen breaks a command between them, and not within its options.
                 one.set("commandWords", templateList(splitAt(step.command, ' '), [](std::string_view word) {
                             return data("word", templateText(word));
                         }));
                 return one;
             }));
    item.set("charts", templateList(section.charts, chartData));
    item["tables"] = templateList(section.tables, tableData);
    return item;
}

} // namespace

std::string reportHtml(const ReportDocument& document)
{
    data root;
    root.set("language", templateText(tagOf(document.language)));
    root.set("subject", document.subject);
    root.set("title", document.title);
    root.set("toneName", templateText(nameOf(document.tone)));
    root.set("toneFill", templateText(fillColour(document.tone)));
    root.set("toneText", templateText(textColour(document.tone)));
    root.set("sign", textOrNothing(signOf(document.tone)));
    root.set("verdict", document.verdict);
    root.set("sentence", document.sentence);
    root.set("provisional", textOrNothing(document.provisional));
    root.set("hasFacts", !document.facts.empty());
    root.set("facts", templateList(document.facts, [](const DocumentFact& fact) {
                 data item;
                 item.set("label", fact.label);
                 item.set("text", fact.text);
                 return item;
             }));
    root["sections"] = templateList(document.sections, sectionData);
    root.set("footer", document.footer);
    kainjow::mustache::mustache page(std::string(*reportResource("report.html.mustache")));
    page.set_custom_escape(htmlEscape);
    return page.render(root);
}

} // namespace connectorscope
