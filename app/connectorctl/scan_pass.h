#pragma once

#include "app/connectorctl/environment.h"
#include "core/index/site_watch.h"

namespace connectorscope {

/// Scans the site once, with progress on the terminal; what keeps it from its work is told on standard error.
/// Also makes the journal's copy of the day. An error is one of the databases.
Result<WatchPass> scanSite(const Site& site, Environment& environment, SiteWatch& watch,
                           const std::stop_token& stop);

} // namespace connectorscope
