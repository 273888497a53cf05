#include "ui/print/report_pdf.h"

#include "core/base/ascii.h"
#include "ui/print/page.h"
#include "ui/print/print_colour.h"
#include "ui/print/report_pages.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QOperatingSystemVersion>
#include <QPainter>
#include <QPdfWriter>

#include <array>

namespace connectorscope {
namespace {

void sayNothing(QtMsgType, const QMessageLogContext&, const QString&) {}

/// Without a display Qt knows only the fonts of this folder on Windows, else only those of the program.
void useSystemFonts()
{
    const bool isWindows = QOperatingSystemVersion::currentType() == QOperatingSystemVersion::Windows;
    if (isWindows && qEnvironmentVariableIsEmpty("QT_QPA_FONTDIR"))
        qputenv("QT_QPA_FONTDIR",
                qEnvironmentVariable("SystemRoot", QStringLiteral("C:/Windows")).toLocal8Bit() + "/Fonts");
}

} // namespace

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

Result<std::string> reportPdfWithoutDisplay(const ReportDocument& document, Paper paper)
{
    // What Qt has to say of fonts and plugins is nothing for who asked for a report.
    const QtMessageHandler before = qInstallMessageHandler(sayNothing);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    useSystemFonts();
    int argc = 1;
    std::string name = "connectorctl";
    std::array<char*, 2> argv = {name.data(), nullptr};
    Result<std::string> pdf;
    {
        const QGuiApplication application(argc, argv.data());
        const auto loaded = loadPrintFonts();
        pdf = loaded ? reportPdf(document, paper) : Result<std::string>(fail(loaded.error()));
    }
    qInstallMessageHandler(before);
    return pdf;
}

} // namespace connectorscope
