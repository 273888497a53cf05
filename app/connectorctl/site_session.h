#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "core/base/result.h"
#include "core/site/site.h"

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace connectorscope {

/// Gives a verb the option --site FILE.
void addSiteOption(CLI::App& verb, std::string& siteFile);

/// Loads the named site file for its rules alone: its folders are not looked at, nothing is made. All that is
/// wrong with it is told on standard error, a line each. What remains is the exit status.
tl::expected<Site, ExitStatus> loadRules(const std::string& siteFile, Environment& environment);

/// The site file that a verb works on: what --site named; where that is empty, the only one in the usual
/// place.
tl::expected<std::filesystem::path, ExitStatus> findSiteFile(const std::string& named,
                                                             Environment& environment);

/// Loads the site that a verb works on, compares its folders with the disk, and makes its work folder where
/// it is missing. `siteFile` is what --site named; where that is empty the usual place is looked at, and its
/// only site is taken. All that is wrong with the file is told on standard error, a line each, and so are
/// folders that cannot be reached, which prevent nothing. What remains is the exit status.
tl::expected<Site, ExitStatus> openSite(const std::string& siteFile, Environment& environment);

/// Tells an error on standard error, on one line.
void tellError(Environment& environment, const Error& error);

} // namespace connectorscope
