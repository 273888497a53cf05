#pragma once

#include "core/report/render/document.h"
#include "ui/print/page_flow.h"

namespace connectorscope {

/// The chart at the flow's place, whole: its title, its bars, and labels below them.
void flowChart(PageFlow& flow, const DocumentChart& chart);

} // namespace connectorscope
