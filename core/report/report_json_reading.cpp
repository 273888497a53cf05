#include "core/report/report_json.h"
#include "core/report/report_summary.h"
#include "core/watch/folder_listing.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace connectorscope {

namespace {

using ParsedReport = nlohmann::json;

constexpr std::array storedFolders = {FolderKind::Incoming, FolderKind::Failed, FolderKind::PickUp,
                                      FolderKind::BadMail};

/// An id that this program does not know. Does not leave this file.
class UnknownReportId : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

template <class Ids>
auto oneOf(const Ids& ids, const std::string& text)
{
    const auto found =
        std::ranges::find_if(ids, [&](const auto& candidate) { return toString(candidate) == text; });
    if (found == ids.end())
        throw UnknownReportId(text);
    return *found;
}

std::string textAt(const ParsedReport& json, const char* key)
{
    return json.at(key).get<std::string>();
}

std::uint64_t countAt(const ParsedReport& json, const char* key)
{
    return json.at(key).get<std::uint64_t>();
}

ReportCount countOrNullAt(const ParsedReport& json, const char* key)
{
    return json.at(key).is_null() ? ReportCount() : countAt(json, key);
}

/// What is no time, or no day, is no report.
template <class T>
T required(const std::optional<T>& value, const std::string& text)
{
    if (!value)
        throw std::invalid_argument(text);
    return *value;
}

ReportDay dayAt(const ParsedReport& json, const char* key)
{
    const std::string text = textAt(json, key);
    return required(reportDayFrom(text), text);
}

ReportTime timeAt(const ParsedReport& json, const char* key)
{
    const std::string text = textAt(json, key);
    return required(reportTimeFrom(text), text);
}

std::optional<ReportTime> timeOrNullAt(const ParsedReport& json, const char* key)
{
    return json.at(key).is_null() ? std::nullopt : std::optional(timeAt(json, key));
}

CauseId causeAt(const ParsedReport& json, const char* key)
{
    const std::string text = textAt(json, key);
    const Cause* cause = findCause(text);
    if (cause == nullptr)
        throw UnknownReportId(text);
    return cause->key;
}

std::optional<CauseId> causeOrNullAt(const ParsedReport& json, const char* key)
{
    return json.at(key).is_null() ? std::nullopt : std::optional(causeAt(json, key));
}

FolderKind folderAt(const ParsedReport& json, const char* key)
{
    return json.at(key).is_null() ? FolderKind::None : oneOf(storedFolders, textAt(json, key));
}

template <class Read>
auto listAt(const ParsedReport& json, const char* key, Read read)
{
    std::vector<std::invoke_result_t<Read, const ParsedReport&>> list;
    for (const ParsedReport& item : json.at(key))
        list.push_back(read(item));
    return list;
}

RunState runStateAt(const ParsedReport& json, const char* key)
{
    return oneOf(runStates, textAt(json, key));
}

BypassedFilter filterAt(const ParsedReport& json, const char* key)
{
    const std::string text = textAt(json, key);
    const auto filter = bypassedFilterOf(text);
    if (!filter)
        throw UnknownReportId(text);
    return *filter;
}

ReportVerdict readVerdict(const ParsedReport& json)
{
    return {oneOf(reportRatings, textAt(json, "rating")), oneOf(reportReasons, textAt(json, "reason")),
            causeOrNullAt(json, "cause"), folderAt(json, "folder"), countAt(json, "count")};
}

ReportTodo readTodo(const ParsedReport& json)
{
    return {oneOf(reportTodoKinds, textAt(json, "kind")),
            causeOrNullAt(json, "cause"),
            folderAt(json, "folder"),
            countAt(json, "count"),
            textAt(json, "evidence"),
            textAt(json, "command")};
}

ReportFigureRow readFigure(const ParsedReport& json)
{
    return {oneOf(reportFigures, textAt(json, "figure")), countOrNullAt(json, "today"),
            countOrNullAt(json, "yesterday"), countOrNullAt(json, "last_week"),
            countOrNullAt(json, "median")};
}

ReportAgeRow readAge(const ParsedReport& json)
{
    return {causeOrNullAt(json, "cause"), json.at("ages").get<ReportAges>(), countAt(json, "total")};
}

ReportCauseRow readCause(const ParsedReport& json)
{
    return {causeAt(json, "cause"), oneOf(reportChanges, textAt(json, "change")), countAt(json, "stuck"),
            countAt(json, "failed"), countOrNullAt(json, "stuck_yesterday")};
}

ReportTrendDay readTrendDay(const ParsedReport& json)
{
    return {dayAt(json, "date"),
            countOrNullAt(json, "arrived"),
            countOrNullAt(json, "failed"),
            countOrNullAt(json, "handed_over"),
            countOrNullAt(json, "bad_mailed"),
            countOrNullAt(json, "stuck"),
            json.at("whole").get<bool>()};
}

ReportHour readHour(const ParsedReport& json)
{
    return {timeAt(json, "begin"), countAt(json, "arrived"), countAt(json, "failed"),
            countAt(json, "handed_over"), countAt(json, "bad_mailed")};
}

ReportAccount readAccount(const ParsedReport& json)
{
    return {textAt(json, "name"), countAt(json, "fetched"), timeOrNullAt(json, "last_fetched"),
            textAt(json, "error")};
}

ReportFolder readFolder(const ParsedReport& json)
{
    ReportFolder folder;
    folder.folder = folderAt(json, "folder");
    folder.path = textAt(json, "path");
    folder.lastListed = timeOrNullAt(json, "last_listed");
    folder.unreachableSince = timeOrNullAt(json, "unreachable_since");
    folder.whyUnreachable = textAt(json, "why_unreachable");
    folder.entries = countAt(json, "entries");
    folder.stuck = countAt(json, "stuck");
    folder.oldestStuck = timeOrNullAt(json, "oldest_stuck");
    folder.notLookedAt = countAt(json, "not_looked_at");
    folder.freeSpace = countOrNullAt(json, "free_space");
    if (!json.at("skew_ms").is_null())
        folder.skew = std::chrono::milliseconds(json.at("skew_ms").get<std::int64_t>());
    return folder;
}

ReportCondition readCondition(const ParsedReport& json)
{
    return {causeAt(json, "cause"), folderAt(json, "folder"), timeAt(json, "since"),
            timeOrNullAt(json, "ended"), textAt(json, "evidence")};
}

ReportServiceRow readService(const ParsedReport& json)
{
    return {oneOf(reportServices, textAt(json, "service")), timeOrNullAt(json, "last_seen"),
            causeOrNullAt(json, "condition")};
}

ReportFilters readFilters(const ParsedReport& json)
{
    ReportFilters filters;
    filters.messages = countAt(json, "messages");
    filters.stopped = countAt(json, "stopped");
    filters.sums = listAt(json, "sums", [](const ParsedReport& sum) {
        return ReportFilterSum{filterAt(sum, "filter"), countAt(sum, "stopped"), countAt(sum, "for_some")};
    });
    filters.listed = listAt(json, "listed", [](const ParsedReport& message) {
        ReportFiltered filtered;
        filtered.id = textAt(message, "id");
        filtered.seen = timeAt(message, "seen");
        filtered.subject = textAt(message, "subject");
        filtered.sender = textAt(message, "sender");
        filtered.recipients = message.at("recipients").get<std::vector<std::string>>();
        filtered.words = listAt(message, "words", [](const ParsedReport& word) {
            return ReportFilterWord{filterAt(word, "filter"), word.at("stops").get<bool>(),
                                    textAt(word, "reason")};
        });
        return filtered;
    });
    filters.unlisted = countAt(json, "unlisted");
    return filters;
}

ReportRun readRun(const ParsedReport& json)
{
    return {textAt(json, "run"),    textAt(json, "message"),     textAt(json, "subject"),
            textAt(json, "kind"),   runStateAt(json, "state"),   textAt(json, "outcome"),
            timeAt(json, "began"),  timeOrNullAt(json, "ended"), textAt(json, "account"),
            textAt(json, "machine")};
}

ReportDone readDone(const ParsedReport& json)
{
    ReportDone done;
    done.sums = listAt(json, "sums", [](const ParsedReport& sum) {
        return ReportRunSum{textAt(sum, "kind"), runStateAt(sum, "state"), countAt(sum, "count")};
    });
    done.runs = listAt(json, "runs", readRun);
    done.unlistedRuns = countAt(json, "unlisted_runs");
    done.deeds = listAt(json, "deeds", [](const ParsedReport& deed) {
        return ReportDeed{textAt(deed, "kind"), timeAt(deed, "at"),      textAt(deed, "message"),
                          textAt(deed, "note"), textAt(deed, "account"), textAt(deed, "machine")};
    });
    done.unlistedDeeds = countAt(json, "unlisted_deeds");
    return done;
}

ReportGap readGap(const ParsedReport& json)
{
    return {oneOf(reportGapKinds, textAt(json, "kind")),
            folderAt(json, "folder"),
            timeOrNullAt(json, "from"),
            timeOrNullAt(json, "until"),
            countAt(json, "count"),
            textAt(json, "why"),
            json.at("counts").get<bool>()};
}

HealthReport readReport(const ParsedReport& json)
{
    HealthReport report;
    report.site = textAt(json, "site");
    report.day = dayAt(json, "date");
    report.timeZone = textAt(json, "time_zone");
    report.begin = timeAt(json, "begin");
    report.end = timeAt(json, "end");
    report.isProvisional = json.at("provisional").get<bool>();
    report.until = timeAt(json, "until");
    report.asOf = timeOrNullAt(json, "as_of");
    report.verdict = readVerdict(json.at("verdict"));
    report.todos = listAt(json, "todos", readTodo);
    report.stuck = countAt(json, "stuck");
    report.oldest = timeOrNullAt(json, "oldest");
    report.figures = listAt(json, "figures", readFigure);
    report.ages = listAt(json, "ages", readAge);
    report.causes = listAt(json, "causes", readCause);
    report.trend = listAt(json, "trend", readTrendDay);
    report.hours = listAt(json, "hours", readHour);
    if (!json.at("accounts").is_null())
        report.accounts = listAt(json, "accounts", readAccount);
    report.folders = listAt(json, "folders", readFolder);
    report.conditions = listAt(json, "conditions", readCondition);
    report.services = listAt(json, "services", readService);
    report.filters = readFilters(json.at("filters"));
    report.done = readDone(json.at("done"));
    report.notChecked = listAt(json, "not_checked", readGap);
    return report;
}

} // namespace

