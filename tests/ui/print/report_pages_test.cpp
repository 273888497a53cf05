#include "ui/print/report_pages.h"

#include "core/report/render/describe.h"
#include "tests/core/report/full_report.h"
#include "tests/core/report/render/sample_document.h"
#include "ui/print/page_flow.h"
#include "ui/print/print_table.h"

#include <QImage>
#include <QPainter>

#include <gmock/gmock.h>

#include <numeric>

namespace connectorscope {
namespace {

class ReportPages : public testing::Test
{
protected:
    void SetUp() override { ASSERT_TRUE(loadPrintFonts()); }
};

/// All text of a page, in the order in which it is drawn, without blanks: lines break anywhere.
std::string withoutBlanks(const Page& page)
{
    QString all;
    for (const PageText& text : page.texts)
        all += text.text;
    return all.remove(QLatin1Char(' ')).toStdString();
}

std::string withoutBlanks(const std::string& text)
{
    return QString::fromStdString(text).remove(QLatin1Char(' ')).toStdString();
}

ReportDocument longDocument(std::size_t rows)
{
    ReportDocument document = sampleDocument();
    DocumentTable& table = document.sections.at(1).tables.at(0);
    const std::vector<DocumentCell> row = table.rows.at(1);
    table.rows.assign(rows, row);
    for (std::size_t i = 0; i < rows; ++i)
        table.rows[i].at(0).text = "row" + std::to_string(i) + ".";
    return document;
}

TEST_F(ReportPages, SayAllThatTheDocumentSays)
{
    const ReportDocument document = describeReport(fullReport(), "en");
    std::string all;
    for (const Page& page : layOutReport(document, Paper::A4))
        all += withoutBlanks(page);
    EXPECT_THAT(all, testing::HasSubstr(withoutBlanks(document.sentence)));
    for (const DocumentSection& section : document.sections) {
        EXPECT_THAT(all, testing::HasSubstr(withoutBlanks(section.title)));
        for (const DocumentStep& step : section.steps)
            EXPECT_THAT(all, testing::HasSubstr(withoutBlanks(step.command)));
        for (const DocumentTable& table : section.tables)
            for (const auto& row : table.rows)
                for (const DocumentCell& cell : row)
                    EXPECT_THAT(all, testing::HasSubstr(withoutBlanks(cell.text)));
    }
}

TEST_F(ReportPages, BearTheirNumbers)
{
    const auto pages = layOutReport(longDocument(300), Paper::A4);
    ASSERT_GT(pages.size(), 2U);
    for (std::size_t i = 0; i < pages.size(); ++i)
        EXPECT_EQ(pages[i].texts.back().text.toStdString(),
                  std::to_string(i + 1) + " / " + std::to_string(pages.size()));
}

TEST_F(ReportPages, RepeatTheHeadsOfATableThatGoesOn)
{
    std::size_t rows = 0;
    for (const Page& page : layOutReport(longDocument(300), Paper::A4)) {
        const std::string all = withoutBlanks(page);
        if (all.find("row") == std::string::npos)
            continue;
        EXPECT_LT(all.find("CauseTotal"), all.find("row"));
        for (std::size_t at = all.find("row"); at != std::string::npos; at = all.find("row", at + 1))
            ++rows;
    }
    EXPECT_EQ(rows, 300U) << "each row stands once";
}

TEST_F(ReportPages, KeepEverythingOnTheSheet)
{
    const std::string word(300, 'W');
    for (const Paper paper : {Paper::A4, Paper::Letter}) {
        for (const ReportDocument& document :
             {longDocument(100), sampleDocument(word), describeReport(fullReport(), "de")}) {
            const QRectF area = textAreaOf(paper);
            for (const Page& page : layOutReport(document, paper)) {
                for (const PageBox& box : page.boxes)
                    EXPECT_TRUE(area.adjusted(-1, -1, 1, unitsPerPoint).contains(box.rect))
                        << box.rect.right() << " " << box.rect.bottom();
                for (const PageText& text : page.texts) {
                    EXPECT_GE(text.baseline.x(), area.left());
                    EXPECT_LE(text.baseline.x() + widthOf(text.text, text.face), area.right() + 1)
                        << text.text.toStdString();
                    EXPECT_LT(text.baseline.y(), sheetOf(paper).height() - 20 * unitsPerPoint);
                }
            }
        }
    }
}

TEST_F(ReportPages, DifferWithThePaper)
{
    EXPECT_NEAR(sheetOf(Paper::A4).height(), 8420, 1);
    EXPECT_EQ(sheetOf(Paper::Letter), QSizeF(6120, 7920));
    EXPECT_GT(layOutReport(longDocument(300), Paper::Letter).size(),
              layOutReport(longDocument(300), Paper::A4).size() - 1);
}

TEST_F(ReportPages, ArePaintedAtAnyScale)
{
    const auto pages = layOutReport(sampleDocument(), Paper::A4);
    QImage image(595, 842, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(1.0 / unitsPerPoint, 1.0 / unitsPerPoint);
    paintPage(painter, pages.at(0));
    painter.end();
    const PageBox& chip = pages[0].boxes.at(0);
    const QPointF middle(chip.rect.right() - 4 * unitsPerPoint, chip.rect.center().y());
    EXPECT_EQ(image.pixelColor((middle / unitsPerPoint).toPoint()).name(), chip.colour.name());
}

TEST_F(ReportPages, FillTheWidthWithColumns)
{
    const DocumentTable narrow = sampleDocument().sections.at(1).tables.at(0);
    DocumentTable wide = narrow;
    wide.rows.at(0).at(0).text = std::string(2000, 'x');
    for (const DocumentTable& table : {narrow, wide}) {
        const auto widths = columnWidthsOf(table, 5000);
        EXPECT_NEAR(std::accumulate(widths.begin(), widths.end(), 0.0), 5000, 1);
        EXPECT_GT(widths.at(1), widthOf(QStringLiteral("1,234"), Typeface::Small));
    }
}

} // namespace
} // namespace connectorscope
