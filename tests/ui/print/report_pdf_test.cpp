#include "ui/print/report_pdf.h"

#include "tests/core/report/render/sample_document.h"
#include "ui/print/print_fonts.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(ReportPdf, HoldsItsFonts)
{
    ASSERT_TRUE(loadPrintFonts());
    const auto pdf = reportPdf(sampleDocument(), Paper::A4);
    ASSERT_TRUE(pdf) << pdf.error().message;
    EXPECT_THAT(*pdf, AllOf(StartsWith("%PDF-"), HasSubstr("+Inter"), HasSubstr("/ToUnicode"),
                            HasSubstr("/FontFile")));
}

TEST(ReportPdf, HasThePaperThatWasAskedFor)
{
    ASSERT_TRUE(loadPrintFonts());
    EXPECT_THAT(*reportPdf(sampleDocument(), Paper::A4), HasSubstr("/MediaBox [0 0 595"));
    EXPECT_THAT(*reportPdf(sampleDocument(), Paper::Letter), HasSubstr("/MediaBox [0 0 612"));
}

TEST(ReportPdf, IsOnLetterWhereThatIsUsed)
{
    EXPECT_EQ(paperOf("en-US"), Paper::Letter);
    EXPECT_EQ(paperOf("en"), Paper::A4);
    EXPECT_EQ(paperOf("de"), Paper::A4);
}

} // namespace
} // namespace connectorscope
