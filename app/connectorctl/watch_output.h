#pragma once

#include "app/connectorctl/style.h"
#include "core/pipeline/site_worker.h"
#include "core/site/site.h"
#include "core/watch/watch_event.h"

#include <string>

namespace connectorscope {

/// One event on one line, without its end: when, what, where, and what about it. Empty for events that are
/// not printed (progress).
std::string watchEventText(const WatchEvent& event, UtcTime now, const Style& style);

/// The same as one JSON object; docs/json.md names the keys.
std::string watchEventAsJson(const Site& site, const WatchEvent& event, UtcTime now);

/// The event for the log, without subjects and addresses; empty for what the journal keeps anyway.
std::string watchEventForLog(const WatchEvent& event);

// What the worker has done with a message, or seen of it. As text with the end of its last line.
std::string workDoneText(const WorkDone& done, UtcTime now, const Style& style);
std::string workDoneAsJson(const Site& site, const WorkDone& done, UtcTime now);
std::string vaultPurgedText(const VaultPurged& purged, UtcTime now, const Style& style);
std::string vaultPurgedAsJson(const VaultPurged& purged, UtcTime now);

/// "started" or "stopped", with the run that the log names.
std::string watchMarkAsJson(const Site& site, std::string_view event, const std::string& run, UtcTime now);

} // namespace connectorscope
