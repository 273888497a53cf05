#include "core/report/render/describe.h"

#include "core/report/render/describe_parts.h"

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

Phrase ratingPhrase(ReportRating rating)
{
    constexpr std::array phrases = {Phrase::RatingOk, Phrase::RatingAttention, Phrase::RatingCritical};
    return phrases.at(static_cast<std::size_t>(rating));
}

Phrase subjectRating(ReportRating rating)
{
    constexpr std::array phrases = {Phrase::SubjectOk, Phrase::SubjectAttention, Phrase::SubjectCritical};
    return phrases.at(static_cast<std::size_t>(rating));
}

ReportTone verdictTone(const ReportVerdict& verdict)
{
    switch (verdict.rating) {
    case ReportRating::Ok:
        return ReportTone::Well;
    case ReportRating::Critical:
        return ReportTone::Corrupt;
    case ReportRating::Attention:
        break;
    }
    return verdict.reason == ReportReason::NotChecked ? ReportTone::AtRisk : ReportTone::Blocked;
}

std::optional<std::chrono::nanoseconds> oldestAge(const HealthReport& report)
{
    return report.oldest ? std::optional(report.until.at - report.oldest->at) : std::nullopt;
}

std::string stuckSentence(const ReportWords& words)
{
    const HealthReport& report = words.report();
    std::string sentence = words.counted(report.stuck, Phrase::OneStuck, Phrase::ManyStuck);
    if (const auto age = oldestAge(report))
        sentence += words.say(Phrase::OldestFor, {spanText(*age)});
    return sentence + ".";
}

std::string verdictSentence(const ReportWords& words)
{
    const HealthReport& report = words.report();
    const ReportVerdict& verdict = report.verdict;
    const std::string alsoStuck = report.stuck > 0 ? " " + stuckSentence(words) : "";
    switch (verdict.reason) {
    case ReportReason::NotWatched:
        return words.say(Phrase::NotWatchedAtAll) + alsoStuck;
    case ReportReason::Condition:
        return words.causeIn(verdict.cause, verdict.folder) + "." + alsoStuck;
    case ReportReason::Uncertain:
        return words.counted(verdict.count, Phrase::OneRunUncertain, Phrase::RunsUncertain) + alsoStuck;
    case ReportReason::Stuck:
        return stuckSentence(words) +
               (verdict.cause ? " " + words.say(Phrase::MostlyBecause, {words.cause(verdict.cause)}) : "");
    case ReportReason::NotChecked:
        return words.counted(verdict.count, Phrase::OneNotChecked, Phrase::ManyNotChecked);
    case ReportReason::NothingStuck:
        break;
    }
    return words.say(Phrase::NothingIsStuck);
}

/// "[ATTENTION] Contoso: 6 stuck (+4), oldest 9 h 12 min, 2 new causes - 2026-11-23"
std::string subjectLine(const ReportWords& words)
{
    const HealthReport& report = words.report();
    const ReportVerdict& verdict = report.verdict;
    std::vector<std::string> facts;
    if (verdict.reason == ReportReason::Condition)
        facts.push_back(words.causeIn(verdict.cause, verdict.folder));
    std::string stuck = report.stuck == 0 ? words.say(Phrase::SubjectNothingStuck)
                                          : words.say(Phrase::SubjectStuck, {words.count(report.stuck)});
    if (const auto change = stuckSinceYesterday(report); change && *change != 0)
        stuck += " (" + changeText(*change, words.language()) + ")";
    facts.push_back(stuck);
    if (const auto age = oldestAge(report); age && report.stuck > 0)
        facts.push_back(words.say(Phrase::SubjectOldest, {spanText(*age)}));
    if (newCauses(report) > 0)
        facts.push_back(
            words.counted(newCauses(report), Phrase::SubjectOneNewCause, Phrase::SubjectNewCauses));
    const auto gaps = static_cast<std::uint64_t>(std::count_if(
        report.notChecked.begin(), report.notChecked.end(), [](const ReportGap& gap) { return gap.counts; }));
    if (gaps > 0 && report.stuck == 0)
        facts.push_back(words.counted(gaps, Phrase::SubjectOneGap, Phrase::SubjectGaps));
    if (report.isProvisional)
        facts.push_back(words.say(Phrase::ProvisionalMark));
    std::string line = "[" + words.say(subjectRating(verdict.rating)) + "] " + shownWords(report.site) + ": ";
    for (std::size_t i = 0; i < facts.size(); ++i)
        line += (i > 0 ? ", " : "") + facts[i];
    return line + " - " + reportDayText(report.day);
}

std::string offsetText(std::chrono::seconds offset)
{
    return std::string("UTC") + (offset.count() < 0 ? "-" : "+") + clockText(std::chrono::abs(offset));
}

std::string zoneText(const HealthReport& report)
{
    std::string offsets = offsetText(report.begin.offset);
    if (report.end.offset != report.begin.offset)
        offsets += " → " + offsetText(report.end.offset);
    return shownWords(report.timeZone) + " (" + offsets + ")";
}

std::vector<DocumentFact> factsOf(const ReportWords& words)
{
    const HealthReport& report = words.report();
    std::vector<DocumentFact> facts;
    const std::string site = shownWords(report.site);
    facts.push_back({"site", words.say(Phrase::Site), site, site});
    facts.push_back({"window", words.say(Phrase::Window),
                     words.say(Phrase::WindowText, {words.time(report.begin), words.time(report.end),
                                                    spanText(report.end.at - report.begin.at)}),
                     reportTimeText(report.begin) + "/" + reportTimeText(report.end)});
    facts.push_back(
        {"time_zone", words.say(Phrase::TimeZone), zoneText(report), shownWords(report.timeZone)});
    facts.push_back({"as_of", words.say(Phrase::Freshness),
                     report.asOf ? words.say(Phrase::FreshnessText, {words.time(*report.asOf)})
                                 : words.say(Phrase::FreshnessNever),
                     report.asOf ? reportTimeText(*report.asOf) : std::string()});
    return facts;
}

} // namespace

ReportDocument describeReport(const HealthReport& report, std::string_view language)
{
    const ReportWords words(report, languageOf(language));
    const std::string site = shownWords(report.site);
    const std::string day = longDay(report.day, words.language());
    ReportDocument document;
    document.language = words.language();
    document.languageTag = language;
    document.site = site;
    document.day = reportDayText(report.day);
    document.subject = subjectLine(words);
    document.title = words.say(Phrase::ReportTitle, {site, day});
    document.tone = verdictTone(report.verdict);
    document.verdict = words.say(ratingPhrase(report.verdict.rating));
    document.sentence = verdictSentence(words);
    if (report.isProvisional)
        document.provisional = report.until.at < report.end.at
                                   ? words.say(Phrase::Provisional, {words.time(report.until)})
                                   : words.say(Phrase::NotClosed);
    document.facts = factsOf(words);
    document.sections = {describeTodos(words),     describeFigures(words), describeAges(words),
                         describeCauses(words),    describeTrend(words),   describeAccounts(words),
                         describeSite(words),      describeFilters(words), describeDone(words),
                         describeNotChecked(words)};
    document.footer = words.say(Phrase::Footer, {site, day, zoneText(report)});
    return document;
}

} // namespace connectorscope
