#include "core/report/report.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace connectorscope {

namespace {

/// The number that the digits write; nullopt where there is another character.
std::optional<int> numberOfDigits(std::string_view digits)
{
    int number = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9')
            return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    return number;
}

/// "06:15" with the given mark between; in minutes or seconds alike.
std::optional<int> pairOfSixty(std::string_view text, int mostFirst)
{
    if (text.size() != 5 || text[2] != ':')
        return std::nullopt;
    const auto first = numberOfDigits(text.substr(0, 2));
    const auto second = numberOfDigits(text.substr(3));
    if (!first || !second || *first > mostFirst || *second > 59)
        return std::nullopt;
    return *first * 60 + *second;
}

} // namespace

std::string_view toString(ReportRating rating)
{
    switch (rating) {
    case ReportRating::Ok:
        return "ok";
    case ReportRating::Attention:
        return "attention";
    case ReportRating::Critical:
        return "critical";
    }
    return {};
}

std::string_view toString(ReportReason reason)
{
    switch (reason) {
    case ReportReason::NotWatched:
        return "not-watched";
    case ReportReason::Condition:
        return "condition";
    case ReportReason::Uncertain:
        return "uncertain";
    case ReportReason::Stuck:
        return "stuck";
    case ReportReason::NotChecked:
        return "not-checked";
    case ReportReason::NothingStuck:
        return "nothing-stuck";
    }
    return {};
}

std::string_view toString(ReportTodoKind kind)
{
    switch (kind) {
    case ReportTodoKind::Condition:
        return "condition";
    case ReportTodoKind::Uncertain:
        return "uncertain";
    case ReportTodoKind::Stuck:
        return "stuck";
    case ReportTodoKind::Watch:
        return "watch";
    }
    return {};
}

std::string_view toString(ReportFigure figure)
{
    switch (figure) {
    case ReportFigure::Arrived:
        return "arrived";
    case ReportFigure::Failed:
        return "failed";
    case ReportFigure::HandedOver:
        return "handed-over";
    case ReportFigure::BadMailed:
        return "bad-mailed";
    case ReportFigure::Filtered:
        return "filtered";
    case ReportFigure::Stuck:
        return "stuck";
    case ReportFigure::Held:
        return "held";
    case ReportFigure::OldestMinutes:
        return "oldest-minutes";
    }
    return {};
}

std::string_view toString(ReportChange change)
{
    switch (change) {
    case ReportChange::New:
        return "new";
    case ReportChange::Worse:
        return "worse";
    case ReportChange::Same:
        return "same";
    case ReportChange::Gone:
        return "gone";
    }
    return {};
}

std::string_view toString(ReportService service)
{
    switch (service) {
    case ReportService::Connector:
        return "connector";
    case ReportService::Smtp:
        return "smtp";
    }
    return {};
}

std::string_view toString(ReportGapKind kind)
{
    switch (kind) {
    case ReportGapKind::NotWatched:
        return "not-watched";
    case ReportGapKind::Unreachable:
        return "unreachable";
    case ReportGapKind::Unreadable:
        return "unreadable";
    case ReportGapKind::NotLookedAt:
        return "not-looked-at";
    case ReportGapKind::Accounts:
        return "accounts";
    }
    return {};
}

std::optional<std::int64_t> stuckSinceYesterday(const HealthReport& report)
{
    const auto row = std::ranges::find(report.figures, ReportFigure::Stuck, &ReportFigureRow::figure);
    if (row == report.figures.end() || !row->yesterday)
        return std::nullopt;
    return static_cast<std::int64_t>(report.stuck) - static_cast<std::int64_t>(*row->yesterday);
}

std::uint64_t newCauses(const HealthReport& report)
{
    return static_cast<std::uint64_t>(
        std::ranges::count(report.causes, ReportChange::New, &ReportCauseRow::change));
}

std::string reportDayText(const ReportDay& day)
{
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<ReportDay> reportDayFrom(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = numberOfDigits(text.substr(0, 4));
    const auto month = numberOfDigits(text.substr(5, 2));
    const auto day = numberOfDigits(text.substr(8, 2));
    if (!year || !month || !day)
        return std::nullopt;
    const ReportDay date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                         std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::string reportTimeText(const ReportTime& time)
{
    const auto local = std::chrono::floor<std::chrono::seconds>(time.at) + time.offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss clock(local - day);
    const auto offset =
        std::abs(static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(time.offset).count()));
    std::array<char, 40> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "T%02d:%02d:%02d%c%02d:%02d", static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
        time.offset < std::chrono::seconds(0) ? '-' : '+', offset / 60, offset % 60);
    return reportDayText(ReportDay(day)) + std::string(text.data(), static_cast<std::size_t>(length));
}

std::optional<ReportTime> reportTimeFrom(std::string_view text)
{
    if (text.size() != 25 || text[10] != 'T' || text[16] != ':' || (text[19] != '+' && text[19] != '-'))
        return std::nullopt;
    const auto day = reportDayFrom(text.substr(0, 10));
    const auto minutes = pairOfSixty(text.substr(11, 5), 23);
    const auto seconds = numberOfDigits(text.substr(17, 2));
    const auto offset = pairOfSixty(text.substr(20), 23);
    if (!day || !minutes || !seconds || *seconds > 59 || !offset)
        return std::nullopt;
    const std::chrono::minutes ahead(text[19] == '-' ? -*offset : *offset);
    return ReportTime{std::chrono::sys_days(*day) + std::chrono::minutes(*minutes) +
                          std::chrono::seconds(*seconds) - ahead,
                      ahead};
}

} // namespace connectorscope
