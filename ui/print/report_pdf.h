#pragma once

#include "core/base/result.h"
#include "core/report/render/document.h"
#include "ui/print/paper.h"

#include <string>

namespace connectorscope {

/// The bytes of a PDF of the report: text that can be selected and searched, charts as vectors, the fonts
/// within it. Needs loadPrintFonts(), and no display; on any thread that Qt lets paint text.
Result<std::string> reportPdf(const ReportDocument& document, Paper paper);

/// The paper of a country: Letter for "en-US" and "en-CA", A4 for all others.
Paper paperOf(std::string_view language);

} // namespace connectorscope
