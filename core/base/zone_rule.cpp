#include "core/base/zone_rule.h"

#include <algorithm>
#include <array>

namespace connectorscope {

namespace {

/// Reads the text from left to right; each call leaves what it has not taken.
class ZoneRuleText
{
public:
    explicit ZoneRuleText(std::string_view text)
        : m_rest(text)
    {
    }

    bool isAtEnd() const { return m_rest.empty(); }

    bool take(char wanted)
    {
        if (m_rest.empty() || m_rest.front() != wanted)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    bool takeName()
    {
        constexpr std::size_t shortest = 3;
        if (take('<')) {
            const std::size_t end = m_rest.find('>');
            if (end == std::string_view::npos || end < shortest)
                return false;
            m_rest.remove_prefix(end + 1);
            return true;
        }
        std::size_t length = 0;
        while (length < m_rest.size() && isAsciiLetter(m_rest[length]))
            ++length;
        m_rest.remove_prefix(length);
        return length >= shortest;
    }

    std::optional<int> takeNumber(int least, int most)
    {
        constexpr std::size_t mostDigits = 3;
        int number = 0;
        std::size_t length = 0;
        while (length < m_rest.size() && m_rest[length] >= '0' && m_rest[length] <= '9') {
            if (++length > mostDigits)
                return std::nullopt;
            number = number * 10 + (m_rest[length - 1] - '0');
        }
        m_rest.remove_prefix(length);
        return length > 0 && number >= least && number <= most ? std::optional(number) : std::nullopt;
    }

    /// "[+-]hh[:mm[:ss]]"
    std::optional<std::chrono::seconds> takeTime(int mostHours)
    {
        const bool isNegative = take('-');
        if (!isNegative)
            (void)take('+');
        const auto hours = takeNumber(0, mostHours);
        if (!hours)
            return std::nullopt;
        std::chrono::seconds time = std::chrono::hours(*hours);
        for (const std::chrono::seconds unit : {std::chrono::seconds(60), std::chrono::seconds(1)}) {
            if (!take(':'))
                break;
            const auto part = takeNumber(0, 59);
            if (!part)
                return std::nullopt;
            time += unit * *part;
        }
        return isNegative ? -time : time;
    }

    std::optional<ZoneChange> takeChange()
    {
        constexpr int mostHours = 167;
        ZoneChange change;
        if (!takeDate(change))
            return std::nullopt;
        if (!take('/'))
            return change;
        const auto time = takeTime(mostHours);
        if (!time)
            return std::nullopt;
        change.time = *time;
        return change;
    }

private:
    static bool isAsciiLetter(char character)
    {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }

    bool takeDate(ZoneChange& change)
    {
        if (take('M')) {
            const auto month = takeNumber(1, 12);
            const auto week = month && take('.') ? takeNumber(1, 5) : std::nullopt;
            const auto weekDay = week && take('.') ? takeNumber(0, 6) : std::nullopt;
            if (!weekDay)
                return false;
            change.month = static_cast<unsigned>(*month);
            change.week = static_cast<unsigned>(*week);
            change.weekDay = static_cast<unsigned>(*weekDay);
            return true;
        }
        const bool isJulian = take('J');
        change.kind = isJulian ? ZoneChange::Kind::JulianDay : ZoneChange::Kind::ZeroBasedDay;
        const auto day = takeNumber(isJulian ? 1 : 0, 365);
        change.day = day.value_or(0);
        return day.has_value();
    }

    std::string_view m_rest;
};

} // namespace

std::chrono::local_seconds ZoneChange::in(std::chrono::year year) const
{
    constexpr int lastOfFebruary = 59;
    const std::chrono::local_days first{year / std::chrono::January / 1};
    switch (kind) {
    case Kind::WeekDay: {
        const std::chrono::month_day_last end{std::chrono::month(month)};
        if (week >= 5)
            return std::chrono::local_days(year / end.month() /
                                           std::chrono::weekday(weekDay)[std::chrono::last]) +
                   time;
        return std::chrono::local_days(year / end.month() / std::chrono::weekday(weekDay)[week]) + time;
    }
    case Kind::JulianDay:
        return first + std::chrono::days(day - 1 + (year.is_leap() && day > lastOfFebruary ? 1 : 0)) + time;
    case Kind::ZeroBasedDay:
        break;
    }
    return first + std::chrono::days(day) + time;
}

std::chrono::seconds ZoneRule::offsetAt(UtcTime time) const
{
    if (!begin)
        return standard;
    const auto utc = std::chrono::floor<std::chrono::seconds>(time);
    const auto year =
        std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(utc + standard)).year();
    const std::chrono::sys_seconds summerBegins((begin->in(year)-standard).time_since_epoch());
    const std::chrono::sys_seconds summerEnds((end.in(year)-summer).time_since_epoch());
    const bool isSummer = summerBegins < summerEnds ? utc >= summerBegins && utc < summerEnds
                                                    : utc >= summerBegins || utc < summerEnds;
    return isSummer ? summer : standard;
}

std::optional<ZoneRule> parseZoneRule(std::string_view text)
{
    constexpr int mostOffset = 24;
    ZoneRuleText rest(text);
    ZoneRule rule;
    // POSIX counts how far UTC is ahead of the zone.
    const auto standard = rest.takeName() ? rest.takeTime(mostOffset) : std::nullopt;
    if (!standard)
        return std::nullopt;
    rule.standard = -*standard;
    if (rest.isAtEnd())
        return rule;
    if (!rest.takeName())
        return std::nullopt;
    rule.summer = rule.standard + std::chrono::hours(1);
    if (!rest.take(',')) {
        const auto summer = rest.takeTime(mostOffset);
        if (!summer || !rest.take(','))
            return std::nullopt;
        rule.summer = -*summer;
    }
    rule.begin = rest.takeChange();
    const auto end = rule.begin && rest.take(',') ? rest.takeChange() : std::nullopt;
    if (!end || !rest.isAtEnd())
        return std::nullopt;
    rule.end = *end;
    return rule;
}

} // namespace connectorscope