Result<HealthReport> reportFromJson(std::string_view text)
{
    const auto json = ParsedReport::parse(text, nullptr, false);
    try {
        if (json.at("schema").get<int>() > reportSchema)
            return fail(ErrorCode::BadInput, "the report was made by a newer program",
                        "Install the newest ConnectorScope here, too.");
        return readReport(json);
    } catch (const UnknownReportId& unknown) {
        return fail(ErrorCode::BadInput,
                    std::string("the report names '") + unknown.what() +
                        "', which this program does not know",
                    "Install the newest ConnectorScope here, too.");
    } catch (const std::exception&) {
        return fail(ErrorCode::Damaged, "this is no report of a day");
    }
}

ReportCount ReportSummary::figure(ReportFigure figure) const
{
    const auto row = std::ranges::find(figures, figure, &ReportFigureRow::figure);
    return row == figures.end() ? ReportCount() : row->today;
}

const ReportCauseRow* ReportSummary::cause(CauseId wanted) const
{
    const auto row = std::ranges::find(causes, wanted, &ReportCauseRow::cause);
    return row == causes.end() ? nullptr : &*row;
}

std::optional<ReportSummary> summaryFromJson(std::string_view text)
{
    // Whole lists of mail are passed over: thirty reports are read for one.
    const auto isWanted = [](int depth, ParsedReport::parse_event_t event, ParsedReport& parsed) {
        return depth != 1 || event != ParsedReport::parse_event_t::key ||
               (parsed != "filters" && parsed != "done" && parsed != "hours");
    };
    const auto json = ParsedReport::parse(text, isWanted, false);
    try {
        if (json.at("schema").get<int>() > reportSchema)
            return std::nullopt;
        const auto trend = listAt(json, "trend", readTrendDay);
        return ReportSummary{dayAt(json, "date"), listAt(json, "figures", readFigure),
                             listAt(json, "causes", readCause), !trend.empty() && trend.back().isWhole};
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

} // namespace connectorscope
