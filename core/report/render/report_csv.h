#pragma once

#include "core/report/render/document.h"

#include <string>
#include <vector>

namespace connectorscope {

/// One table of a report as a CSV file.
struct CsvTable
{
    std::string key; ///< "ages"
    std::string content;
};

/// The report as CSV (RFC 4180: UTF-8, comma, lines end in CR LF), a file each table: first "summary" (its
/// facts) and "todo", then every table of the document, those without rows too. Heads and values are those
/// for programs (ids, plain numbers, ISO times), the same in every language; what a spreadsheet would take
/// for a formula is defused. `byteOrderMark`: begins with U+FEFF, without which Excel takes UTF-8 for
/// something else.
std::vector<CsvTable> reportCsv(const ReportDocument& document, bool byteOrderMark);

} // namespace connectorscope
