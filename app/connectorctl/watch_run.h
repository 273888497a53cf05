#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/style.h"
#include "core/base/log.h"
#include "core/site/site.h"

namespace connectorscope {

/// What `watch` is asked for.
struct WatchRequest
{
    bool json = false;
    Style style{false};
    LogLevel logLevel = LogLevel::Warning; ///< on standard error
};

/// Watches the site until the person or the system stops it, which is its usual end, or nobody reads what it
/// prints; and is its worker, as long as no other program is. Goes on where the last watcher stopped, however
/// that ended. Logs to the work folder.
ExitStatus watch(const Site& site, const WatchRequest& request, Environment& environment);

} // namespace connectorscope
