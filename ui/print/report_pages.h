#pragma once

#include "core/report/render/document.h"
#include "ui/print/page.h"

#include <vector>

namespace connectorscope {

/// The report on sheets of paper: everything that its HTML says, with the number of each page below it. Needs
/// loadPrintFonts(); on any thread that Qt lets measure text.
std::vector<Page> layOutReport(const ReportDocument& report, Paper paper);

} // namespace connectorscope
