#include "ui/print/pdf_printer.h"

#include "ui/print/print_fonts.h"
#include "ui/print/regular_expressions.h"
#include "ui/print/report_pdf.h"

#include <QGuiApplication>
#include <QOperatingSystemVersion>

#include <array>
#include <future>

namespace connectorscope {
namespace {

/// Without a display Qt knows only the fonts of this folder on Windows, else only those of the program.
void useSystemFonts()
{
    const bool isWindows = QOperatingSystemVersion::currentType() == QOperatingSystemVersion::Windows;
    if (isWindows && qEnvironmentVariableIsEmpty("QT_QPA_FONTDIR"))
        qputenv("QT_QPA_FONTDIR",
                qEnvironmentVariable("SystemRoot", QStringLiteral("C:/Windows")).toLocal8Bit() + "/Fonts");
}

void sayNothing(QtMsgType, const QMessageLogContext&, const QString&) {}

} // namespace

struct PdfPrinter::Job
{
    const ReportDocument& document;
    Paper paper;
    std::promise<Result<std::string>> pdf;
};

Result<std::string> PdfPrinter::print(const ReportDocument& document, Paper paper)
{
    Job job{document, paper, {}};
    auto pdf = job.pdf.get_future();
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(&job);
        if (!m_thread.joinable())
            m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }
    m_changed.notify_one();
    return pdf.get();
}

PdfPrinter::Job* PdfPrinter::next(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [this] { return !m_jobs.empty(); }))
        return nullptr;
    Job* job = m_jobs.front();
    m_jobs.pop_front();
    return job;
}

void PdfPrinter::run(const std::stop_token& stop)
{
    // What Qt has to say of fonts and plugins is nothing for who asked for a report.
    const QtMessageHandler before = qInstallMessageHandler(sayNothing);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    useSystemFonts();
    matchWithoutCompiler();
    int argc = 1;
    std::string name = "connectorctl";
    std::array<char*, 2> argv = {name.data(), nullptr};
    {
        const QGuiApplication application(argc, argv.data());
        const auto loaded = loadPrintFonts();
        while (Job* job = next(stop))
            job->pdf.set_value(loaded ? reportPdf(job->document, job->paper)
                                      : Result<std::string>(fail(loaded.error())));
    }
    qInstallMessageHandler(before);
}

} // namespace connectorscope
