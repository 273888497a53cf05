#pragma once

#include "core/report/render/document.h"

#include <string>

namespace connectorscope {

/// The report as one HTML file, made of resources/report/report.html.mustache: no script, nothing loaded from
/// elsewhere, styles beside every element so that mail programs keep them, charts as SVG. The same document
/// gives the same bytes.
std::string reportHtml(const ReportDocument& document);

} // namespace connectorscope
