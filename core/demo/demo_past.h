#pragma once

#include "core/base/result.h"
#include "core/demo/demo_manifest.h"
#include "core/demo/demo_moment.h"
#include "core/watch/scan_file.h"

namespace connectorscope {

/// How far back a demonstration remembers: five weeks.
inline constexpr std::chrono::hours demoHistory{24 * 35};

/// The mail of the weeks before `now` that is no longer there: most of it was handed over, some failed and
/// was requeued, moved by hand or removed. Messages are numbered from `firstMessage`. In no order of time.
/// The same for the same `now`.
Result<std::vector<DemoMoment>> demoPast(const std::vector<DemoFile>& manifest, const ScanRules& rules,
                                         UtcTime now, std::size_t firstMessage);

} // namespace connectorscope
