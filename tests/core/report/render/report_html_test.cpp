#include "core/report/render/report_html.h"

#include "tests/core/report/render/sample_document.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::size_t occurrences(const std::string& text, std::string_view part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

TEST(ReportHtml, ShowsEveryPartOfTheDocument)
{
    const std::string html = reportHtml(sampleDocument());
    for (const char* part :
         {"<title>[ATTENTION] Contoso: 6 stuck - 2026-11-23</title>", "<html lang=\"en\">",
          "◆ Attention</span> 6 messages are stuck: Invoice", "Europe/Berlin", "What to do", "One thing.",
          "1. <span", "Add it &amp; requeue.", ">requeue</span> <span", "at most 6", "1,234",
          "Nothing was done.", "Made by ConnectorScope."})
        EXPECT_THAT(html, HasSubstr(part));
    EXPECT_THAT(html, Not(HasSubstr("{{")));
    EXPECT_THAT(html, Not(HasSubstr("1234"))) << "numbers are written for people";
}

TEST(ReportHtml, ColoursACellByItsHeat)
{
    const std::string html = reportHtml(sampleDocument());
    EXPECT_THAT(html, AllOf(HasSubstr("class=\"heat4\""), HasSubstr("class=\"heat5\"")));
}

TEST(ReportHtml, LetsNothingFromOutsideBeMarkup)
{
    const std::string word = "</title><script>alert('1')</script>{{{footer}}}\" onload=\"x\xE2\x80\xAE";
    const std::string html = reportHtml(sampleDocument(word));
    EXPECT_THAT(html,
                AllOf(Not(HasSubstr("<script")), Not(HasSubstr("\xE2\x80\xAE")), Not(HasSubstr("\" onload")),
                      HasSubstr("\\u202E"), HasSubstr("alert(&#39;1&#39;)")));
    EXPECT_EQ(occurrences(html, "Made by ConnectorScope."), 1U) << "text is no template";
}

TEST(ReportHtml, LoadsNothingFromElsewhere)
{
    const std::string html = reportHtml(sampleDocument());
    for (const char* part : {"http:", "https:", "src=", "url(", "@import", "<link", "<img"})
        EXPECT_THAT(html, Not(HasSubstr(part)));
}

TEST(ReportHtml, SaysOnlyOfAnOpenDayThatItIsProvisional)
{
    ReportDocument document = sampleDocument();
    EXPECT_THAT(reportHtml(document), Not(HasSubstr("▲")));
    document.provisional = "Provisional: as of 12:00.";
    EXPECT_THAT(reportHtml(document), HasSubstr("▲ Provisional: as of 12:00."));
}

TEST(ReportHtml, IsTheSameBytesAgain)
{
    EXPECT_EQ(reportHtml(sampleDocument()), reportHtml(sampleDocument()));
}

} // namespace
} // namespace connectorscope
