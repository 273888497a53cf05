#include "core/base/time_zone.h"
#include "core/report/report_json.h"
#include "tests/app/messages.h"
#include "tests/app/site_folder.h"
#include "tests/support/small_files.h"
#include "tests/support/watched_past.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A site with one stuck message, which was looked at just now.
class ReportVerb : public testing::Test
{
protected:
    ReportVerb()
    {
        m_site.put("failed/a.eml", messageWithoutFrom());
        m_site.run({"scan"});
    }

    CommandRun report(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), "report");
        return m_site.run(arguments);
    }

    std::string m_today = reportDayText(TimeZone::ofMachine().dayAt(systemClock()->now()));
    SiteFolder m_site{"[report]\nformats = ['csv']\n"};
};

TEST_F(ReportVerb, PrintsADayThatIsNotClosedAsProvisional)
{
    const CommandRun run = report({"--date", m_today, "--json"});
    EXPECT_EQ(run.status, 0) << run.err;
    const auto read = reportFromJson(run.out);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(read->isProvisional);
    EXPECT_EQ(read->stuck, 1U);
    EXPECT_EQ(read->verdict.cause, CauseId::MissingFrom);
    EXPECT_THAT(report({"--date", m_today}).out, HasSubstr("Contoso"));
}

TEST_F(ReportVerb, SaysThatNoDayIsClosedYet)
{
    const CommandRun run = report({});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr("no day of this site is closed yet"));
    EXPECT_THAT(run.err, HasSubstr("connectorctl watch"));
}

TEST_F(ReportVerb, WritesTheFormatsThatAreAskedForOrThoseOfTheSite)
{
    const std::string folder = pathBytes(m_site.path("new") / "reports");
    const CommandRun run =
        report({"--date", m_today, "--output", folder, "--format", "html,json,html", "--json"});
    EXPECT_EQ(run.status, 0) << run.err;
    ASSERT_EQ(run.objects().size(), 1U);
    EXPECT_EQ(run.objects().front()["rating"], "attention");
    EXPECT_EQ(run.objects().front()["provisional"], true);
    EXPECT_EQ(run.objects().front()["files"].size(), 2U);
    EXPECT_THAT(readFile(m_site.path("new/reports/Contoso-" + m_today + ".html")), HasSubstr("</html>"));
    EXPECT_THAT(readFile(m_site.path("new/reports/Contoso-" + m_today + ".json")),
                HasSubstr("\"missing-from\""));

    const CommandRun again = report({"--date", m_today, "--output", folder, "--bom"});
    EXPECT_EQ(again.status, 0) << again.err;
    EXPECT_THAT(again.out, HasSubstr("Contoso-" + m_today));
    EXPECT_THAT(again.out, HasSubstr(".csv\n"));
}

TEST_F(ReportVerb, SaysWhatItCannotDo)
{
    const std::string folder = pathBytes(m_site.path("reports"));
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"--mail"},
          {"--date", "2026-02-30"},
          {"--date", ""},
          {"--date", m_today, "--format", "html"},
          {"--date", m_today, "--output", folder, "--format", "docx"},
          {"--date", "2999-01-01"}}) {
        const CommandRun run = report(arguments);
        EXPECT_EQ(run.status, 2) << arguments.front();
        EXPECT_THAT(run.out, IsEmpty());
    }
    EXPECT_THAT(report({"--mail"}).err, HasSubstr("cannot be sent by mail yet"));
    const CommandRun pdf = report({"--date", m_today, "--output", folder, "--format", "pdf"});
    EXPECT_EQ(pdf.status, 3);
    EXPECT_THAT(pdf.err, HasSubstr("PDF"));
    m_site.put("reports", "a file");
    const CommandRun taken = report({"--date", m_today, "--output", folder});
    EXPECT_EQ(taken.status, 3);
    EXPECT_THAT(taken.err, HasSubstr("reports\" is a file, and no folder"));
}

/// A site that was watched for three days until now, and writes its report at midnight.
class ReportOfScan : public testing::Test
{
protected:
    ReportOfScan()
    {
        const UtcTime now = systemClock()->now();
        std::filesystem::create_directory(m_site.path("work"));
        EXPECT_TRUE(writeWatchedPast(m_site.path("work"), now - std::chrono::hours(72), now));
        m_site.put("failed/a.eml", messageWithoutFrom());
    }

    SiteFolder m_site{"[report]\nformats = ['csv']\nfolder = 'reports'\nat = '00:00'\n"};
};

TEST_F(ReportOfScan, ClosesTheDaysThatAreOverAndWritesTheLastOnce)
{
    EXPECT_EQ(m_site.run({"scan"}).status, 1);
    const CommandRun report = m_site.run({"report", "--json"});
    EXPECT_EQ(report.status, 0) << report.err;
    const auto read = reportFromJson(report.out);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_FALSE(read->isProvisional);
    const std::filesystem::path folder = m_site.path("reports");
    ASSERT_TRUE(std::filesystem::exists(folder));
    for (const auto& file : std::filesystem::directory_iterator(folder))
        EXPECT_THAT(pathBytes(file.path().filename()), HasSubstr(reportDayText(read->day)));
    std::filesystem::remove_all(folder);
    EXPECT_EQ(m_site.run({"scan"}).status, 1);
    EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST_F(ReportOfScan, IsMadeUpForByReportItself)
{
    const std::string yesterday = reportDayText(
        std::chrono::sys_days(TimeZone::ofMachine().dayAt(systemClock()->now())) - std::chrono::days(1));
    const CommandRun report = m_site.run({"report", "--json"});
    EXPECT_EQ(report.status, 0) << report.err;
    const auto read = reportFromJson(report.out);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_FALSE(read->isProvisional);
    EXPECT_EQ(reportDayText(read->day), yesterday);
}

TEST_F(ReportOfScan, TellsWhatItCannotWriteAndIsDoneAllTheSame)
{
    const std::filesystem::path taken = m_site.put("reports", "a file");
    const CommandRun scan = m_site.run({"scan", "--json"});
    EXPECT_EQ(scan.status, 1);
    EXPECT_THAT(scan.err, HasSubstr("reports"));
    EXPECT_FALSE(scan.objects().empty());
    std::filesystem::remove(taken);
    EXPECT_EQ(m_site.run({"scan"}).status, 1);
    EXPECT_FALSE(std::filesystem::is_empty(m_site.path("reports"))); // the next one makes up for it
}

} // namespace
} // namespace connectorscope
