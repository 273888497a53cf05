#include "core/report/render/cause_words.h"
#include "core/report/render/describe_parts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::size_t longestCommand = 2000; ///< cut off, it would do something else

std::string todoTitle(const ReportWords& words, const ReportTodo& todo)
{
    const std::string cause = words.cause(todo.cause);
    switch (todo.kind) {
    case ReportTodoKind::Condition:
        return words.causeIn(todo.cause, todo.folder);
    case ReportTodoKind::Uncertain:
        return words.counted(todo.count, Phrase::TodoUncertainOne, Phrase::TodoUncertain);
    case ReportTodoKind::Stuck:
        return todo.count == 1 ? words.say(Phrase::TodoStuckOne, {cause})
                               : words.say(Phrase::TodoStuck, {cause, words.count(todo.count)});
    case ReportTodoKind::Watch:
        break;
    }
    return words.say(Phrase::TodoWatch);
}

std::string todoDetail(const ReportWords& words, const ReportTodo& todo)
{
    switch (todo.kind) {
    case ReportTodoKind::Uncertain:
        return words.say(Phrase::TodoUncertainDetail);
    case ReportTodoKind::Watch:
        return words.say(Phrase::TodoWatchDetail);
    case ReportTodoKind::Condition:
    case ReportTodoKind::Stuck:
        break;
    }
    const std::string evidence = todo.evidence.empty() ? "" : words.told(todo.evidence) + ". ";
    return evidence + (todo.cause ? std::string(causeAdvice(*todo.cause, words.language()))
                                  : words.say(Phrase::TodoUnknownDetail));
}

ReportTone todoTone(const ReportTodo& todo)
{
    return todo.cause ? toneOf(causeOf(*todo.cause).severity) : ReportTone::AtRisk;
}

Phrase figurePhrase(ReportFigure figure)
{
    constexpr std::array phrases = {Phrase::Arrived,   Phrase::Failed,     Phrase::HandedOver,
                                    Phrase::BadMailed, Phrase::Filtered,   Phrase::Stuck,
                                    Phrase::Held,      Phrase::OldestStuck};
    static_assert(phrases.size() == reportFigures.size());
    return phrases.at(static_cast<std::size_t>(figure));
}

DocumentCell figureCell(const ReportWords& words, ReportFigure figure, const ReportCount& value)
{
    if (figure != ReportFigure::OldestMinutes || !value)
        return words.number(value);
    constexpr std::uint64_t mostMinutes = 100'000'000; // 190 years: more is no age, and overflows
    const std::chrono::minutes age(static_cast<std::int64_t>(std::min(*value, mostMinutes)));
    return ReportWords::named(spanText(age), std::to_string(*value));
}

DocumentCell changeCell(const ReportWords& words, ReportChange change)
{
    constexpr std::array phrases = {Phrase::ChangeNew, Phrase::ChangeWorse, Phrase::ChangeSame,
                                    Phrase::ChangeGone};
    constexpr std::array tones = {ReportTone::Corrupt, ReportTone::Blocked, ReportTone::Neutral,
                                  ReportTone::Well};
    const auto number = static_cast<std::size_t>(change);
    return ReportWords::named(words.say(phrases.at(number)), toString(change), tones.at(number));
}

} // namespace

DocumentSection describeTodos(const ReportWords& words)
{
    DocumentSection section = words.section("todo", Phrase::PartTodo);
    for (const ReportTodo& todo : words.report().todos)
        section.steps.push_back({todoTone(todo), todoTitle(words, todo), todoDetail(words, todo),
                                 shownWords(todo.command, longestCommand)});
    if (section.steps.empty())
        section.sentences.push_back(words.say(Phrase::NothingToDo));
    return section;
}

DocumentSection describeFigures(const ReportWords& words)
{
    DocumentSection section = words.section("figures", Phrase::PartFigures);
    DocumentTable table;
    table.key = "figures";
    table.columns = {words.column("figure", Phrase::Figure), words.numberColumn("today", Phrase::Today),
                     words.numberColumn("yesterday", Phrase::Yesterday),
                     words.numberColumn("last_week", Phrase::LastWeek),
                     words.numberColumn("median", Phrase::Median)};
    for (const ReportFigureRow& row : words.report().figures) {
        const std::string name = words.say(figurePhrase(row.figure));
        table.rows.push_back(
            {ReportWords::named(name, toString(row.figure)), figureCell(words, row.figure, row.today),
             figureCell(words, row.figure, row.yesterday), figureCell(words, row.figure, row.lastWeek),
             figureCell(words, row.figure, row.median)});
    }
    section.tables.push_back(std::move(table));
    return section;
}

DocumentSection describeAges(const ReportWords& words)
{
    DocumentSection section = words.section("ages", Phrase::PartAges);
    DocumentTable table;
    table.key = "ages";
    table.whenEmpty = words.say(Phrase::NoAges);
    table.columns.push_back(words.column("cause", Phrase::CauseColumn));
    for (const std::chrono::minutes limit : reportAgeLimits) {
        const std::string minutes = std::to_string(limit.count());
        table.columns.push_back({"under_" + minutes, words.say(Phrase::UpTo, {minutes}), true});
    }
    const std::string last = std::to_string(reportAgeLimits.back().count());
    table.columns.push_back({"from_" + last, words.say(Phrase::FromOn, {last}), true});
    table.columns.push_back(words.numberColumn("total", Phrase::Total));
    std::uint64_t largest = 1;
    for (const ReportAgeRow& row : words.report().ages)
        largest = std::max(largest, *std::max_element(row.ages.begin(), row.ages.end()));
    for (const ReportAgeRow& row : words.report().ages) {
        std::vector<DocumentCell> cells = {words.causeCell(row.cause)};
        for (const std::uint64_t count : row.ages) {
            DocumentCell cell = words.number(count);
            cell.heat = static_cast<double>(count) / static_cast<double>(largest);
            cells.push_back(std::move(cell));
        }
        cells.push_back(words.number(row.total));
        table.rows.push_back(std::move(cells));
    }
    section.tables.push_back(std::move(table));
    return section;
}

DocumentSection describeCauses(const ReportWords& words)
{
    DocumentSection section = words.section("causes", Phrase::PartCauses);
    DocumentTable table;
    table.key = "causes";
    table.whenEmpty = words.say(Phrase::NoCauses);
    table.columns = {words.column("change", Phrase::Change), words.column("cause", Phrase::CauseColumn),
                     words.numberColumn("stuck", Phrase::Stuck),
                     words.numberColumn("stuck_yesterday", Phrase::StuckYesterday),
                     words.numberColumn("failed", Phrase::Failed)};
    std::uint64_t largest = 1;
    for (const ReportCauseRow& row : words.report().causes)
        largest = std::max(largest, row.stuck);
    for (const ReportCauseRow& row : words.report().causes) {
        DocumentCell cause = words.causeCell(row.cause);
        cause.bar = static_cast<double>(row.stuck) / static_cast<double>(largest);
        table.rows.push_back({changeCell(words, row.change), std::move(cause), words.number(row.stuck),
                              words.number(row.stuckYesterday), words.number(row.failed)});
    }
    section.tables.push_back(std::move(table));
    return section;
}

} // namespace connectorscope
