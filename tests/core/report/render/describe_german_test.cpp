#include "core/report/render/describe.h"

#include "tests/core/report/full_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace connectorscope {
namespace {

/// Words that every English sentence has some of, and no German one.
const std::set<std::string_view>& englishWords()
{
    static const std::set<std::string_view> words = {
        "the", "The", "a",   "is",  "are",  "be",     "it",   "It",   "its", "of",   "and",     "not",
        "no",  "No",  "has", "for", "from", "with",   "that", "this", "to",  "by",   "on",      "at",
        "or",  "if",  "If",  "as",  "been", "cannot", "then", "when", "who", "what", "message", "file"};
    return words;
}

/// Beside sentences of the report: what it was made of in the words of the program.
HealthReport toldReport()
{
    HealthReport report = fullReport();
    report.folders[1].whyUnreachable =
        "cannot list the folder \"/mail/PickUp\": No such file or directory (ENOENT)";
    report.notChecked[1].why = report.folders[1].whyUnreachable;
    report.conditions[1].evidence = "2 of its files are older than 5 min";
    report.accounts.reset();
    report.filters.listed[0].subject = "Angebot";
    report.filters.listed[0].words = {
        {BypassedFilter::Recipient, false, "Recipient Filtering: there is no mailbox nobody@contoso.com."},
        {BypassedFilter::Sender, true, "Sender Filtering: cheap@spam.example is blocked."},
        {BypassedFilter::Sender, true, "Sender Filtering: it has no sender."},
        {BypassedFilter::Connection, true,
         "Connection Filtering: 203.0.113.9 lies in the blocked network 203.0.113.0/24."},
        {BypassedFilter::Content, true,
         "Content filter: the provider's spam filter has marked it (X-Spam-Flag)."}};
    report.done.runs[0].outcome = "The SMTP service has taken it.";
    report.done.runs[0].subject = "Rechnung";
    report.done.deeds[0].note = "erledigt";
    report.causes.clear();
    report.ages.clear();
    for (const Cause& cause : catalogue()) {
        report.causes.push_back({cause.key, ReportChange::Same, 1, 0, 1});
        report.ages.push_back({cause.key, {1}, 1});
        report.todos.push_back({ReportTodoKind::Stuck, cause.key, FolderKind::None, 1, "", ""});
    }
    return report;
}

std::vector<std::string> textsOf(const ReportDocument& document)
{
    std::vector<std::string> texts = {document.subject,  document.title,  document.verdict,
                                      document.sentence, document.footer, document.provisional};
    for (const DocumentFact& fact : document.facts)
        texts.insert(texts.end(), {fact.label, fact.text});
    for (const DocumentSection& section : document.sections) {
        texts.push_back(section.title);
        texts.insert(texts.end(), section.sentences.begin(), section.sentences.end());
        for (const DocumentStep& step : section.steps)
            texts.insert(texts.end(), {step.title, step.detail});
        for (const DocumentChart& chart : section.charts) {
            texts.insert(texts.end(), {chart.title, chart.scale});
            for (const DocumentBar& bar : chart.bars)
                texts.insert(texts.end(), {bar.label, bar.text});
        }
        for (const DocumentTable& table : section.tables) {
            texts.insert(texts.end(), {table.title, table.whenEmpty});
            for (const DocumentColumn& column : table.columns)
                texts.push_back(column.title);
            for (const auto& row : table.rows)
                for (const DocumentCell& cell : row)
                    texts.push_back(cell.text);
        }
    }
    return texts;
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    constexpr std::string_view between = " ,;:()\".";
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t begin = text.find_first_not_of(between);
        if (begin == std::string_view::npos)
            break;
        const std::size_t end = std::min(text.find_first_of(between, begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        text.remove_prefix(end);
    }
    return words;
}

std::size_t englishIn(const ReportDocument& document, bool isExpected)
{
    std::size_t found = 0;
    for (const std::string& text : textsOf(document))
        for (const std::string_view word : wordsOf(text)) {
            const bool isEnglish = englishWords().contains(word);
            found += isEnglish ? 1U : 0U;
            EXPECT_TRUE(isExpected || !isEnglish) << word << " in: " << text;
        }
    return found;
}

TEST(GermanReport, HasNoEnglishWordInIt)
{
    HealthReport report = toldReport();
    EXPECT_EQ(englishIn(describeReport(report, "de-DE"), false), 0U);
    report.isProvisional = true;
    for (const ReportReason reason : reportReasons) {
        report.verdict.reason = reason;
        EXPECT_EQ(englishIn(describeReport(report, "de"), false), 0U);
    }
    EXPECT_GT(englishIn(describeReport(report, "en"), true), 100U) << "the words are not looked for";
}

} // namespace
} // namespace connectorscope
