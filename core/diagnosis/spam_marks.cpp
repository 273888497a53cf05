#include "core/diagnosis/spam_marks.h"

#include "core/base/ascii.h"
#include "core/diagnosis/rules.h"

#include <charconv>
#include <optional>

namespace connectorscope {

namespace {

// What SpamAssassin calls spam unless it is told otherwise, and from where on Exchange files a message as
// junk.
constexpr int usualScore = 5;
constexpr int usualConfidence = 5;

/// The whole number at the beginning; what stands behind its point does not matter here.
std::optional<int> leadingNumber(std::string_view value)
{
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end == value.data())
        return std::nullopt;
    return number;
}

SpamMark markOfNumber(std::optional<int> number, int least)
{
    return number && *number >= least ? SpamMark::HighScore : SpamMark::None;
}

SpamMark markOfAnswer(std::string_view value)
{
    if (beginsWithWords(value, "yes") || beginsWithWords(value, "true") || beginsWithWords(value, "spam"))
        return SpamMark::Spam;
    if (beginsWithWords(value, "no") || beginsWithWords(value, "false") || beginsWithWords(value, "ham"))
        return SpamMark::Ham;
    return SpamMark::None;
}

SpamMark markOfLevel(std::string_view value)
{
    if (!value.empty() && (value.front() == '*' || value.front() == '+')) {
        const std::size_t end = value.find_first_not_of(value.front());
        const std::size_t length = end == std::string_view::npos ? value.size() : end;
        return length >= usualScore ? SpamMark::HighScore : SpamMark::None;
    }
    return markOfNumber(leadingNumber(value), usualScore);
}

/// "CIP:203.0.113.9;CTRY:;LANG:en;SCL:9;SRV:": SCL anywhere, at the beginning of a piece.
SpamMark markOfReport(std::string_view value)
{
    for (std::string_view rest = value; !rest.empty();) {
        const std::size_t end = rest.find(';');
        const std::string_view piece = withoutBlanks(rest.substr(0, end));
        if (startsWithIgnoringCase(piece, "scl:"))
            return markOfNumber(leadingNumber(piece.substr(4)), usualConfidence);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return SpamMark::None;
}

} // namespace

std::string_view withoutBlanks(std::string_view rawValue)
{
    constexpr std::string_view blank = " \t\r\n";
    const std::size_t begin = rawValue.find_first_not_of(blank);
    if (begin == std::string_view::npos)
        return {};
    return rawValue.substr(begin, rawValue.find_last_not_of(blank) - begin + 1);
}

bool beginsWithWords(std::string_view value, std::string_view lowerCase)
{
    if (!startsWithIgnoringCase(value, lowerCase))
        return false;
    if (value.size() == lowerCase.size())
        return true;
    const char next = value[lowerCase.size()];
    return !isLetter(next) && !isDigit(next) && next != '-' && next != '.';
}

SpamMark spamMarkOf(std::string_view name, std::string_view rawValue)
{
    const std::string_view value = withoutBlanks(rawValue);
    for (const std::string_view answer : {"x-spam-flag", "x-spam-status", "x-spam", "x-bogosity"})
        if (equalIgnoringCase(name, answer))
            return markOfAnswer(value);
    if (equalIgnoringCase(name, "x-spam-score"))
        return markOfNumber(leadingNumber(value), usualScore);
    if (equalIgnoringCase(name, "x-spam-level"))
        return markOfLevel(value);
    if (equalIgnoringCase(name, "x-ms-exchange-organization-scl"))
        return markOfNumber(leadingNumber(value), usualConfidence);
    if (equalIgnoringCase(name, "x-forefront-antispam-report"))
        return markOfReport(value);
    return SpamMark::None;
}

} // namespace connectorscope
