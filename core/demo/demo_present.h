#pragma once

#include "core/base/file_system.h"
#include "core/demo/demo_moment.h"
#include "core/demo/demo_site.h"
#include "core/site/site.h"
#include "core/watch/scan_file.h"

namespace connectorscope {

/// Files that are younger are left to the first scan, for which they arrive.
inline constexpr std::chrono::minutes demoUnseen{10};

/// How the mail that lies in the folders of the demonstration came there, each file as a watcher would list
/// it now. Messages are numbered from 0; their number is less than that of the site's files. In no order of
/// time.
Result<std::vector<DemoMoment>> demoPresent(FileSystem& files, const DemoSite& demo, const Site& site,
                                            const ScanRules& rules);

} // namespace connectorscope
