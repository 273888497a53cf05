#pragma once

#include "core/report/render/document.h"

namespace connectorscope {

/// A small report with one of everything. `word` stands wherever text from outside may stand.
ReportDocument sampleDocument(const std::string& word = "Invoice");

} // namespace connectorscope
