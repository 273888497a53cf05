#pragma once

#include "core/report/render/document.h"
#include "ui/print/page_flow.h"

#include <vector>

namespace connectorscope {

/// How wide each column is in `width`: numbers get what they need, words share the rest; longer ones break.
std::vector<double> columnWidthsOf(const DocumentTable& table, double width);

/// The table at the flow's place: its title, then its rows, each whole; on every page that it goes on to, the
/// heads of its columns come first.
void flowTable(PageFlow& flow, const DocumentTable& table);

} // namespace connectorscope
