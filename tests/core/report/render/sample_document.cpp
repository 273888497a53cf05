#include "tests/core/report/render/sample_document.h"

namespace connectorscope {

ReportDocument sampleDocument(const std::string& word)
{
    ReportDocument document;
    document.day = "2026-11-23";
    document.subject = "[ATTENTION] Contoso: 6 stuck - 2026-11-23";
    document.title = "Contoso, Monday, 23 November 2026";
    document.tone = ReportTone::Blocked;
    document.verdict = "Attention";
    document.sentence = "6 messages are stuck: " + word;
    document.facts = {{"site", "Site", "Contoso", "Contoso"},
                      {"zone", "Time zone", "Europe/Berlin", "Europe/Berlin"}};
    document.footer = "Made by ConnectorScope.";

    DocumentSection todo{"todo", "What to do", {"One thing."}, {}, {}, {}};
    todo.steps.push_back({ReportTone::Blocked, word, "Add it & requeue.", "connectorctl requeue --all"});
    document.sections.push_back(todo);

    DocumentSection trend{"trend", "Trend", {}, {}, {}, {}};
    DocumentChart chart{"Stuck", "at most 6", {}, 2, ReportTone::Neutral};
    chart.bars = {
        {"Sat", "Saturday: 0", 0, true}, {"Sun", "Sunday: unknown", 0, false}, {"Mon", word, 6, true}};
    trend.charts.push_back(chart);
    DocumentTable ages{"ages", "Ages", {{"cause", "Cause", false}, {"total", "Total", true}}, {}, "Nothing."};
    ages.rows = {{{word, word, ReportTone::Corrupt, 0.5, 0}, {"1,234", "1234", ReportTone::Neutral, {}, 0.7}},
                 {{"=1+1", "=1+1", ReportTone::Neutral, {}, 0}, {"2", "2", ReportTone::Neutral, {}, 1}}};
    trend.tables.push_back(ages);
    trend.tables.push_back({"runs", "Runs", {{"id", "Id", false}}, {}, "Nothing was done."});
    document.sections.push_back(trend);
    return document;
}

} // namespace connectorscope
