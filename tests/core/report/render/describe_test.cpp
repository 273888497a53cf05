#include "core/report/render/describe.h"

#include "tests/core/report/full_report.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::_;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

DocumentSection sectionOf(const ReportDocument& document, std::string_view key)
{
    for (const DocumentSection& section : document.sections)
        if (section.key == key)
            return section;
    ADD_FAILURE() << "there is no section " << key;
    return {};
}

std::vector<std::string> textsOf(const std::vector<DocumentCell>& row)
{
    std::vector<std::string> texts;
    for (const DocumentCell& cell : row)
        texts.push_back(cell.text);
    return texts;
}

std::vector<std::string> valuesOf(const std::vector<DocumentCell>& row)
{
    std::vector<std::string> values;
    for (const DocumentCell& cell : row)
        values.push_back(cell.value);
    return values;
}

HealthReport quietReport()
{
    HealthReport report = fullReport();
    report.verdict = {};
    report.stuck = 0;
    report.oldest.reset();
    report.causes.clear();
    report.todos.clear();
    report.ages.clear();
    report.notChecked.clear();
    return report;
}

TEST(DescribeReport, SaysEverythingInTheSubjectLine)
{
    EXPECT_EQ(describeReport(fullReport(), "en").subject,
              "[ATTENTION] Contoso: 63 stuck (-88), oldest 2 d 1 h, 1 new cause - 2026-11-23");
    EXPECT_EQ(describeReport(fullReport(), "de").subject,
              "[ACHTUNG] Contoso: 63 stecken fest (-88), älteste 2 d 1 h, 1 neue Ursache - 2026-11-23");
}

TEST(DescribeReport, SaysHowManyMoreAreStuckThanTheDayBefore)
{
    HealthReport report = fullReport();
    for (ReportFigureRow& row : report.figures) {
        if (row.figure == ReportFigure::Stuck) {
            row.today = 63;
            row.yesterday = 59;
        }
    }
    EXPECT_THAT(describeReport(report, "en").subject, HasSubstr("63 stuck (+4), "));
}

TEST(DescribeReport, HasASentenceForEachReason)
{
    HealthReport report = fullReport();
    EXPECT_EQ(describeReport(report, "en").sentence,
              "63 messages are stuck, the oldest for 2 d 1 h. Most frequent cause: No From header.");
    report.verdict = {ReportRating::Critical, ReportReason::Condition, CauseId::DiskLow, FolderKind::Incoming,
                      1};
    EXPECT_THAT(describeReport(report, "en").sentence, HasSubstr(" (Incoming Mail). 63 messages are stuck"));
    report.verdict.cause = CauseId::PickupStalled;
    report.verdict.folder = FolderKind::PickUp;
    EXPECT_THAT(describeReport(report, "en").sentence, Not(HasSubstr("(PickUp)"))) << "the title names it";
    report.verdict = {ReportRating::Attention, ReportReason::Uncertain, {}, FolderKind::None, 1};
    EXPECT_THAT(describeReport(report, "en").sentence,
                HasSubstr("1 run waits for a person to say what became of it. 63 messages"));
    report = quietReport();
    report.verdict = {ReportRating::Attention, ReportReason::NotChecked, {}, FolderKind::None, 2};
    EXPECT_EQ(describeReport(report, "en").sentence,
              "Nothing is stuck as far as anybody looked, but 2 things were not checked.");
    report.verdict = {ReportRating::Critical, ReportReason::NotWatched, {}, FolderKind::None, 0};
    EXPECT_EQ(describeReport(report, "de").sentence, "An diesem Tag hat niemand in die Ordner gesehen.");
}

TEST(DescribeReport, IsGreenOnlyWhereTheVerdictIs)
{
    const ReportDocument document = describeReport(quietReport(), "en");
    EXPECT_EQ(document.tone, ReportTone::Well);
    EXPECT_EQ(document.verdict, "OK");
    EXPECT_EQ(document.sentence, "Nothing is stuck.");
    EXPECT_EQ(document.subject, "[OK] Contoso: nothing stuck (-151) - 2026-11-23");
    EXPECT_THAT(sectionOf(document, "todo").sentences, ElementsAre("Nothing."));
    EXPECT_EQ(sectionOf(document, "not-checked").tables.at(0).whenEmpty, "Everything was checked.");
    EXPECT_EQ(describeReport(fullReport(), "en").tone, ReportTone::Blocked);
}

