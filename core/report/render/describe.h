#pragma once

#include "core/report/render/document.h"
#include "core/report/report.h"

#include <string_view>

namespace connectorscope {

/// What a report says, in words: the eleven parts of the model in their order, the first of them at the head
/// of the document. Titles and advice of causes are those of the catalogue, or their translation. Costs no
/// more than what the report holds.
ReportDocument describeReport(const HealthReport& report, std::string_view language);

} // namespace connectorscope
