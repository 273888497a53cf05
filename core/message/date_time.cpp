#include "core/message/date_time.h"

#include "core/message/lexical.h"
#include "core/message/time_zones.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace connectorscope {
namespace {

constexpr int unset = -1;

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};

/// Days from 1970-01-01 to a day of the Gregorian calendar, counted in years that begin in March, so that the
/// leap day is the last.
std::int64_t daysSinceEpoch(int year, int month, int day)
{
    const std::int64_t y = year - (month <= 2 ? 1 : 0);
    const std::int64_t monthFromMarch = (month + 9) % 12;
    const std::int64_t dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
    return 365 * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719468;
}

int daysOf(int month, int year)
{
    constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

int monthOf(std::string_view word)
{
    if (word.size() < 3)
        return unset;
    for (std::size_t i = 0; i < months.size(); ++i)
        if (equalsIgnoringCase(word, months[i].substr(0, word.size())))
            return static_cast<int>(i) + 1;
    return unset;
}

/// RFC 5322, 4.3.
int fullYear(int year, std::size_t digits)
{
    if (digits == 2)
        return year < 50 ? year + 2000 : year + 1900;
    return digits == 3 ? year + 1900 : year;
}

struct Number
{
    int value = 0;
    std::size_t digits = 0;
};

/// Reads the words and numbers of the value as they come: the forms in use differ in their order, hardly in
/// what a thing looks like.
class DateTimeReader
{
public:
    explicit DateTimeReader(std::string_view text)
        : m_text(text)
    {
    }

    std::optional<DateTime> read();

private:
    char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }
    void skipBlanks();
    Number readNumber();
    bool take(char c);
    void readAfterDigits();
    void readTime(int hour);
    bool readNumericDate(const Number& first);
    void readWord();
    void readOffset();
    std::optional<DateTime> result() const;

    std::string_view m_text;
    std::size_t m_pos = 0;
    int m_year = unset;
    int m_month = unset;
    int m_day = unset;
    int m_hour = unset;
    int m_minute = unset;
    int m_second = 0;
    std::optional<int> m_offset;
    bool m_zoneSeen = false;   ///< a name or an offset
    bool m_offsetSeen = false; ///< an offset in digits, or a name's DST: nothing can change it any more
    bool m_broken = false;
};

/// Comments too; one that never ends hides the rest.
void DateTimeReader::skipBlanks()
{
    for (;;) {
        while (isBlank(at(m_pos)))
            ++m_pos;
        if (at(m_pos) != '(')
            return;
        m_pos = std::min(commentEnd(m_text, m_pos), m_text.size());
    }
}

Number DateTimeReader::readNumber()
{
    Number number;
    for (; isDigit(at(m_pos)); ++m_pos, ++number.digits)
        if (number.digits < 8)
            number.value = number.value * 10 + (m_text[m_pos] - '0');
    return number;
}

/// Takes the character if it follows, blanks and comments around it too.
bool DateTimeReader::take(char c)
{
    const std::size_t before = m_pos;
    skipBlanks();
    if (at(m_pos) != c) {
        m_pos = before;
        return false;
    }
    ++m_pos;
    skipBlanks();
    return true;
}

/// The hour has been read, its colon too.
void DateTimeReader::readTime(int hour)
{
    const Number minute = readNumber();
    if (m_hour != unset)
        return; // the first time counts
    m_hour = hour;
    m_minute = minute.digits == 0 || minute.digits > 2 ? unset : minute.value;
    if (take(':') || (at(m_pos) == '.' && isDigit(at(m_pos + 1)) && at(m_pos++) == '.')) {
        const Number second = readNumber();
        m_second = second.digits == 0 || second.digits > 2 ? unset : second.value;
        // Fractions of a second (ISO 8601).
        if (at(m_pos) == '.' || at(m_pos) == ',') {
            ++m_pos;
            readNumber();
        }
    }
}

/// 2026-11-23, 2026/11/23, 11/23/2026 (American), 23.11.2026 (European), 23-11-2026. Also the time 09.41.07.
bool DateTimeReader::readNumericDate(const Number& first)
{
    const char separator = at(m_pos);
    if ((separator != '-' && separator != '/' && separator != '.') || !isDigit(at(m_pos + 1)))
        return false;
    if (separator == '.' && m_day != unset && m_month != unset && m_hour == unset) {
        ++m_pos;
        readTime(first.value);
        return true;
    }
    if (m_year != unset || m_month != unset || m_day != unset)
        return false;
    ++m_pos;
    const Number second = readNumber();
    if (at(m_pos) != separator || !isDigit(at(m_pos + 1))) {
        m_broken = true;
        return true;
    }
    ++m_pos;
    const Number third = readNumber();
    const bool yearFirst = first.digits == 4;
    const Number& year = yearFirst ? first : third;
    m_broken = m_broken || year.digits > 4 || year.digits < 2;
    m_year = fullYear(year.value, year.digits);
    m_month = separator == '/' && !yearFirst ? first.value : second.value;
    m_day = yearFirst ? third.value : separator == '/' ? second.value : first.value;
    if (yearFirst && asciiLower(at(m_pos)) == 't' && isDigit(at(m_pos + 1)))
        ++m_pos;
    return true;
}