TEST(DescribeReport, NamesTheWindowAndTheZone)
{
    HealthReport report = fullReport();
    EXPECT_EQ(describeReport(report, "en").facts.at(1).text, "00:00 to Tue 24 Nov 00:00 (1 d)");
    EXPECT_EQ(describeReport(report, "en").facts.at(2).text, "Europe/Berlin (UTC+01:00)");
    EXPECT_THAT(describeReport(report, "en").facts.at(3).text, HasSubstr("23:59, when all folders"));
    report.begin.offset = std::chrono::hours(2);
    report.begin.at -= std::chrono::hours(1);
    EXPECT_EQ(describeReport(report, "en").facts.at(1).text, "00:00 to Tue 24 Nov 00:00 (1 d 1 h)");
    EXPECT_EQ(describeReport(report, "en").facts.at(2).text, "Europe/Berlin (UTC+02:00 → UTC+01:00)");
    report.asOf.reset();
    EXPECT_EQ(describeReport(report, "en").facts.at(3).text, "all folders have never been listed");
}

TEST(DescribeReport, SaysOfAnOpenDayThatItIsProvisional)
{
    HealthReport report = fullReport();
    EXPECT_EQ(describeReport(report, "en").provisional, "");
    report.isProvisional = true;
    report.until.at -= std::chrono::hours(12);
    EXPECT_THAT(describeReport(report, "en").provisional, HasSubstr("as of 12:00"));
    EXPECT_THAT(describeReport(report, "en").subject, HasSubstr(", provisional - 2026-11-23"));
    report.until = report.end;
    EXPECT_THAT(describeReport(report, "en").provisional, HasSubstr("is over, but was not closed"));
}

TEST(DescribeReport, TellsWhatToDoWithItsCommand)
{
    const DocumentSection todo = sectionOf(describeReport(fullReport(), "en"), "todo");
    ASSERT_EQ(todo.steps.size(), 4U);
    EXPECT_THAT(todo.steps[0].detail, HasSubstr("300 MiB free. "));
    EXPECT_EQ(todo.steps[1].title, "Say what became of 1 run");
    EXPECT_EQ(todo.steps[2].title, "No From header: 55 messages");
    EXPECT_EQ(todo.steps[2].command, "connectorctl requeue --cause missing-from --repair");
    EXPECT_EQ(todo.steps[3].title, "Keep a watch running");
}

TEST(DescribeReport, HasARowForEachFigure)
{
    const ReportDocument document = describeReport(fullReport(), "en");
    const auto rows = sectionOf(document, "figures").tables.at(0).rows;
    ASSERT_EQ(rows.size(), reportFigures.size());
    EXPECT_THAT(textsOf(rows[0]), ElementsAre("Arrived", "100", "101", "102", "103"));
    EXPECT_THAT(textsOf(rows[7]),
                ElementsAre("Age of the oldest stuck", "2 h 50 min", "2 h 51 min", "2 h 52 min", "–"));
    EXPECT_THAT(valuesOf(rows[7]), ElementsAre("oldest-minutes", "170", "171", "172", ""));
}

TEST(DescribeReport, ColoursAgesByTheirShare)
{
    const ReportDocument document = describeReport(fullReport(), "en");
    const DocumentTable ages = sectionOf(document, "ages").tables.at(0);
    EXPECT_THAT(textsOf(ages.rows.at(0)),
                ElementsAre("No From header", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "55"));
    EXPECT_EQ(ages.columns.at(9).title, "< 1280 min");
    EXPECT_EQ(ages.columns.at(10).key, "from_1280");
    EXPECT_DOUBLE_EQ(ages.rows.at(0).at(5).heat, 0.5);
    EXPECT_DOUBLE_EQ(ages.rows.at(0).at(10).heat, 1);
    EXPECT_EQ(ages.rows.at(1).at(0).text, "No cause known");
}

