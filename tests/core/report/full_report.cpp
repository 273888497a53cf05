#include "tests/core/report/full_report.h"

namespace connectorscope {

namespace {

constexpr std::chrono::hours winter{1};
constexpr ReportDay fullDay = std::chrono::year(2026) / 11 / 23;

/// Minutes of that day by the clock on the wall.
ReportTime at(int minutes)
{
    return {std::chrono::sys_days(fullDay) - winter + std::chrono::minutes(minutes), winter};
}

void addFigures(HealthReport& report)
{
    std::uint64_t number = 100;
    for (const ReportFigure figure : reportFigures) {
        report.figures.push_back({figure, number, number + 1, number + 2, number + 3});
        number += 10;
    }
    report.figures.back().median.reset();
    report.ages = {{CauseId::MissingFrom, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 55},
                   {std::nullopt, {0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 1}};
    report.causes = {{CauseId::MissingFrom, ReportChange::New, 55, 60, 0},
                     {CauseId::InvalidDate, ReportChange::Worse, 4, 1, 3},
                     {CauseId::MailLoop, ReportChange::Same, 2, 0, 2},
                     {CauseId::EmptyFile, ReportChange::Gone, 0, 0, 7},
                     {CauseId::NulFilled, ReportChange::Same, 1, 1, std::nullopt}};
    const auto last = std::chrono::sys_days(fullDay);
    for (unsigned day = 0; day < HealthReport::trendDays; ++day) {
        ReportTrendDay trend;
        trend.day = last - std::chrono::days(HealthReport::trendDays - 1 - day);
        if (day >= 2)
            trend = {trend.day, day * 10, day, day * 9, day / 2, day / 3, day != 5};
        report.trend.push_back(trend);
    }
    for (int hour = 0; hour < 24; ++hour) {
        const auto count = static_cast<std::uint64_t>(hour);
        report.hours.push_back({at(hour * 60), count, count + 1, count + 2, count + 3});
    }
}

void addSite(HealthReport& report)
{
    report.accounts = {{"anna", 12, at(1400), ""},
                       {"sales", 0, std::nullopt, "the server refuses the logon"}};
    report.folders = {{FolderKind::Incoming, "/var/pop3/Incoming Mail", at(1439), std::nullopt, "", 17, 3,
                       at(300), 1, 5'000'000'000, std::chrono::milliseconds(-1500)},
                      {FolderKind::PickUp, R"(\\server\c$\PickUp)", std::nullopt, at(10), "no such share", 0,
                       0, std::nullopt, 0, std::nullopt, std::nullopt}};
    report.conditions = {{CauseId::DiskLow, FolderKind::Incoming, at(-3000), std::nullopt, "300 MiB free"},
                         {CauseId::PickupStalled, FolderKind::PickUp, at(60), at(90), "2 of its files"}};
    report.services = {{ReportService::Connector, at(1425), std::nullopt},
                       {ReportService::Smtp, std::nullopt, CauseId::PickupStalled}};
    report.notChecked = {
        {ReportGapKind::NotWatched, FolderKind::None, at(0), at(75), 0, "", true},
        {ReportGapKind::Unreachable, FolderKind::PickUp, at(10), at(20), 0, "no such share", true},
        {ReportGapKind::Unreadable, FolderKind::Failed, std::nullopt, std::nullopt, 2, "", true},
        {ReportGapKind::NotLookedAt, FolderKind::Incoming, std::nullopt, std::nullopt, 1, "", false},
        {ReportGapKind::Accounts, FolderKind::None, std::nullopt, std::nullopt, 0, "", false}};
}

void addMail(HealthReport& report)
{
    report.filters.messages = 140;
    report.filters.stopped = 3;
    report.filters.sums = {{BypassedFilter::Recipient, 1, 2},
                           {BypassedFilter::Sender, 3, 0},
                           {BypassedFilter::Connection, 0, 0},
                           {BypassedFilter::Content, 1, 0}};
    report.filters.listed = {{"k3f9q2m7xa",
                              at(400),
                              "=HYPERLINK(\"http://x\") <b>\xE2\x80\xAE",
                              "cheap@spam.example",
                              {"anna@contoso.com", "nobody@contoso.com"},
                              {{BypassedFilter::Recipient, false, "nobody@contoso.com is no mailbox"},
                               {BypassedFilter::Sender, true, "cheap@spam.example is blocked"}}}};
    report.filters.unlisted = 4;
    report.done.sums = {{"requeue", RunState::HandedOver, 2}, {"delete", RunState::Deleted, 1}};
    report.done.runs = {{"r000000001", "k3f9q2m7xa", "Invoice", "requeue", RunState::HandedOver,
                         "taken by the SMTP service", at(500), at(501), "CONTOSO\\admin", "WS1"},
                        {"r000000002", "k3f9q2m7xb", "", "delete", RunState::OutcomeUnknown, "", at(600),
                         std::nullopt, "", ""}};
    report.done.unlistedRuns = 1;
    report.done.deeds = {{"acknowledged", at(700), "k3f9q2m7xc", "a note", "CONTOSO\\admin", "WS1"}};
    report.done.unlistedDeeds = 6;
}

} // namespace

HealthReport fullReport()
{
    HealthReport report;
    report.site = "Contoso";
    report.day = fullDay;
    report.timeZone = "Europe/Berlin";
    report.begin = at(0);
    report.end = at(24 * 60);
    report.until = at(24 * 60);
    report.asOf = at(24 * 60 - 1);
    report.verdict = {ReportRating::Attention, ReportReason::Stuck, CauseId::MissingFrom, FolderKind::None,
                      63};
    report.todos = {{ReportTodoKind::Condition, CauseId::DiskLow, FolderKind::Incoming, 0, "300 MiB free",
                     "connectorctl doctor"},
                    {ReportTodoKind::Uncertain, std::nullopt, FolderKind::None, 1, "", "connectorctl resume"},
                    {ReportTodoKind::Stuck, CauseId::MissingFrom, FolderKind::None, 55, "",
                     "connectorctl requeue --cause missing-from --repair"},
                    {ReportTodoKind::Watch, std::nullopt, FolderKind::None, 2, "", "connectorctl watch"}};
    report.stuck = 63;
    report.oldest = at(-1500);
    addFigures(report);
    addSite(report);
    addMail(report);
    return report;
}

} // namespace connectorscope
