#include "core/report/report_json.h"

#include "tests/core/report/full_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace connectorscope {

namespace {

std::string with(std::string text, std::string_view what, std::string_view instead)
{
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), instead);
}

TEST(ReportJson, GivesBackWhatItWasMadeOf)
{
    const HealthReport report = fullReport();
    const std::string json = reportAsJson(report);
    const auto read = reportFromJson(json);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, report);
    EXPECT_EQ(reportAsJson(*read), json);
}

TEST(ReportJson, GivesBackAReportOfNothing)
{
    HealthReport report;
    report.day = std::chrono::year(2026) / 1 / 1;
    const auto read = reportFromJson(reportAsJson(report));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, report);
    EXPECT_FALSE(read->accounts);
}

TEST(ReportJson, IsOneLineOfUtf8)
{
    HealthReport report = fullReport();
    report.filters.listed.front().subject = "two\nlines \xFF";
    const std::string json = reportAsJson(report);
    EXPECT_EQ(json.find('\n'), std::string::npos);
    EXPECT_THAT(json, testing::HasSubstr("two\\nlines \xEF\xBF\xBD"));
}

TEST(ReportJson, SaysThatANewerProgramMadeIt)
{
    const std::string json = reportAsJson(fullReport());
    for (const std::string& newer :
         {with(json, "\"schema\":1", "\"schema\":2"), with(json, "missing-from", "a-new-cause"),
          with(json, "\"attention\"", "\"calm\""), with(json, "\"handed-over\"", "\"teleported\""),
          with(json, R"("filter":"sender")", R"("filter":"moon")")}) {
        const auto read = reportFromJson(newer);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, ErrorCode::BadInput);
    }
}

TEST(ReportJson, TakesNothingElseForAReport)
{
    const std::string json = reportAsJson(fullReport());
    for (const std::string& broken :
         {std::string(), std::string("[]"), std::string("null"), json.substr(0, json.size() / 2),
          with(json, R"("stuck":63)", R"("stuck":"63")"), with(json, "2026-11-23T", "2026-11-31T"),
          with(json, "\"done\":", "\"undone\":")}) {
        const auto read = reportFromJson(broken);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, ErrorCode::Damaged);
    }
}

} // namespace
} // namespace connectorscope
