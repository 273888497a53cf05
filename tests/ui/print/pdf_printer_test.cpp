// A program without an application of Qt, as connectorctl is: `watch` prints on the thread of its reports.

#include "tests/core/report/render/sample_document.h"
#include "ui/print/pdf_printer.h"

#include <QRegularExpression>
#include <QString>

#include <gmock/gmock.h>

#include <mutex>
#include <thread>
#include <vector>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(PdfPrinter, PrintsForAnyThreadDayAfterDay)
{
    PdfPrinter printer;
    std::mutex mutex;
    std::vector<Result<std::string>> printed;
    const auto printDays = [&] {
        for (int day = 0; day < 2; ++day) {
            auto pdf = printer.print(sampleDocument(), Paper::A4);
            const std::scoped_lock lock(mutex);
            printed.push_back(std::move(pdf));
        }
    };
    {
        const std::jthread one(printDays);
        const std::jthread other(printDays);
    }
    ASSERT_EQ(printed.size(), 4U);
    for (const auto& pdf : printed) {
        ASSERT_TRUE(pdf) << pdf.error().message;
        EXPECT_THAT(*pdf, AllOf(StartsWith("%PDF-"), HasSubstr("+Inter"), HasSubstr("%%EOF")));
    }
}

TEST(PdfPrinter, LetsThreadsEndThatMatchedARegularExpression)
{
    PdfPrinter printer;
    ASSERT_TRUE(printer.print(sampleDocument(), Paper::A4));
    for (int i = 0; i < 200; ++i)
        std::jthread([] {
            const QRegularExpression expression(QStringLiteral("^[a-z]+$"));
            for (int match = 0; match < 20; ++match) // Qt compiles what is matched often
                EXPECT_TRUE(expression.match(QStringLiteral("pickup")).hasMatch());
        });
}

TEST(PdfPrinter, EndsWhereNothingWasPrinted)
{
    const PdfPrinter printer;
}

} // namespace
} // namespace connectorscope
