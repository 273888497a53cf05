#include "ui/print/report_pdf.h"

#include "core/base/ascii.h"
#include "ui/print/page.h"
#include "ui/print/print_colour.h"
#include "ui/print/report_pages.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace connectorscope {

Result<std::string> reportPdf(const ReportDocument& document, Paper paper)
{
    const std::vector<Page> pages = layOutReport(document, paper);
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    QPdfWriter writer(&bytes);
    writer.setPageSize(pageSizeOf(paper));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setResolution(unitsPerInch);
    writer.setTitle(printText(document.subject));
    writer.setCreator(QStringLiteral("ConnectorScope"));
    QPainter painter;
    bool isDrawn = painter.begin(&writer);
    for (std::size_t i = 0; isDrawn && i < pages.size(); ++i) {
        isDrawn = i == 0 || writer.newPage();
        paintPage(painter, pages[i]);
    }
    if (!isDrawn || !painter.end())
        return fail(ErrorCode::Other, "The PDF cannot be drawn", "Choose html, and print it from a browser.");
    return bytes.data().toStdString();
}

Paper paperOf(std::string_view language)
{
    return equalsIgnoringCase(language, "en-us") || equalsIgnoringCase(language, "en-ca") ? Paper::Letter
                                                                                          : Paper::A4;
}

} // namespace connectorscope
