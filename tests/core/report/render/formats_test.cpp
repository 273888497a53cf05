#include "core/report/render/formats.h"

#include "core/report/render/report_csv.h"
#include "core/report/report_json.h"
#include "tests/core/report/full_report.h"
#include "tests/core/report/render/sample_document.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<RenderedFile> filesOf(ReportFormat format, const RenderOptions& options = {})
{
    const auto files = renderReport(fullReport(), {format}, options);
    return files ? *files : std::vector<RenderedFile>();
}

std::string csvOf(const std::string& key, const RenderOptions& options = {})
{
    for (const RenderedFile& file : filesOf(ReportFormat::Csv, options))
        if (file.name == "Contoso-2026-11-23-" + key + ".csv")
            return file.bytes;
    return {};
}

TEST(ReportCsv, BeginsWithTheHeadsForPrograms)
{
    EXPECT_THAT(csvOf("figures"), HasSubstr("figure,today,yesterday,last_week,median\r\n"
                                            "arrived,100,101,102,103\r\n"));
    EXPECT_THAT(csvOf("ages", {.language = "de"}),
                HasSubstr("\r\nmissing-from,1,2,3,4,5,6,7,8,9,10,55\r\n,0,0"));
    EXPECT_THAT(csvOf("summary"), AllOf(HasSubstr("key,value\r\nday,2026-11-23\r\n"),
                                        HasSubstr("time_zone,Europe/Berlin\r\n")));
    EXPECT_THAT(csvOf("todo"), HasSubstr("\r\n3,No From header: 55 messages,"));
}

TEST(ReportCsv, DefusesFormulasAndLeavesNumbers)
{
    EXPECT_THAT(csvOf("filtered"), HasSubstr("\"'=HYPERLINK(\"\"http://x\"\") <b>\\u202E\""));
    EXPECT_THAT(csvOf("folders"), HasSubstr(",5000000000,-1500\r\n"));
}

TEST(ReportCsv, HasAFileForATableWithoutRows)
{
    const auto tables = reportCsv(sampleDocument(), false);
    EXPECT_EQ(tables.back().key, "runs");
    EXPECT_EQ(tables.back().content, "id\r\n");
}

TEST(ReportCsv, BeginsWithAMarkWhereThatIsAskedFor)
{
    EXPECT_TRUE(csvOf("days", {.byteOrderMark = true})
                    .starts_with("\xEF\xBB\xBF"
                                 "day,"));
    EXPECT_TRUE(csvOf("days").starts_with("day,"));
}

TEST(RenderReport, GivesTheStoredFormAsJson)
{
    const auto files = filesOf(ReportFormat::Json);
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(files[0].name, "Contoso-2026-11-23.json");
    EXPECT_EQ(files[0].bytes, reportAsJson(fullReport()) + "\n");
}

TEST(RenderReport, MasksAddressesInEveryFormat)
{
    for (const ReportFormat format : {ReportFormat::Html, ReportFormat::Csv, ReportFormat::Json}) {
        std::string all;
        for (const RenderedFile& file : filesOf(format, {.maskAddresses = true}))
            all += file.bytes;
        EXPECT_THAT(all, AllOf(HasSubstr("c***@spam.example"), Not(HasSubstr("cheap@")),
                               Not(HasSubstr("nobody@")), Not(HasSubstr("anna@"))))
            << toString(format);
    }
    EXPECT_THAT(filesOf(ReportFormat::Html).at(0).bytes, HasSubstr("cheap@spam.example"));
}

TEST(RenderReport, RefusesAPdfWithoutAPrinter)
{
    const auto files = renderReport(fullReport(), {ReportFormat::Pdf}, {});
    ASSERT_FALSE(files);
    EXPECT_EQ(files.error().code, ErrorCode::BadInput);
    EXPECT_THAT(files.error().message, HasSubstr("built without Qt"));
}

TEST(RenderReport, HandsTheDocumentToThePrinter)
{
    const auto files = renderReport(
        fullReport(), {ReportFormat::Pdf}, {.language = "de"},
        [](const ReportDocument& document) -> Result<std::string> { return "%PDF " + document.verdict; });
    ASSERT_TRUE(files);
    EXPECT_EQ(files->at(0).name, "Contoso-2026-11-23.pdf");
    EXPECT_EQ(files->at(0).bytes, "%PDF Achtung");
}

