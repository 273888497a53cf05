#pragma once

#include "core/report/report.h"

namespace connectorscope {

/// The report with every address in it masked ("a***@contoso.com"), wherever text from outside stands.
HealthReport maskedReport(HealthReport report);

} // namespace connectorscope
