#pragma once

#include "core/report/report.h"

namespace connectorscope {

/// A report in which every member of every part has a value of its own; the day is 2026-11-23 in Berlin.
HealthReport fullReport();

} // namespace connectorscope
