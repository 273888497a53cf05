// A program without an application of Qt, as connectorctl is: `watch` prints on the thread of its reports.

#include "tests/core/report/render/sample_document.h"
#include "ui/print/report_pdf.h"

#include <gmock/gmock.h>

#include <thread>
#include <vector>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(ReportPdfWithoutDisplay, IsPrintedOnAnyThreadDayAfterDay)
{
    for (int thread = 0; thread < 2; ++thread) {
        std::vector<Result<std::string>> printed;
        std::thread([&printed] {
            for (int day = 0; day < 2; ++day)
                printed.push_back(reportPdfWithoutDisplay(sampleDocument(), Paper::A4));
        }).join();
        for (const auto& pdf : printed) {
            ASSERT_TRUE(pdf) << pdf.error().message;
            EXPECT_THAT(*pdf, AllOf(StartsWith("%PDF-"), HasSubstr("+Inter"), HasSubstr("%%EOF")));
        }
    }
}

} // namespace
} // namespace connectorscope
