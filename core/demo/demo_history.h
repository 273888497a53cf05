#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/demo/demo_site.h"

namespace connectorscope {

/// Gives the demonstration five weeks of history before `now`, in the databases of its work folder, which is
/// made and lies on a real disk: mail that came and went, mail that failed and was requeued, and how all that
/// lies in its folders came there but for the last minutes, with figures and notes, written as the watcher,
/// the worker and an administrator write. The same for the same `now` but for the ids, which are never given
/// twice. Its mail is stored already; its folders are only read.
Result<> writeDemoHistory(FileSystem& files, const DemoSite& demo, UtcTime now);

} // namespace connectorscope
