#include "core/report/render/describe_parts.h"

#include <algorithm>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::size_t daysPerLabel = 7;
constexpr std::size_t hoursPerLabel = 6;

DocumentChart chartOf(const ReportWords& words, Phrase title, std::size_t labelEvery,
                      std::vector<DocumentBar> bars)
{
    std::uint64_t most = 0;
    for (const DocumentBar& bar : bars)
        most = std::max(most, bar.value);
    DocumentChart chart;
    chart.title = words.say(title);
    chart.scale = words.say(Phrase::AtMost, {words.count(most)});
    chart.bars = std::move(bars);
    chart.labelEvery = labelEvery;
    return chart;
}

DocumentBar barOf(const ReportWords& words, const std::string& label, const ReportCount& count)
{
    return {label, label + ": " + (count ? words.count(*count) : "–"), count.value_or(0), count.has_value()};
}

DocumentChart daysChart(const ReportWords& words, Phrase title, ReportCount ReportTrendDay::*count)
{
    std::vector<DocumentBar> bars;
    for (const ReportTrendDay& day : words.report().trend)
        bars.push_back(barOf(words, shortDay(day.day, words.language()), day.*count));
    return chartOf(words, title, daysPerLabel, std::move(bars));
}

DocumentChart hoursChart(const ReportWords& words, Phrase title, std::uint64_t ReportHour::*count)
{
    std::vector<DocumentBar> bars;
    for (const ReportHour& hour : words.report().hours)
        bars.push_back(barOf(words, words.time(hour.begin), hour.*count));
    return chartOf(words, title, hoursPerLabel, std::move(bars));
}

DocumentCell watchedCell(const ReportWords& words, const ReportTrendDay& day)
{
    if (day.isWhole)
        return ReportWords::named(words.say(Phrase::WatchedWhole), "yes");
    return day.arrived ? ReportWords::named(words.say(Phrase::WatchedInPart), "gaps", ReportTone::AtRisk)
                       : ReportWords::named(words.say(Phrase::NotWatchedDay), "no", ReportTone::AtRisk);
}

DocumentTable daysTable(const ReportWords& words)
{
    DocumentTable table;
    table.key = "days";
    table.title = words.say(Phrase::DaysTable);
    table.columns = {words.column("day", Phrase::Day),
                     words.numberColumn("arrived", Phrase::Arrived),
                     words.numberColumn("failed", Phrase::Failed),
                     words.numberColumn("handed_over", Phrase::HandedOver),
                     words.numberColumn("bad_mailed", Phrase::BadMailed),
                     words.numberColumn("stuck", Phrase::Stuck),
                     words.column("watched", Phrase::Watched)};
    for (const ReportTrendDay& day : words.report().trend)
        table.rows.push_back({ReportWords::named(shortDay(day.day, words.language()), reportDayText(day.day)),
                              words.number(day.arrived), words.number(day.failed),
                              words.number(day.handedOver), words.number(day.badMailed),
                              words.number(day.stuck), watchedCell(words, day)});
    return table;
}

DocumentTable hoursTable(const ReportWords& words)
{
    DocumentTable table;
    table.key = "hours";
    table.title = words.say(Phrase::HoursTable);
    table.columns = {words.column("hour", Phrase::Hour), words.numberColumn("arrived", Phrase::Arrived),
                     words.numberColumn("failed", Phrase::Failed),
                     words.numberColumn("handed_over", Phrase::HandedOver),
                     words.numberColumn("bad_mailed", Phrase::BadMailed)};
    for (const ReportHour& hour : words.report().hours)
        table.rows.push_back({words.moment(hour.begin), words.number(hour.arrived), words.number(hour.failed),
                              words.number(hour.handedOver), words.number(hour.badMailed)});
    return table;
}

} // namespace

DocumentSection describeTrend(const ReportWords& words)
{
    DocumentSection section = words.section("trend", Phrase::PartTrend);
    section.charts = {daysChart(words, Phrase::TrendStuck, &ReportTrendDay::stuck),
                      daysChart(words, Phrase::TrendFailed, &ReportTrendDay::failed),
                      hoursChart(words, Phrase::HoursArrived, &ReportHour::arrived),
                      hoursChart(words, Phrase::HoursFailed, &ReportHour::failed)};
    section.tables = {daysTable(words), hoursTable(words)};
    return section;
}

} // namespace connectorscope
