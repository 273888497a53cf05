#include "core/report/day_parts.h"

#include <algorithm>

namespace connectorscope {

namespace {

std::uint64_t countedGaps(const HealthReport& report)
{
    return static_cast<std::uint64_t>(std::ranges::count(report.notChecked, true, &ReportGap::counts));
}

bool isServerFailure(const ReportCondition& condition)
{
    return causeOf(condition.cause).severity == Severity::Environment;
}

/// Conditions that hold at the end of the day, without those that are only worth knowing; the worst first.
std::vector<ReportCondition> badConditions(const HealthReport& report)
{
    std::vector<ReportCondition> bad;
    std::ranges::copy_if(report.conditions, std::back_inserter(bad), [](const ReportCondition& condition) {
        return !condition.ended && causeOf(condition.cause).severity != Severity::Note;
    });
    std::stable_partition(bad.begin(), bad.end(), isServerFailure);
    return bad;
}

ReportVerdict verdictOf(const DayFacts& facts, const HealthReport& report)
{
    ReportVerdict verdict;
    if (nobodyLooked(facts)) {
        verdict.rating = ReportRating::Critical;
        verdict.reason = ReportReason::NotWatched;
        return verdict;
    }
    if (const auto bad = badConditions(report); !bad.empty()) {
        verdict.rating = isServerFailure(bad.front()) ? ReportRating::Critical : ReportRating::Attention;
        verdict.reason = ReportReason::Condition;
        verdict.cause = bad.front().cause;
        verdict.folder = bad.front().folder;
        return verdict;
    }
    verdict.rating = ReportRating::Attention;
    if (facts.uncertain > 0) {
        verdict.reason = ReportReason::Uncertain;
        verdict.count = facts.uncertain;
    } else if (report.stuck > 0) {
        verdict.reason = ReportReason::Stuck;
        verdict.count = report.stuck;
        verdict.cause = report.ages.front().cause;
    } else if (const std::uint64_t gaps = countedGaps(report); gaps > 0) {
        verdict.reason = ReportReason::NotChecked;
        verdict.count = gaps;
    } else {
        verdict.rating = ReportRating::Ok;
        verdict.reason = ReportReason::NothingStuck;
    }
    return verdict;
}

ReportTodo conditionTodo(const ReportCondition& condition)
{
    return {ReportTodoKind::Condition, condition.cause,      condition.folder, 0,
            condition.evidence,        "connectorctl doctor"};
}

std::string commandFor(const std::optional<CauseId>& key)
{
    if (!key)
        return "connectorctl list";
    const Cause& cause = causeOf(*key);
    const std::string id(cause.id);
    switch (cause.retry) {
    case Retry::Repair:
        return "connectorctl requeue --cause " + id + " --repair";
    case Retry::Now:
    case Retry::Later:
        return "connectorctl requeue --cause " + id;
    case Retry::FixEnvironment:
        return "connectorctl doctor";
    case Retry::Wait:
    case Retry::Refetch:
    case Retry::Ask:
    case Retry::DoNotRetry:
    case Retry::None:
        break;
    }
    return "connectorctl list --cause " + id;
}

std::vector<ReportTodo> todosOf(const DayFacts& facts, const HealthReport& report)
{
    std::vector<ReportTodo> first;
    std::vector<ReportTodo> last;
    for (const ReportCondition& condition : badConditions(report))
        (isServerFailure(condition) ? first : last).push_back(conditionTodo(condition));
    if (facts.uncertain > 0)
        first.push_back({ReportTodoKind::Uncertain, std::nullopt, FolderKind::None, facts.uncertain, "",
                         "connectorctl runs --unfinished"});
    for (const ReportAgeRow& row : report.ages)
        first.push_back(
            {ReportTodoKind::Stuck, row.cause, FolderKind::None, row.total, "", commandFor(row.cause)});
    const auto gaps = std::ranges::count(report.notChecked, ReportGapKind::NotWatched, &ReportGap::kind);
    // One of these stays, however much else there is to do.
    if (gaps > 0)
        last.insert(last.begin(), {ReportTodoKind::Watch, std::nullopt, FolderKind::None,
                                   static_cast<std::uint64_t>(gaps), "", "connectorctl watch"});
    const std::size_t kept = last.empty() ? 0 : 1;
    first.resize(std::min(first.size(), HealthReport::mostTodos - kept));
    for (ReportTodo& todo : last)
        if (first.size() < HealthReport::mostTodos)
            first.push_back(std::move(todo));
    return first;
}

} // namespace

void addVerdict(const DayFacts& facts, HealthReport& report)
{
    report.verdict = verdictOf(facts, report);
    report.todos = todosOf(facts, report);
}

} // namespace connectorscope