TEST(DescribeReport, TellsNewWorseAndGone)
{
    const ReportDocument document = describeReport(fullReport(), "en");
    const auto rows = sectionOf(document, "causes").tables.at(0).rows;
    EXPECT_THAT(valuesOf(rows.at(0)), ElementsAre("new", "missing-from", "55", "0", "60"));
    EXPECT_THAT(textsOf(rows.at(3)), ElementsAre("gone", _, "0", "7", "0"));
    EXPECT_THAT(textsOf(rows.at(4)), ElementsAre("not worse", _, "1", "–", "1"));
    EXPECT_EQ(rows.at(0).at(1).tone, ReportTone::Blocked);
    EXPECT_DOUBLE_EQ(*rows.at(0).at(1).bar, 1);
}

TEST(DescribeReport, LeavesUnknownDaysOutOfTheTrend)
{
    const ReportDocument document = describeReport(fullReport(), "en");
    const DocumentSection trend = sectionOf(document, "trend");
    ASSERT_EQ(trend.charts.at(0).bars.size(), 30U);
    EXPECT_FALSE(trend.charts[0].bars[1].isKnown);
    EXPECT_EQ(trend.charts[0].bars[29].text, "Mon 23 Nov: 9");
    EXPECT_EQ(trend.charts[0].scale, "at most 9");
    EXPECT_THAT(textsOf(trend.tables.at(0).rows.at(1)),
                ElementsAre("Mon 26 Oct", "–", "–", "–", "–", "–", "no"));
    EXPECT_THAT(textsOf(trend.tables[0].rows.at(5)),
                ElementsAre("Fri 30 Oct", "50", "5", "45", "2", "1", "with gaps"));
    EXPECT_THAT(valuesOf(trend.tables.at(1).rows.at(23)),
                ElementsAre("2026-11-23T23:00:00+01:00", "23", "24", "25", "26"));
}

TEST(DescribeReport, TellsOfAccountsFoldersAndServices)
{
    HealthReport report = fullReport();
    const ReportDocument document = describeReport(report, "en");
    EXPECT_THAT(textsOf(sectionOf(document, "accounts").tables.at(0).rows.at(1)),
                ElementsAre("sales", "0", "–", "the server refuses the logon"));
    const auto tables = sectionOf(document, "folders").tables;
    EXPECT_THAT(textsOf(tables.at(0).rows.at(0)),
                ElementsAre("Incoming Mail", "/var/pop3/Incoming Mail", "can be read", "23:59", "17", "3",
                            "19 h", "1", "4.7 GiB", "-1.5 s"));
    EXPECT_EQ(tables.at(0).rows.at(1).at(2).text, "cannot be read since 00:10: no such share");
    EXPECT_THAT(valuesOf(tables.at(1).rows.at(0)),
                ElementsAre("disk-low", "incoming", "2026-11-20T22:00:00+01:00", "", "300 MiB free"));
    EXPECT_EQ(tables.at(1).rows.at(0).at(3).text, "still holds");
    EXPECT_EQ(tables.at(2).rows.at(0).at(2).text, "works");
    EXPECT_EQ(tables.at(2).rows.at(1).at(1).text, "never seen");
    report.accounts.reset();
    EXPECT_THAT(sectionOf(describeReport(report, "en"), "accounts").sentences.at(0), HasSubstr("not set up"));
}

TEST(DescribeReport, TellsWhatTheFiltersWouldHaveSaid)
{
    const ReportDocument document = describeReport(fullReport(), "en");
    const DocumentSection filters = sectionOf(document, "filters");
    EXPECT_THAT(filters.sentences.at(0), HasSubstr("140 messages were first seen"));
    EXPECT_EQ(filters.sentences.at(1), "Messages: 4 more are not listed here.");
    EXPECT_THAT(textsOf(filters.tables.at(0).rows.at(0)), ElementsAre("Recipient Filtering", "1", "2"));
    EXPECT_THAT(textsOf(filters.tables.at(1).rows.at(0)),
                ElementsAre("k3f9q2m7xa", "06:40", "cheap@spam.example",
                            "anna@contoso.com, nobody@contoso.com", "=HYPERLINK(\"http://x\") <b>\\u202E",
                            "Recipient Filtering: nobody@contoso.com is no mailbox; Sender Filtering: "
                            "cheap@spam.example is blocked"));
}

