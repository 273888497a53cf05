#include "app/connectorctl/command_line.h"
#include "app/connectorctl/console.h"
#include "app/connectorctl/stream_buffers.h"
#include "core/base/clock.h"
#include "core/base/file_system.h"
#ifdef CONNECTORSCOPE_PRINTS
#include "ui/print/pdf_printer.h"
#include "ui/print/report_pdf.h"
#endif

#include <istream>
#include <ostream>

int main(int argc, char** argv)
{
    using namespace connectorscope;

    prepareConsole();
    InputBuffer inBuffer;
    OutputBuffer outBuffer(StandardStream::Output);
    OutputBuffer errBuffer(StandardStream::Error);
    std::istream in(&inBuffer);
    std::ostream out(&outBuffer);
    std::ostream err(&errBuffer);
    const std::unique_ptr<FileSystem> files = realFileSystem();
    const std::unique_ptr<Clock> clock = systemClock();
    Environment environment{in, out, err, *files, *clock, terminalFacts(), interrupted};
#ifdef CONNECTORSCOPE_PRINTS
    PdfPrinter printer;
    environment.printPdf = [&printer](const ReportDocument& document) {
        return printer.print(document, paperOf(document.languageTag));
    };
#endif

    ExitStatus status = runCommandLine(programArguments(argc, argv), environment);
    out.flush();
    // Who closes our output early, as `head` does, has what it wanted.
    if (outBuffer.error() && !isClosedPipe(outBuffer.error())) {
        err << "connectorctl: cannot write the output: " << outBuffer.error().message()
            << ". Make room, or write it elsewhere.\n";
        status = ExitStatus::Environment;
    }
    err.flush();
    return static_cast<int>(status);
}
