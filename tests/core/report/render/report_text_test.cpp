#include "core/report/render/report_text.h"

#include "tests/core/report/render/sample_document.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::HasSubstr;

TEST(ReportText, LinesUpTables)
{
    EXPECT_THAT(reportText(sampleDocument()), HasSubstr("Ages\n"
                                                        "Cause      Total\n"
                                                        "----------------\n"
                                                        "● Invoice  1,234\n"
                                                        "=1+1           2\n"));
}

TEST(ReportText, SaysTheVerdictFirst)
{
    const std::string text = reportText(sampleDocument());
    EXPECT_TRUE(text.starts_with("Contoso, Monday, 23 November 2026\n"
                                 "=================================\n"
                                 "◆ Attention: 6 messages are stuck: Invoice\n"));
    EXPECT_THAT(text, HasSubstr("Site       Contoso\nTime zone  Europe/Berlin\n"));
    EXPECT_THAT(text, HasSubstr("1. ◆ Invoice\n   Add it & requeue.\n   $ connectorctl requeue --all\n"));
    EXPECT_THAT(text, HasSubstr("Runs\nNothing was done.\n"));
}

TEST(ReportText, BreaksLongSentences)
{
    ReportDocument document = sampleDocument();
    document.sections.at(0).sentences = {"word " + std::string(70, 'a') + " b " + std::string(90, 'c') +
                                         " d"};
    EXPECT_THAT(reportText(document),
                HasSubstr("\nword " + std::string(70, 'a') + " b\n" + std::string(90, 'c') + "\nd\n"));
}

} // namespace
} // namespace connectorscope