TEST(DescribeReport, NamesAFilterOnce)
{
    HealthReport report = fullReport();
    report.filters.listed.at(0).words = {
        {BypassedFilter::Sender, true, "Sender Filtering: it has no sender."},
        {BypassedFilter::Connection, true,
         "Connection Filtering: 192.0.2.1 lies in the blocked network 192.0.2.0/24."}};
    EXPECT_EQ(sectionOf(describeReport(report, "de"), "filters").tables.at(1).rows.at(0).at(5).text,
              "Absenderfilterung: sie hat keinen Absender. Verbindungsfilterung: 192.0.2.1 liegt im "
              "gesperrten Netz "
              "192.0.2.0/24.");
}

TEST(DescribeReport, TellsWhatWasDoneAndByWhom)
{
    const ReportDocument document = describeReport(fullReport(), "en");
    const DocumentSection done = sectionOf(document, "done");
    EXPECT_THAT(textsOf(done.tables.at(0).rows.at(0)), ElementsAre("requeue", "handed over", "2"));
    EXPECT_THAT(textsOf(done.tables.at(1).rows.at(0)),
                ElementsAre("r000000001", "requeue", "handed over", "k3f9q2m7xa", "Invoice",
                            "taken by the SMTP service", "08:20", "08:21", "CONTOSO\\admin, WS1"));
    EXPECT_EQ(done.tables[1].rows.at(1).at(2).tone, ReportTone::AtRisk);
    EXPECT_THAT(textsOf(done.tables.at(2).rows.at(0)),
                ElementsAre("acknowledged", "11:40", "k3f9q2m7xc", "a note", "CONTOSO\\admin, WS1"));
}

TEST(DescribeReport, TellsWhatWasNotChecked)
{
    const ReportDocument document = describeReport(fullReport(), "en");
    const auto rows = sectionOf(document, "not-checked").tables.at(0).rows;
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_THAT(textsOf(rows[0]),
                ElementsAre("Nobody watched", "all folders", "00:00", "01:15", "–", "–", "yes"));
    EXPECT_THAT(valuesOf(rows[2]), ElementsAre("unreadable", "failed", "", "", "2", "", "yes"));
    EXPECT_EQ(rows[3].at(6).text, "no");
    EXPECT_EQ(rows[0].at(0).tone, ReportTone::AtRisk);
    EXPECT_EQ(rows[3].at(0).tone, ReportTone::Neutral);
}

TEST(DescribeReport, KeepsTextFromOutsideShort)
{
    HealthReport report = fullReport();
    report.filters.listed.at(0).subject = std::string(1 << 20, 'x');
    const ReportDocument document = describeReport(report, "en");
    EXPECT_LT(sectionOf(document, "filters").tables.at(1).rows.at(0).at(4).text.size(), 300U);
}

TEST(DescribeReport, SpeaksGermanThroughout)
{
    const ReportDocument document = describeReport(fullReport(), "de-AT");
    EXPECT_EQ(document.title, "Contoso: Tagesbericht vom Montag, 23. November 2026");
    EXPECT_EQ(sectionOf(document, "ages").title, "Wie alt ist, was feststeckt");
    EXPECT_THAT(
        textsOf(sectionOf(document, "folders").tables.at(0).rows.at(0)),
        ElementsAre("Incoming Mail", _, "lesbar", "23:59", "17", "3", "19 h", "1", "4,7 GiB", "-1,5 s"));
    for (const DocumentSection& section : document.sections)
        EXPECT_THAT(section.title, Not(HasSubstr("What")));
}

} // namespace
} // namespace connectorscope
