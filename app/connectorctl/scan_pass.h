#pragma once

#include "app/connectorctl/environment.h"
#include "core/index/site_watch.h"

#include <string>
#include <string_view>

namespace connectorscope {

/// Scans the site once, with progress on the terminal; what keeps it from its work is told on standard error.
/// Also makes the journal's copy of the day. An error is one of the databases.
Result<WatchPass> scanSite(const Site& site, Environment& environment, SiteWatch& watch,
                           const std::stop_token& stop);

/// Closes the days that are over, and writes the reports that are due; after a scan, for sites that nothing
/// watches. What goes wrong with a report is no fault of what was scanned: it is told, and tried again by the
/// next.
void closeDays(const Site& site, Environment& environment, const std::stop_token& stop);

/// How far the databases of a site can be relied on.
struct SiteNews
{
    std::string watcher; ///< the program that watches, and keeps them up to date; empty: this one has scanned
    bool failed = false; ///< they could not be brought up to date; standard error tells why
    bool readable = true; ///< what they know can be shown all the same
};

/// Scans the site unless another program watches it. `program`: "connectorctl list".
SiteNews scanUnlessWatched(const Site& site, Environment& environment, std::string_view program,
                           const std::stop_token& stop);

} // namespace connectorscope
