#pragma once

#include "core/report/render/document.h"

#include <string>

namespace connectorscope {

/// The report as plain text (UTF-8, lines end in \n): what a mail program shows that shows no HTML. Tables
/// are lined up with blanks; charts are left out, as their figures stand in tables.
std::string reportText(const ReportDocument& document);

} // namespace connectorscope