TEST(RenderReport, IsTheSameBytesAgain)
{
    for (const ReportFormat format : {ReportFormat::Html, ReportFormat::Csv, ReportFormat::Json}) {
        const auto once = filesOf(format);
        const auto again = filesOf(format);
        ASSERT_EQ(once.size(), again.size());
        for (std::size_t i = 0; i < once.size(); ++i) {
            EXPECT_EQ(once[i].name, again[i].name);
            EXPECT_EQ(once[i].bytes, again[i].bytes);
        }
    }
}

/// The report with that text wherever text from outside stands.
HealthReport reportOf(const std::string& hostile)
{
    HealthReport report = fullReport();
    for (ReportTodo& todo : report.todos)
        todo.evidence = hostile;
    for (ReportAccount& account : *report.accounts)
        account.name = account.error = hostile;
    for (ReportFolder& folder : report.folders)
        folder.path = folder.whyUnreachable = hostile;
    for (ReportCondition& condition : report.conditions)
        condition.evidence = hostile;
    for (ReportFiltered& message : report.filters.listed) {
        message.subject = message.sender = hostile;
        message.recipients.assign(10, hostile);
        for (ReportFilterWord& word : message.words)
            word.reason = hostile;
    }
    for (ReportRun& run : report.done.runs)
        run.subject = run.outcome = run.account = run.machine = run.kind = hostile;
    for (ReportDeed& deed : report.done.deeds)
        deed.note = deed.account = hostile;
    for (ReportGap& gap : report.notChecked)
        gap.why = hostile;
    return report;
}

TEST(RenderReport, IsNotMisledByHostileText)
{
    const HealthReport report =
        reportOf("=1+1\"'<script>alert(1)</script>{{footer}}\r\n,\xE2\x80\xAE\x1B[2J");
    const auto html = renderReport(report, {ReportFormat::Html}, {});
    ASSERT_TRUE(html);
    EXPECT_THAT(html->at(0).bytes, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("\xE2\x80\xAE")),
                                         Not(HasSubstr("\x1B")), HasSubstr("{{footer}}")));
    const auto csv = renderReport(report, {ReportFormat::Csv}, {});
    ASSERT_TRUE(csv);
    for (const RenderedFile& file : *csv) {
        EXPECT_THAT(file.bytes, AllOf(Not(HasSubstr(",=1")), Not(HasSubstr(",\"=1")), Not(HasSubstr("\n=1")),
                                      Not(HasSubstr("\n\"=1"))))
            << file.name;
    }
}

TEST(RenderReport, StaysSmallWhateverTheTexts)
{
    const HealthReport report = reportOf(std::string(1 << 20, '<'));
    for (const ReportFormat format : {ReportFormat::Html, ReportFormat::Csv}) {
        std::size_t size = 0;
        const auto files = renderReport(report, {format}, {.maskAddresses = true});
        ASSERT_TRUE(files);
        for (const RenderedFile& file : *files)
            size += file.bytes.size();
        EXPECT_LT(size, std::size_t{300'000}) << toString(format);
    }
}

TEST(RenderReport, GivesFilesNamesThatNoSystemMinds)
{
    HealthReport report = fullReport();
    report.site = "..\\con:to/so";
    const auto files = renderReport(report, {ReportFormat::Csv}, {});
    ASSERT_TRUE(files);
    EXPECT_THAT(*files, Not(Contains(Field(&RenderedFile::name, HasSubstr("/")))));
    EXPECT_THAT(*files, Not(Contains(Field(&RenderedFile::name, HasSubstr(":")))));
}

TEST(ReportFormats, AreKnownByTheirNames)
{
    for (const ReportFormat format : reportFormats)
        EXPECT_EQ(reportFormatOf(toString(format)), format);
    EXPECT_EQ(reportFormatOf("docx"), std::nullopt);
}

} // namespace
} // namespace connectorscope