void DateTimeReader::readAfterDigits()
{
    const Number number = readNumber();
    if (readNumericDate(number))
        return;
    if (number.digits <= 2 && take(':'))
        readTime(number.value);
    else if (m_day == unset && number.digits <= 2)
        m_day = number.value;
    else if (m_year == unset && number.digits >= 2 && number.digits <= 4)
        m_year = fullYear(number.value, number.digits);
    else if (m_hour == unset)
        m_broken = true;
}

/// "+0100", "+01:00", "+1".
void DateTimeReader::readOffset()
{
    const bool west = m_text[m_pos++] == '-';
    const Number number = readNumber();
    int hours = number.value / 100;
    int minutes = number.value % 100;
    if (number.digits <= 2) {
        hours = number.value;
        minutes = 0;
        if (at(m_pos) == ':' && isDigit(at(m_pos + 1))) {
            ++m_pos;
            minutes = readNumber().value;
        }
    }
    if (m_offsetSeen || m_offset.value_or(0) != 0) // "EST-0500": the name counts; "GMT-0500": it does not
        return;
    m_zoneSeen = true;
    m_offsetSeen = true;
    const bool unknown = number.digits > 4 || hours > 23 || minutes > 59;
    // RFC 5322, 3.3: "-0000" says that nothing is known of the sender's zone.
    if (unknown || (west && hours == 0 && minutes == 0))
        m_offset.reset();
    else
        m_offset = (west ? -1 : 1) * (hours * 60 + minutes);
}

void DateTimeReader::readWord()
{
    const std::size_t begin = m_pos;
    while (isLetter(at(m_pos)))
        ++m_pos;
    const std::string_view word = m_text.substr(begin, m_pos - begin);
    const int month = m_month == unset ? monthOf(word) : unset;
    if (month != unset) {
        m_month = month;
    } else if (m_hour == unset) {
        return; // the day of the week
    } else if (equalsIgnoringCase(word, "am") || equalsIgnoringCase(word, "pm")) {
        if (m_hour <= 12) // "21:05 PM" is seen too
            m_hour = m_hour % 12 + (asciiLower(word.front()) == 'p' ? 12 : 0);
    } else if (equalsIgnoringCase(word, "dst") && m_offset && !m_offsetSeen) {
        *m_offset += 60; // "MET DST"
        m_offsetSeen = true;
    } else if (!m_zoneSeen) {
        m_zoneSeen = true;
        m_offset = zoneOffset(word);
    }
}

std::optional<DateTime> DateTimeReader::read()
{
    for (skipBlanks(); m_pos < m_text.size(); skipBlanks()) {
        const char c = m_text[m_pos];
        if (isDigit(c))
            readAfterDigits();
        else if (isLetter(c))
            readWord();
        else if ((c == '+' || c == '-') && m_hour != unset && isDigit(at(m_pos + 1)))
            readOffset();
        else
            ++m_pos;
    }
    return result();
}

std::optional<DateTime> DateTimeReader::result() const
{
    const bool complete = m_year != unset && m_month != unset && m_day != unset && m_hour != unset;
    if (m_broken || !complete || m_year < 1900 || m_month < 1 || m_month > 12 || m_day < 1 ||
        m_day > daysOf(m_month, m_year))
        return std::nullopt;
    if (m_hour > 23 || m_minute < 0 || m_minute > 59 || m_second < 0 || m_second > 60)
        return std::nullopt;
    DateTime date{m_year, m_month, m_day, m_hour, m_minute, m_second, m_offset.value_or(0), true};
    date.zoneKnown = m_offset.has_value();
    return date;
}

} // namespace

std::int64_t DateTime::secondsSinceEpoch() const
{
    return daysSinceEpoch(year, month, day) * 86400 + hour * 3600 + (minute - offsetMinutes) * 60 + second;
}

std::string DateTime::iso8601() const
{
    std::array<char, 80> text{};
    const int offset = std::abs(offsetMinutes);
    const int length =
        std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", year, month, day,
                      hour, minute, second, offsetMinutes < 0 ? '-' : '+', offset / 60, offset % 60);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<DateTime> parseDateTime(std::string_view rawValue)
{
    return DateTimeReader(rawValue).read();
}

} // namespace connectorscope
