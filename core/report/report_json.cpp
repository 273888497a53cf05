#include "core/report/report_json.h"

#include "core/watch/folder_listing.h"

#include <nlohmann/json.hpp>

namespace connectorscope {

namespace {

using ReportJson = nlohmann::ordered_json;

template <class List, class Write>
ReportJson listJson(const List& list, Write write)
{
    ReportJson json = ReportJson::array();
    for (const auto& item : list)
        json.push_back(write(item));
    return json;
}

template <class T>
ReportJson valueOrNull(const std::optional<T>& value)
{
    return value ? ReportJson(*value) : ReportJson(nullptr);
}

ReportJson valueOrNull(const std::optional<ReportTime>& time)
{
    return time ? ReportJson(reportTimeText(*time)) : ReportJson(nullptr);
}

ReportJson valueOrNull(const std::optional<CauseId>& cause)
{
    return cause ? ReportJson(causeOf(*cause).id) : ReportJson(nullptr);
}

ReportJson valueOrNull(FolderKind folder)
{
    return folder == FolderKind::None ? ReportJson(nullptr) : ReportJson(toString(folder));
}

ReportJson verdictJson(const ReportVerdict& verdict)
{
    return {{"rating", toString(verdict.rating)},
            {"reason", toString(verdict.reason)},
            {"cause", valueOrNull(verdict.cause)},
            {"folder", valueOrNull(verdict.folder)},
            {"count", verdict.count}};
}

ReportJson todoJson(const ReportTodo& todo)
{
    return {{"kind", toString(todo.kind)},        {"cause", valueOrNull(todo.cause)},
            {"folder", valueOrNull(todo.folder)}, {"count", todo.count},
            {"evidence", todo.evidence},          {"command", todo.command}};
}

ReportJson figureJson(const ReportFigureRow& row)
{
    return {{"figure", toString(row.figure)},
            {"today", valueOrNull(row.today)},
            {"yesterday", valueOrNull(row.yesterday)},
            {"last_week", valueOrNull(row.lastWeek)},
            {"median", valueOrNull(row.median)}};
}

ReportJson ageJson(const ReportAgeRow& row)
{
    return {{"cause", valueOrNull(row.cause)}, {"ages", row.ages}, {"total", row.total}};
}

ReportJson causeJson(const ReportCauseRow& row)
{
    return {{"cause", causeOf(row.cause).id},
            {"change", toString(row.change)},
            {"stuck", row.stuck},
            {"failed", row.failed},
            {"stuck_yesterday", valueOrNull(row.stuckYesterday)}};
}

ReportJson trendJson(const ReportTrendDay& day)
{
    return {{"date", reportDayText(day.day)},
            {"arrived", valueOrNull(day.arrived)},
            {"failed", valueOrNull(day.failed)},
            {"handed_over", valueOrNull(day.handedOver)},
            {"bad_mailed", valueOrNull(day.badMailed)},
            {"stuck", valueOrNull(day.stuck)},
            {"whole", day.isWhole}};
}

ReportJson hourJson(const ReportHour& hour)
{
    return {{"begin", reportTimeText(hour.begin)},
            {"arrived", hour.arrived},
            {"failed", hour.failed},
            {"handed_over", hour.handedOver},
            {"bad_mailed", hour.badMailed}};
}

ReportJson accountsJson(const std::optional<std::vector<ReportAccount>>& accounts)
{
    if (!accounts)
        return nullptr;
    return listJson(*accounts, [](const ReportAccount& account) {
        return ReportJson{{"name", account.name},
                          {"fetched", account.fetched},
                          {"last_fetched", valueOrNull(account.lastFetched)},
                          {"error", account.error}};
    });
}

ReportJson folderJson(const ReportFolder& folder)
{
    return {{"folder", toString(folder.folder)},
            {"path", folder.path},
            {"last_listed", valueOrNull(folder.lastListed)},
            {"unreachable_since", valueOrNull(folder.unreachableSince)},
            {"why_unreachable", folder.whyUnreachable},
            {"entries", folder.entries},
            {"stuck", folder.stuck},
            {"oldest_stuck", valueOrNull(folder.oldestStuck)},
            {"not_looked_at", folder.notLookedAt},
            {"free_space", valueOrNull(folder.freeSpace)},
            {"skew_ms", folder.skew ? ReportJson(folder.skew->count()) : ReportJson(nullptr)}};
}

ReportJson conditionJson(const ReportCondition& condition)
{
    return {{"cause", causeOf(condition.cause).id},
            {"folder", valueOrNull(condition.folder)},
            {"since", reportTimeText(condition.since)},
            {"ended", valueOrNull(condition.ended)},
            {"evidence", condition.evidence}};
}

ReportJson serviceJson(const ReportServiceRow& row)
{
    return {{"service", toString(row.service)},
            {"last_seen", valueOrNull(row.lastSeen)},
            {"condition", valueOrNull(row.condition)}};
}

ReportJson filteredJson(const ReportFiltered& message)
{
    return {{"id", message.id},
            {"seen", reportTimeText(message.seen)},
            {"subject", message.subject},
            {"sender", message.sender},
            {"recipients", message.recipients},
            {"words", listJson(message.words, [](const ReportFilterWord& word) {
                 return ReportJson{
                     {"filter", toString(word.filter)}, {"stops", word.stops}, {"reason", word.reason}};
             })}};
}

ReportJson filtersJson(const ReportFilters& filters)
{
    return {{"messages", filters.messages},
            {"stopped", filters.stopped},
            {"sums", listJson(filters.sums,
                              [](const ReportFilterSum& sum) {
                                  return ReportJson{{"filter", toString(sum.filter)},
                                                    {"stopped", sum.stopped},
                                                    {"for_some", sum.forSome}};
                              })},
            {"listed", listJson(filters.listed, filteredJson)},
            {"unlisted", filters.unlisted}};
}

ReportJson runSumJson(const ReportRunSum& sum)
{
    return {{"kind", sum.kind}, {"state", toString(sum.state)}, {"count", sum.count}};
}

ReportJson runJson(const ReportRun& run)
{
    return {{"run", run.id},
            {"message", run.message},
            {"subject", run.subject},
            {"kind", run.kind},
            {"state", toString(run.state)},
            {"outcome", run.outcome},
            {"began", reportTimeText(run.began)},
            {"ended", valueOrNull(run.ended)},
            {"account", run.account},
            {"machine", run.machine}};
}

ReportJson deedJson(const ReportDeed& deed)
{
    return {{"kind", deed.kind}, {"at", reportTimeText(deed.at)}, {"message", deed.message},
            {"note", deed.note}, {"account", deed.account},       {"machine", deed.machine}};
}

ReportJson doneJson(const ReportDone& done)
{
    return {{"sums", listJson(done.sums, runSumJson)},
            {"runs", listJson(done.runs, runJson)},
            {"unlisted_runs", done.unlistedRuns},
            {"deeds", listJson(done.deeds, deedJson)},
            {"unlisted_deeds", done.unlistedDeeds}};
}

ReportJson gapJson(const ReportGap& gap)
{
    return {{"kind", toString(gap.kind)},
            {"folder", valueOrNull(gap.folder)},
            {"from", valueOrNull(gap.from)},
            {"until", valueOrNull(gap.until)},
            {"count", gap.count},
            {"why", gap.why},
            {"counts", gap.counts}};
}

} // namespace

std::string reportAsJson(const HealthReport& report)
{
    ReportJson json;
    json["schema"] = reportSchema;
    json["site"] = report.site;
    json["date"] = reportDayText(report.day);
    json["time_zone"] = report.timeZone;
    json["begin"] = reportTimeText(report.begin);
    json["end"] = reportTimeText(report.end);
    json["provisional"] = report.isProvisional;
    json["until"] = reportTimeText(report.until);
    json["as_of"] = valueOrNull(report.asOf);
    json["verdict"] = verdictJson(report.verdict);
    json["todos"] = listJson(report.todos, todoJson);
    json["stuck"] = report.stuck;
    json["oldest"] = valueOrNull(report.oldest);
    json["figures"] = listJson(report.figures, figureJson);
    json["age_limits_minutes"] =
        listJson(reportAgeLimits, [](std::chrono::minutes limit) { return ReportJson(limit.count()); });
    json["ages"] = listJson(report.ages, ageJson);
    json["causes"] = listJson(report.causes, causeJson);
    json["trend"] = listJson(report.trend, trendJson);
    json["hours"] = listJson(report.hours, hourJson);
    json["accounts"] = accountsJson(report.accounts);
    json["folders"] = listJson(report.folders, folderJson);
    json["conditions"] = listJson(report.conditions, conditionJson);
    json["services"] = listJson(report.services, serviceJson);
    json["filters"] = filtersJson(report.filters);
    json["done"] = doneJson(report.done);
    json["not_checked"] = listJson(report.notChecked, gapJson);
    return json.dump(-1, ' ', false, ReportJson::error_handler_t::replace);
}

} // namespace connectorscope
